-- Which sums of money count. money is own (the action prints a sum), repeated (the sum is another action's: printed
-- once in a cell that spans both, or pointed to, as in 'As above') or none. counted_gbp is the sum of those that are
-- own: adding it up counts every printed sum once, under the first action that has it.
SELECT
    m.action_id,
    m.money,
    CASE WHEN m.money = 'own' THEN m.amount_gbp END AS counted_gbp,
    m.amount_gbp,
    m.funding_basis
FROM (
    SELECT
        x.id AS action_id,
        x.amount_gbp,
        x.funding_basis,
        CASE
            WHEN x.amount_gbp IS NULL THEN 'none'
            WHEN EXISTS (
                SELECT 1
                FROM action_source AS s
                JOIN action_source AS o
                    ON o.cell_id = s.cell_id AND o.field = 'resources' AND o.action_id < s.action_id
                JOIN action AS y ON y.id = o.action_id AND y.amount_gbp = x.amount_gbp
                WHERE s.action_id = x.id AND s.field = 'resources'
            ) THEN 'repeated'
            WHEN EXISTS (
                SELECT 1
                FROM action_reference AS r
                JOIN action AS y ON y.id = r.target_action_id AND y.amount_gbp = x.amount_gbp
                WHERE r.action_id = x.id AND r.field = 'resources' AND r.resolution = 'copy'
            ) THEN 'repeated'
            ELSE 'own'
        END AS money
    FROM action AS x
    WHERE x.document_id IN (SELECT id FROM document WHERE superseded_by IS NULL)
) AS m
