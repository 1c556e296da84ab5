-- The outcomes of the selected actions, one row an action and outcome, as its plan has them.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.seq, t.printed, t.outcome_id, o.scheme_key, o.code,
    o.label, t.basis
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_outcome AS t ON t.action_id = x.id
LEFT JOIN outcome AS o ON o.id = t.outcome_id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.seq
