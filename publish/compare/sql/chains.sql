-- How many plans in a row actions have stood in, their own included, by authority, period and place.
WITH selected AS (
    -- selected.sql
)
SELECT d.authority_key, d.authority, d.period, s.place, s.plans, sum(s.actions) AS actions
FROM (
    SELECT s.document_id, s.part, s.place, coalesce(h.plans, 1) AS plans, count(*) AS actions
    FROM selected AS s
    LEFT JOIN action_descent AS h ON h.action_id = s.action_id
    GROUP BY 1, 2, 3, 4
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY d.authority_key, d.authority, d.period, s.place, s.plans
