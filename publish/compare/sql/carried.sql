-- What went before actions and what came after, by authority, period and place: whether they go on from the plan before
-- (origin), whether the next plan has them (fate), and whether their own plan marks them as carried forward (marked).
WITH selected AS (
    -- selected.sql
)
SELECT
    d.authority_key,
    d.authority,
    d.period,
    s.place,
    s.origin,
    s.status_code AS status,
    s.fate,
    CASE WHEN s.carried_forward = 1 THEN 'yes' ELSE 'none' END AS marked,
    sum(s.actions) AS actions
FROM (
    SELECT s.document_id, s.part, s.place, c.origin, s.status_code, c.fate, x.carried_forward, count(*) AS actions
    FROM selected AS s
    JOIN action AS x ON x.id = s.action_id
    JOIN action_carried AS c ON c.action_id = s.action_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY d.authority_key, d.authority, d.period, s.place, s.origin, s.status_code, s.fate, s.carried_forward
