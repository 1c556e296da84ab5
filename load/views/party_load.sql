-- Organisation by authority by period: in how many actions it is named, and how many of them it leads.
SELECT
    o.id AS organisation_id,
    o.name AS organisation,
    d.authority_key,
    d.authority,
    d.period,
    count(DISTINCT x.id) AS actions,
    count(DISTINCT CASE WHEN p.role = 'lead' THEN x.id END) AS led
FROM action_party AS p
JOIN organisation AS o ON o.id = p.organisation_id
JOIN action AS x ON x.id = p.action_id
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
GROUP BY o.id, o.name, d.authority_key, d.authority, d.period
