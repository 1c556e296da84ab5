-- The cells that each printed value of the selected actions was read from, with their boxes.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.field, d.file_name, d.sha256, c.page, c.x0, c.top, c.x1,
    c.bottom, g.width, g.height, c.row, c.column, c.text, c.confidence
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_source AS t ON t.action_id = x.id
JOIN cell AS c ON c.id = t.cell_id
JOIN document AS d ON d.id = x.document_id
LEFT JOIN page AS g ON g.document_id = d.id AND g.number = c.page
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.field, c.id
