-- What each outcome of any scheme is in the common scheme NSMO23: itself, or the outcomes it is mapped to exactly, in
-- part or broadly, never by 'related'. What a plan's scheme has no row for here, the plan cannot say.
SELECT o.id AS source_id, o.scheme_key AS source_scheme_key, o.id AS outcome_id, 'exact' AS "match"
FROM outcome AS o
WHERE o.scheme_key = 'NSMO23'
UNION ALL
SELECT s.id, s.scheme_key, o.id, m."match"
FROM outcome_mapping AS m
JOIN outcome AS s ON s.id = m.source_id
JOIN outcome AS o ON o.id = m.target_id AND o.scheme_key = 'NSMO23'
WHERE m."match" IN ('exact', 'part', 'broad')
