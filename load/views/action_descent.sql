-- For each action that stood in more than one plan of its authority, by action_lineage: the action it was in the first
-- of them, and plans, which counts from 1 there.
WITH RECURSIVE chain AS (
    SELECT DISTINCT l.previous_action_id AS first_action_id, l.previous_action_id AS action_id, 1 AS plans
    FROM action_lineage AS l
    WHERE NOT EXISTS (SELECT 1 FROM action_lineage AS e WHERE e.action_id = l.previous_action_id)
    UNION ALL
    SELECT c.first_action_id, l.action_id, c.plans + 1
    FROM chain AS c
    JOIN action_lineage AS l ON l.previous_action_id = c.action_id
)
SELECT c.action_id, c.first_action_id, c.plans
FROM chain AS c
JOIN action AS x ON x.id = c.action_id
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
