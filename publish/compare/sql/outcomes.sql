-- How many actions serve which outcome of the common scheme NSMO23, and how many of them are complete, by authority,
-- period, place and the plans' own scheme. An action that serves several outcomes counts under each. outcome_id is
-- 'any' for the actions that serve an outcome that all schemes in view can reach, 'none' for those that serve none at
-- all. reachable is 0 where the plans' scheme has nothing that means the outcome, so that no action there says nothing,
-- and empty where they have no scheme that can be compared; shared is 1 where all schemes in view can reach it.
WITH selected AS (
    -- selected.sql
),
-- Actions with the very same codes are counted together first, as there are far fewer such sets than actions.
coded AS (
    SELECT d.authority_key, d.authority, d.period, s.place, d.scheme_key, s.codes, s.actions, s.complete
    FROM (
        SELECT document_id, part, place, codes, count(*) AS actions, sum(status_code = 'complete') AS complete
        FROM (
            SELECT document_id, part, place, status_code,
                (SELECT group_concat(outcome_id) FROM action_outcome WHERE action_id = selected.action_id) AS codes
            FROM selected
        )
        GROUP BY document_id, part, place, codes
    ) AS s
    JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
),
schemes AS (
    SELECT DISTINCT scheme_key
    FROM coded
    WHERE scheme_key IN (SELECT source_scheme_key FROM common_outcome)
),
reached AS (
    SELECT DISTINCT source_scheme_key AS scheme_key, outcome_id
    FROM common_outcome
    WHERE source_scheme_key IN (SELECT scheme_key FROM schemes)
),
shared AS (
    SELECT outcome_id FROM reached GROUP BY outcome_id HAVING count(*) = (SELECT count(*) FROM schemes)
),
asked AS (
    SELECT id, code, label
    FROM outcome
    WHERE scheme_key = 'NSMO23'
        AND (coalesce(:outcome, '') = '' OR ',' || :outcome || ',' LIKE '%,' || id || ',%')
    UNION ALL
    SELECT 'any', 'any', 'Any of the outcomes that all plans in view can reach' WHERE coalesce(:outcome, '') <> 'none'
    UNION ALL
    SELECT 'none', 'none', 'No outcome that can be compared' WHERE coalesce(:outcome, '') IN ('', 'none')
),
served AS (
    SELECT DISTINCT d.codes, c.outcome_id
    FROM (SELECT DISTINCT codes FROM coded) AS d
    JOIN common_outcome AS c ON instr(',' || d.codes || ',', ',' || c.source_id || ',')
),
sets AS (
    SELECT codes, outcome_id FROM served
    UNION ALL
    SELECT DISTINCT codes, 'any'
    FROM served
    WHERE outcome_id IN (SELECT outcome_id FROM shared) AND outcome_id IN (SELECT id FROM asked)
    UNION ALL
    SELECT DISTINCT codes, 'none' FROM coded WHERE codes IS NULL OR codes NOT IN (SELECT codes FROM served)
),
counted AS (
    SELECT authority_key, period, place, scheme_key, outcome_id,
        sum(actions) AS actions,
        sum(complete) AS complete
    FROM coded AS d
    JOIN sets AS s ON s.codes IS d.codes
    GROUP BY authority_key, period, place, scheme_key, outcome_id
)
SELECT
    p.authority_key,
    p.authority,
    p.period,
    p.place,
    p.scheme_key,
    o.id AS outcome_id,
    o.code,
    o.label,
    CASE
        WHEN o.id = 'none' THEN 1
        WHEN p.scheme_key IN (SELECT scheme_key FROM schemes)
            THEN o.id = 'any'
                OR EXISTS (SELECT 1 FROM reached AS r WHERE r.scheme_key = p.scheme_key AND r.outcome_id = o.id)
    END AS reachable,
    o.id IN ('any', 'none') OR o.id IN (SELECT outcome_id FROM shared) AS shared,
    coalesce(c.actions, 0) AS actions,
    coalesce(c.complete, 0) AS complete
FROM (SELECT DISTINCT authority_key, authority, period, place, scheme_key FROM coded) AS p
CROSS JOIN asked AS o
LEFT JOIN counted AS c
    ON c.outcome_id = o.id
    AND c.authority_key IS p.authority_key
    AND c.period IS p.period
    AND c.place IS p.place
    AND c.scheme_key IS p.scheme_key
