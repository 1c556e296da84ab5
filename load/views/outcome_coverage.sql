-- Authority by period by NSMO23 outcome, with a row for outcomes that no action serves. An action that serves
-- several outcomes counts, with its money, under each. reachable is 0 where the plan's own scheme has nothing
-- that maps to the outcome, so that no action there says nothing; empty where the scheme is not known.
SELECT
    p.authority_key,
    p.authority,
    p.period,
    o.id AS outcome_id,
    o.code,
    o.label,
    p.reachable,
    count(x.id) AS actions,
    coalesce(sum(CASE WHEN x.status_code = 'complete' THEN 1 ELSE 0 END), 0) AS complete,
    sum(x.amount_gbp) AS amount_gbp
FROM (
    SELECT
        d.authority_key,
        d.authority,
        d.period,
        c.id AS outcome_id,
        max(
            CASE
                WHEN d.scheme_key IS NULL THEN NULL
                WHEN d.scheme_key = c.scheme_key THEN 1
                WHEN EXISTS (
                    SELECT 1
                    FROM outcome_mapping AS m
                    JOIN outcome AS s ON s.id = m.source_id
                    WHERE m.target_id = c.id
                        AND s.scheme_key = d.scheme_key
                        AND m."match" IN ('exact', 'part', 'broad')
                ) THEN 1
                ELSE 0
            END
        ) AS reachable
    FROM current_plan AS d
    CROSS JOIN outcome AS c
    WHERE c.scheme_key = 'NSMO23'
        AND EXISTS (
            SELECT 1
            FROM action AS a
            WHERE a.document_id = d.document_id AND coalesce(a.part, 0) = coalesce(d.part, 0)
        )
    GROUP BY d.authority_key, d.authority, d.period, c.id
) AS p
JOIN outcome AS o ON o.id = p.outcome_id
LEFT JOIN (
    SELECT d.authority_key, d.period, co.outcome_id, a.id, a.status_code, a.amount_gbp
    FROM action_common_outcome AS co
    JOIN action AS a ON a.id = co.action_id
    JOIN current_plan AS d ON d.document_id = a.document_id AND coalesce(d.part, 0) = coalesce(a.part, 0)
) AS x
    ON x.outcome_id = p.outcome_id
    AND coalesce(x.authority_key, '') = coalesce(p.authority_key, '')
    AND coalesce(x.period, '') = coalesce(p.period, '')
GROUP BY p.authority_key, p.authority, p.period, o.id, o.code, o.label, p.reachable
