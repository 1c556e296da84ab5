-- Each action's outcomes in the common scheme NSMO23: its own codes, and those of other schemes mapped exactly,
-- in part or broadly, never by 'related'. Once an outcome, by its best basis and then its closest match.
SELECT action_id, outcome_id, basis, "match"
FROM (
    SELECT
        ao.action_id,
        r.target_id AS outcome_id,
        -- With min() SQLite takes the other columns from the row that has it.
        ao.basis,
        r."match",
        min(
            CASE ao.basis WHEN 'stated' THEN 10 WHEN 'inherited' THEN 20 ELSE 30 END
            + CASE r."match" WHEN 'exact' THEN 1 WHEN 'part' THEN 2 ELSE 3 END
        ) AS remoteness
    FROM action_outcome AS ao
    JOIN (
        SELECT id AS source_id, id AS target_id, 'exact' AS "match"
        FROM outcome
        WHERE scheme_key = 'NSMO23'
        UNION ALL
        SELECT m.source_id, m.target_id, m."match"
        FROM outcome_mapping AS m
        JOIN outcome AS o ON o.id = m.target_id AND o.scheme_key = 'NSMO23'
        WHERE m."match" IN ('exact', 'part', 'broad')
    ) AS r ON r.source_id = ao.outcome_id
    JOIN action AS x ON x.id = ao.action_id
    WHERE x.document_id IN (SELECT id FROM document WHERE superseded_by IS NULL)
    GROUP BY ao.action_id, r.target_id
) AS found
