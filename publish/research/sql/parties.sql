-- Who the selected actions name, one row a party.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.seq, t.printed, t.name, t.kind, t.role, o.name AS
    organisation, o.kind AS organisation_kind
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_party AS t ON t.action_id = x.id
LEFT JOIN organisation AS o ON o.id = t.organisation_id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.seq
