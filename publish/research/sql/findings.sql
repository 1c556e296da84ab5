-- What a person should look at in current documents, one row each, with what was said of it.
SELECT
    f.key AS finding_key, f.severity, f.code, f.message, d.file_name, d.sha256, f.page, x.key AS action_key,
    r.accepted, r.note, r.author AS reviewed_by, r.made_at AS reviewed_at
FROM finding AS f
JOIN document AS d ON d.id = f.document_id
LEFT JOIN action AS x ON x.id = f.action_id
LEFT JOIN review AS r ON r.finding_key = f.key
WHERE d.superseded_by IS NULL
ORDER BY d.authority_key NULLS LAST, d.period_start, d.id, f.page, f.id
