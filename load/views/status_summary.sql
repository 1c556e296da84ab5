-- Authority by period by status: how many actions. An action without a coded status counts as unknown.
SELECT
    d.authority_key,
    d.authority,
    d.period,
    coalesce(x.status_code, 'unknown') AS status_code,
    replace(coalesce(x.status_code, 'unknown'), '_', ' ') AS status_meaning,
    count(*) AS actions
FROM action AS x
JOIN current_document AS d ON d.id = x.document_id
GROUP BY d.authority_key, d.authority, d.period, coalesce(x.status_code, 'unknown')
