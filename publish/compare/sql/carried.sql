-- What went before actions and what came after, by authority, period and place: whether they go on from the plan before
-- (origin), what status they had there (was), and whether the next plan has them (fate).
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    c.origin,
    coalesce(c.previous_status, 'none') AS was,
    s.status_code AS status,
    c.fate,
    CASE WHEN x.carried_forward = 1 THEN 'yes' ELSE 'none' END AS marked,
    count(*) AS actions
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_carried AS c ON c.action_id = s.action_id
GROUP BY
    s.authority_key, s.authority, s.period, s.place, c.origin, c.previous_status, s.status_code, c.fate,
    x.carried_forward
