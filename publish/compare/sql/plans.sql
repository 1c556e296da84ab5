-- The plans whose actions are selected, with the scheme of their outcomes: what a comparison rests on.
WITH selected AS (
    -- selected.sql
)
SELECT document_id, part, file_name, authority_key, authority, period, scheme_key, count(*) AS actions
FROM selected
GROUP BY document_id, part, file_name, authority_key, authority, period, scheme_key
ORDER BY authority_key, period, document_id, part
