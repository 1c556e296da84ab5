-- What became of actions that go on from the plan before, by authority, period and place: their status there (was), and
-- now.
WITH selected AS (
    -- selected.sql
)
SELECT d.authority_key, d.authority, d.period, s.place, s.was, s.status_code AS status, sum(s.actions) AS actions
FROM (
    SELECT s.document_id, s.part, s.place, coalesce(y.status_code, 'unknown') AS was, s.status_code, count(*) AS actions
    FROM selected AS s
    JOIN action_lineage AS l ON l.action_id = s.action_id
    JOIN action AS y ON y.id = l.previous_action_id
    GROUP BY 1, 2, 3, 4, 5
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY d.authority_key, d.authority, d.period, s.place, s.was, s.status_code
