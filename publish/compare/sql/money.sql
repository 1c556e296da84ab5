-- Sums of money by authority, period and place, and by how it is paid (funding). A sum printed once for several actions
-- counts once, under the first of them (money = 'own'); 'repeated' are the others. as_before are those that had the
-- same sum in the plan before.
WITH selected AS (
    -- selected.sql
)
SELECT
    d.authority_key,
    d.authority,
    d.period,
    s.place,
    s.money,
    coalesce(s.funding_basis, 'none') AS funding,
    sum(s.actions) AS actions,
    sum(s.amount_gbp) AS amount_gbp,
    sum(s.as_before) AS as_before,
    sum(s.gbp_as_before) AS gbp_as_before
FROM (
    SELECT
        s.document_id,
        s.part,
        s.place,
        m.money,
        m.funding_basis,
        count(*) AS actions,
        sum(m.counted_gbp) AS amount_gbp,
        count(b.id) AS as_before,
        sum(CASE WHEN b.id IS NOT NULL THEN m.counted_gbp END) AS gbp_as_before
    FROM selected AS s
    JOIN action_money AS m ON m.action_id = s.action_id
    LEFT JOIN action_lineage AS l ON l.action_id = s.action_id AND m.money = 'own'
    LEFT JOIN action AS b ON b.id = l.previous_action_id AND b.amount_gbp = m.counted_gbp
    GROUP BY s.document_id, s.part, s.place, m.money, m.funding_basis
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY d.authority_key, d.authority, d.period, s.place, s.money, s.funding_basis
