-- Every measure that stood in more than one plan of its authority, plan after plan: one row an action, plans counting
-- from 1 in the first plan that is held. What became of it a year later is the next row.
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
FROM action_descent AS c
JOIN action AS x ON x.id = c.action_id
JOIN current_plan AS p ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0)
