-- What nobody has accepted yet: open findings by document, severity and code.
SELECT
    d.id AS document_id,
    d.file_name,
    f.severity,
    f.code,
    count(*) AS findings
FROM finding AS f
JOIN document AS d ON d.id = f.document_id AND d.superseded_by IS NULL
LEFT JOIN review AS r ON r.finding_key = f."key"
WHERE coalesce(r.accepted, 0) = 0
    AND (
        coalesce(:authority, '') = ''
        OR d.id IN (SELECT document_id FROM current_plan WHERE coalesce(authority_key, 'none') = :authority)
    )
    AND (
        coalesce(:period, '') = ''
        OR d.id IN (
            SELECT document_id
            FROM current_plan
            WHERE :period IN (coalesce(period, 'none'), substr(period, 1, 4), period || '-' || substr(period, 3, 2))
        )
    )
GROUP BY d.id, d.file_name, f.severity, f.code
ORDER BY d.id, f.severity, f.code
