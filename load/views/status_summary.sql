-- Authority by period by status: how many actions. An action without a coded status counts as unknown.
SELECT
    d.authority_key,
    d.authority,
    d.period,
    coalesce(x.status_code, 'unknown') AS status_code,
    replace(coalesce(x.status_code, 'unknown'), '_', ' ') AS status_meaning,
    count(*) AS actions
FROM action AS x
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
GROUP BY d.authority_key, d.authority, d.period, coalesce(x.status_code, 'unknown')
