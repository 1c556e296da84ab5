-- Each action's outcomes in the common scheme NSMO23: its own codes, and those of other schemes mapped exactly,
-- in part or broadly, never by 'related'. Once an outcome, by its best basis and then its closest match.
SELECT
    f.action_id,
    f.outcome_id,
    CASE WHEN f.remoteness < 20 THEN 'stated' WHEN f.remoteness < 30 THEN 'inherited' ELSE 'inferred' END AS basis,
    CASE f.remoteness % 10 WHEN 1 THEN 'exact' WHEN 2 THEN 'part' ELSE 'broad' END AS "match"
FROM (
    SELECT
        ao.action_id,
        r.outcome_id,
        -- The basis in tens, the match in ones: the least of them is the best of both.
        min(
            CASE ao.basis WHEN 'stated' THEN 10 WHEN 'inherited' THEN 20 ELSE 30 END
            + CASE r."match" WHEN 'exact' THEN 1 WHEN 'part' THEN 2 ELSE 3 END
        ) AS remoteness
    FROM action_outcome AS ao
    JOIN common_outcome AS r ON r.source_id = ao.outcome_id
    JOIN action AS x ON x.id = ao.action_id
    WHERE x.document_id IN (SELECT id FROM document WHERE superseded_by IS NULL)
    GROUP BY ao.action_id, r.outcome_id
) AS f
