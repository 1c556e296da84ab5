-- What the database holds of the plans selected, in numbers.
WITH selected AS (
    -- selected.sql
)
SELECT 'plans' AS what, count(*) AS number FROM (SELECT DISTINCT document_id, part FROM selected)
UNION ALL
SELECT 'authorities', count(DISTINCT authority_key) FROM selected
UNION ALL
SELECT 'periods', count(DISTINCT period) FROM selected
UNION ALL
SELECT 'actions', count(*) FROM selected
UNION ALL
SELECT 'complete', count(*) FROM selected WHERE status_code = 'complete'
UNION ALL
SELECT 'with_status', count(*) FROM selected WHERE status_code <> 'unknown'
UNION ALL
SELECT 'with_outcome', count(*)
FROM selected
WHERE action_id IN (SELECT action_id FROM action_outcome WHERE outcome_id IS NOT NULL)
UNION ALL
SELECT 'with_due_day', count(*)
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
WHERE x.end_date IS NOT NULL
UNION ALL
SELECT 'organisations', count(DISTINCT p.organisation_id)
FROM action_party AS p
WHERE p.action_id IN (SELECT action_id FROM selected)
