-- How many plans in a row actions have stood in, their own included, by authority, period and place.
WITH selected AS (
    -- selected.sql
)
SELECT s.authority_key, s.authority, s.period, s.place, coalesce(h.plans, 1) AS plans, count(*) AS actions
FROM selected AS s
LEFT JOIN action_descent AS h ON h.action_id = s.action_id
GROUP BY s.authority_key, s.authority, s.period, s.place, coalesce(h.plans, 1)
