-- Whose money it is: for each action with a sum of its own (action_money), what each funder gives; their sum is the
-- action's counted_gbp. A stated total is not added to its parts; what the parts leave of it, and sums for which no
-- funder is named, have an empty funder.
SELECT f.action_id, f.funder, sum(f.amount_gbp) AS amount_gbp
FROM (
    SELECT p.action_id, p.funder, p.amount_gbp
    FROM action_funding AS p
    JOIN action_money AS m ON m.action_id = p.action_id AND m.money = 'own'
    WHERE p.amount_gbp IS NOT NULL AND p.is_total = 0
    UNION ALL
    SELECT
        m.action_id,
        CASE WHEN t.parts IS NULL THEN t.funder END AS funder,
        m.counted_gbp - coalesce(t.parts, 0) AS amount_gbp
    FROM action_money AS m
    LEFT JOIN (
        SELECT
            action_id,
            sum(CASE WHEN is_total = 0 THEN amount_gbp END) AS parts,
            max(CASE WHEN is_total = 1 THEN funder END) AS funder
        FROM action_funding
        GROUP BY action_id
    ) AS t ON t.action_id = m.action_id
    WHERE m.money = 'own' AND round(m.counted_gbp - coalesce(t.parts, 0), 2) <> 0
) AS f
GROUP BY f.action_id, f.funder
