-- Every measure that stood in more than one plan of its authority, plan after plan, by action_lineage: one row an
-- action, plans counting from 1 in the first plan that is held. What became of it a year later is the next row.
WITH RECURSIVE chain AS (
    SELECT DISTINCT l.previous_action_id AS first_action_id, l.previous_action_id AS action_id, 1 AS plans
    FROM action_lineage AS l
    WHERE NOT EXISTS (SELECT 1 FROM action_lineage AS e WHERE e.action_id = l.previous_action_id)
    UNION ALL
    SELECT c.first_action_id, l.action_id, c.plans + 1
    FROM chain AS c
    JOIN action_lineage AS l ON l.previous_action_id = c.action_id
)
SELECT
    c.first_action_id,
    c.plans,
    x.id AS action_id,
    x.key AS action_key,
    p.authority_key,
    p.authority,
    p.period,
    x.place,
    x.ref,
    coalesce(x.status_code, 'unknown') AS status_code,
    x.end_date,
    x.carried_forward
FROM chain AS c
JOIN action AS x ON x.id = c.action_id
JOIN current_plan AS p ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0)
