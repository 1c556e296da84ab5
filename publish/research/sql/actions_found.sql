-- The actions that are selected and hold all the words, one row each, best first.
WITH selected AS (
    -- selected.sql
),
found AS MATERIALIZED (
    SELECT rowid AS action_id, rank AS place FROM action_search WHERE action_search MATCH :words
)
SELECT f.*
FROM found AS w
JOIN selected AS s ON s.action_id = w.action_id
JOIN action_flat AS f ON f.action_id = w.action_id
ORDER BY w.place, f.authority_key NULLS LAST, f.period_start, f.document_id, f.seq
