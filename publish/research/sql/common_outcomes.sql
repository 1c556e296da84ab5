-- The outcomes of the selected actions in the common scheme NSMO23, one row an action and outcome.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.outcome_id, o.code, o.label, t.basis, t.match
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_common_outcome AS t ON t.action_id = x.id
JOIN outcome AS o ON o.id = t.outcome_id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.outcome_id
