-- In how many actions each organisation is named, and how many of them it leads, by authority, period and place.
-- Parties that are no known organisation have no name here: kind says what they are, and namings how often.
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    o.name AS organisation,
    CASE WHEN o.id IS NULL THEN p.kind END AS party_kind,
    count(*) AS namings,
    count(DISTINCT s.action_id) AS actions,
    count(DISTINCT CASE WHEN p.role = 'lead' THEN s.action_id END) AS led
FROM selected AS s
JOIN action_party AS p ON p.action_id = s.action_id
LEFT JOIN organisation AS o ON o.id = p.organisation_id
WHERE (coalesce(:organisation, '') = '' OR o.name = :organisation OR (:organisation = 'none' AND o.id IS NULL))
    AND (coalesce(:role, '') = '' OR p.role = :role)
GROUP BY s.authority_key, s.authority, s.period, s.place, o.name, CASE WHEN o.id IS NULL THEN p.kind END
