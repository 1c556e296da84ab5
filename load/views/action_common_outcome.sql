-- Each action's outcomes in the common scheme NSMO23: its own codes, and those of other schemes mapped exactly,
-- in part or broadly, never by 'related'. Once an outcome, by its best basis and then its closest match.
SELECT action_id, outcome_id, basis, "match"
FROM (
    SELECT
        found.action_id,
        found.outcome_id,
        found.basis,
        found."match",
        row_number() OVER (
            PARTITION BY found.action_id, found.outcome_id
            ORDER BY
                CASE found.basis WHEN 'stated' THEN 1 WHEN 'inherited' THEN 2 ELSE 3 END,
                CASE found."match" WHEN 'exact' THEN 1 WHEN 'part' THEN 2 ELSE 3 END
        ) AS place
    FROM (
        SELECT ao.action_id, o.id AS outcome_id, ao.basis, 'exact' AS "match"
        FROM action_outcome AS ao
        JOIN outcome AS o ON o.id = ao.outcome_id AND o.scheme_key = 'NSMO23'
        UNION ALL
        SELECT ao.action_id, o.id AS outcome_id, ao.basis, m."match"
        FROM action_outcome AS ao
        JOIN outcome_mapping AS m ON m.source_id = ao.outcome_id AND m."match" IN ('exact', 'part', 'broad')
        JOIN outcome AS o ON o.id = m.target_id AND o.scheme_key = 'NSMO23'
    ) AS found
    JOIN action AS x ON x.id = found.action_id
    JOIN current_document AS d ON d.id = x.document_id
) AS ranked
WHERE place = 1
