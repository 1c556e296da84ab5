-- The actions that are selected, one row each, in the order of their plans.
WITH selected AS (
    -- selected.sql
)
SELECT f.*
FROM selected AS s
JOIN action_flat AS f ON f.action_id = s.action_id
ORDER BY f.authority_key NULLS LAST, f.period_start, f.document_id, f.seq
