-- Sums of money by authority, period and place, and by how it is paid (funding). A sum printed once for several actions
-- counts once, under the first of them (money = 'own'); 'repeated' are the others. as_before are those that had the
-- same sum in the plan before.
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    m.money,
    coalesce(m.funding_basis, 'none') AS funding,
    count(*) AS actions,
    sum(m.counted_gbp) AS amount_gbp,
    count(b.id) AS as_before,
    sum(CASE WHEN b.id IS NOT NULL THEN m.counted_gbp END) AS gbp_as_before
FROM selected AS s
JOIN action_money AS m ON m.action_id = s.action_id
LEFT JOIN action_lineage AS l ON l.action_id = s.action_id AND m.money = 'own'
LEFT JOIN action AS b ON b.id = l.previous_action_id AND b.amount_gbp = m.counted_gbp
GROUP BY s.authority_key, s.authority, s.period, s.place, m.money, m.funding_basis
