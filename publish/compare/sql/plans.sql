-- The plans whose actions are selected, with the scheme of their outcomes: what a comparison rests on.
WITH selected AS (
    -- selected.sql
)
SELECT d.document_id, d.part, d.file_name, d.authority_key, d.authority, d.period, d.scheme_key, s.actions
FROM (SELECT document_id, part, count(*) AS actions FROM selected GROUP BY document_id, part) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
ORDER BY d.authority_key, d.period, d.document_id, d.part
