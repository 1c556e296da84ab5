-- The actions selected, in the order of their plans; words are those of a full-text search, in FTS5's language.
WITH selected AS (
    -- selected.sql
),
page AS (
    SELECT s.action_id
    FROM selected AS s
    JOIN action AS x ON x.id = s.action_id
    WHERE CASE coalesce(:words, '')
        WHEN '' THEN 1
        ELSE x.id IN (SELECT rowid FROM action_search WHERE action_search MATCH :words)
    END
    ORDER BY s.authority_key IS NULL, s.authority_key, s.period, x.document_id, x.seq
    LIMIT coalesce(:limit, -1) OFFSET coalesce(:offset, 0)
)
SELECT
    f.action_key,
    f.path,
    f.citation,
    f.authority_key,
    f.authority,
    f.period,
    f.place,
    f.ref,
    f.theme,
    f.action_text,
    f.responsible,
    f.timescale,
    f.status,
    coalesce(f.status_code, 'unknown') AS status_code,
    f.outcomes,
    f.organisations,
    f.page_first,
    f.page_last
FROM page AS p
CROSS JOIN action_flat AS f ON f.action_id = p.action_id
ORDER BY f.authority_key IS NULL, f.authority_key, f.period, f.document_id, f.seq
