-- The indicators that current plans count by, one row each.
SELECT
    d.authority_key, d.period, d.file_name, i.seq, i.indicator, i.baseline, i.target, i.current, i.direction
FROM indicator AS i
JOIN current_document AS d ON d.id = i.document_id
ORDER BY d.authority_key NULLS LAST, d.period_start, d.id, i.seq
