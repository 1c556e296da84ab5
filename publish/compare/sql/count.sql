-- How many actions are selected; words are those of a full-text search, in FTS5's language.
WITH selected AS (
    -- selected.sql
)
SELECT count(*) AS actions
FROM selected
WHERE CASE coalesce(:words, '')
    WHEN '' THEN 1
    ELSE action_id IN (SELECT rowid FROM action_search WHERE action_search MATCH :words)
END
