-- The current plans, one row each: a document, or each part of one that holds several.
SELECT
    p.authority_key, p.authority, p.period, p.period_start, p.period_end, p.title, p.kind, p.state, p.scheme_key,
    p.file_name, d.sha256, p.part,
    (
        SELECT count(*) FROM action AS x
        WHERE x.document_id = p.document_id AND coalesce(x.part, 0) = coalesce(p.part, 0)
    ) AS actions
FROM current_plan AS p
JOIN document AS d ON d.id = p.document_id
ORDER BY p.authority_key NULLS LAST, p.period_start, p.document_id, p.part
