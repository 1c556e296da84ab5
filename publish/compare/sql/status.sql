-- How many actions have which status, by authority, period and place; one without a coded status counts as unknown.
WITH selected AS (
    -- selected.sql
)
SELECT d.authority_key, d.authority, d.period, s.place, s.status_code, sum(s.actions) AS actions
FROM (
    SELECT document_id, part, place, status_code, count(*) AS actions
    FROM selected
    GROUP BY document_id, part, place, status_code
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY d.authority_key, d.authority, d.period, s.place, s.status_code
