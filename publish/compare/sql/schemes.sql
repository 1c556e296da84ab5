-- What each outcome of any scheme is in the common scheme NSMO23, in the order of both schemes.
SELECT
    c.source_scheme_key AS scheme_key,
    s.code AS own_code,
    c.outcome_id,
    o.code,
    c."match"
FROM common_outcome AS c
JOIN outcome AS s ON s.id = c.source_id
JOIN outcome AS o ON o.id = c.outcome_id
ORDER BY c.source_scheme_key, s.code, o.code
