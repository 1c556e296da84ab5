-- In how many actions each organisation is named, and how many of them it leads, by authority, period and place.
-- Parties that are no known organisation have no name here: party_kind says what they are, and namings how often.
WITH selected AS (
    -- selected.sql
)
SELECT
    d.authority_key,
    d.authority,
    d.period,
    s.place,
    o.name AS organisation,
    s.party_kind,
    sum(s.namings) AS namings,
    sum(s.actions) AS actions,
    sum(s.led) AS led
FROM (
    SELECT
        s.document_id,
        s.part,
        s.place,
        p.organisation_id,
        CASE WHEN p.organisation_id IS NULL THEN p.kind END AS party_kind,
        count(*) AS namings,
        count(DISTINCT s.action_id) AS actions,
        count(DISTINCT CASE WHEN p.role = 'lead' THEN s.action_id END) AS led
    FROM selected AS s
    JOIN action_party AS p ON p.action_id = s.action_id
    WHERE (coalesce(:role, '') = '' OR p.role = :role)
    GROUP BY s.document_id, s.part, s.place, p.organisation_id, party_kind
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
LEFT JOIN organisation AS o ON o.id = s.organisation_id
WHERE (coalesce(:organisation, '') = '' OR coalesce(o.name, 'none') = :organisation)
GROUP BY d.authority_key, d.authority, d.period, s.place, o.name, s.party_kind
