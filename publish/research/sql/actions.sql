-- The actions that are selected, one row each; those that the words are found in, best first, where words are given.
WITH selected AS (
    -- selected.sql
)
SELECT f.*
FROM selected AS s
JOIN action_flat AS f ON f.action_id = s.action_id
LEFT JOIN (
    SELECT rowid AS action_id, rank FROM action_search WHERE :words IS NOT NULL AND action_search MATCH :words
) AS found ON found.action_id = s.action_id
WHERE :words IS NULL OR found.action_id IS NOT NULL
ORDER BY found.rank, f.authority_key NULLS LAST, f.period_start, f.document_id, f.seq
