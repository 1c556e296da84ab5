-- What went before each action and what came after, by action_lineage. origin: it goes on from the authority's plan
-- before, by its reference (ref) or its words (text); it is new there; or no_plan_before is held to compare with.
-- fate: it was carried into the next plan, was dropped, or there is no_plan_after. Plans are compared place by place,
-- and only action plans of a known authority and period; a council is the same with the word Council or without. previous_status is that of previous_action_id.
WITH
held AS (
    SELECT
        x.document_id,
        coalesce(x.part, 0) AS part,
        coalesce(CASE WHEN lower(x.place) LIKE '% council' THEN substr(x.place, 1, length(x.place) - 8) ELSE x.place END, '')
            AS place,
        p.authority_key,
        p.period_start
    FROM (SELECT DISTINCT document_id, part, place FROM action) AS x
    JOIN current_plan AS p ON p.document_id = x.document_id AND coalesce(p.part, 0) = coalesce(x.part, 0)
    WHERE p.kind = 'action_plan' AND p.authority_key IS NOT NULL AND p.period_start IS NOT NULL
),
neighbour AS (
    SELECT
        authority_key,
        period_start,
        lag(period_start) OVER (PARTITION BY authority_key ORDER BY period_start) AS before,
        lead(period_start) OVER (PARTITION BY authority_key ORDER BY period_start) AS after
    FROM (SELECT DISTINCT authority_key, period_start FROM held) AS h
),
comparable AS (
    SELECT
        h.document_id,
        h.part,
        h.place,
        CASE WHEN EXISTS (
            SELECT 1 FROM held AS b
            WHERE b.authority_key = h.authority_key AND b.period_start = n.before AND b.place = h.place
        ) THEN 1 ELSE 0 END AS with_before,
        CASE WHEN EXISTS (
            SELECT 1 FROM held AS b
            WHERE b.authority_key = h.authority_key AND b.period_start = n.after AND b.place = h.place
        ) THEN 1 ELSE 0 END AS with_after
    FROM held AS h
    JOIN neighbour AS n ON n.authority_key = h.authority_key AND n.period_start = h.period_start
)
SELECT
    x.id AS action_id,
    CASE
        WHEN l.basis IS NOT NULL THEN l.basis
        WHEN k.with_before = 1 THEN 'new'
        ELSE 'no_plan_before'
    END AS origin,
    l.previous_action_id,
    CASE WHEN l.basis IS NOT NULL THEN coalesce(y.status_code, 'unknown') END AS previous_status,
    CASE
        WHEN EXISTS (SELECT 1 FROM action_lineage AS n WHERE n.previous_action_id = x.id) THEN 'carried'
        WHEN k.with_after = 1 THEN 'dropped'
        ELSE 'no_plan_after'
    END AS fate
FROM action AS x
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
LEFT JOIN action_lineage AS l ON l.action_id = x.id
LEFT JOIN action AS y ON y.id = l.previous_action_id
LEFT JOIN comparable AS k
    ON k.document_id = x.document_id
    AND k.part = coalesce(x.part, 0)
    AND k.place
    = coalesce(CASE WHEN lower(x.place) LIKE '% council' THEN substr(x.place, 1, length(x.place) - 8) ELSE x.place END, '')
