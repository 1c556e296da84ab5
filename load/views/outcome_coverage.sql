-- Authority by period by NSMO23 outcome, with a row for outcomes that no action serves. An action that serves
-- several outcomes counts, with its money, under each. reachable is 0 where the plan's own scheme has nothing
-- that maps to the outcome, so that no action there says nothing; empty where the scheme is not known.
SELECT
    p.authority_key,
    p.authority,
    p.period,
    c.id AS outcome_id,
    c.code,
    c.label,
    max(
        CASE
            WHEN p.scheme_key IS NULL THEN NULL
            WHEN p.scheme_key = c.scheme_key THEN 1
            WHEN EXISTS (
                SELECT 1
                FROM outcome_mapping AS m
                JOIN outcome AS s ON s.id = m.source_id
                WHERE m.target_id = c.id
                    AND s.scheme_key = p.scheme_key
                    AND m."match" IN ('exact', 'part', 'broad')
            ) THEN 1
            ELSE 0
        END
    ) AS reachable,
    coalesce(sum(x.actions), 0) AS actions,
    coalesce(sum(x.complete), 0) AS complete,
    sum(x.amount_gbp) AS amount_gbp
FROM current_plan AS p
JOIN (SELECT DISTINCT document_id, coalesce(part, 0) AS part FROM action) AS held
    ON held.document_id = p.document_id AND held.part = coalesce(p.part, 0)
CROSS JOIN outcome AS c
LEFT JOIN (
    SELECT
        a.document_id,
        coalesce(a.part, 0) AS part,
        co.outcome_id,
        count(*) AS actions,
        sum(CASE WHEN a.status_code = 'complete' THEN 1 ELSE 0 END) AS complete,
        sum(a.amount_gbp) AS amount_gbp
    FROM action_common_outcome AS co
    JOIN action AS a ON a.id = co.action_id
    GROUP BY a.document_id, coalesce(a.part, 0), co.outcome_id
) AS x ON x.document_id = p.document_id AND x.part = coalesce(p.part, 0) AND x.outcome_id = c.id
WHERE c.scheme_key = 'NSMO23'
GROUP BY p.authority_key, p.authority, p.period, c.id, c.code, c.label
