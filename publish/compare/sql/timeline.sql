-- What dates actions have, by authority, period and place: whether they have a due day (dated), whether the plan shows
-- that it was moved (revised), from when and to when, and whether it was another in the plan before (moved).
WITH selected AS (
    -- selected.sql
)
SELECT
    d.authority_key,
    d.authority,
    d.period,
    s.place,
    s.dated,
    CASE WHEN s.was_revised = 1 THEN 'yes' ELSE 'none' END AS revised,
    coalesce(s.moved, 'none') AS moved,
    s.date_precision,
    s.planned_end,
    s.revised_end,
    CAST(julianday(s.revised_end) - julianday(s.planned_end) AS INTEGER) AS days_slipped,
    sum(s.actions) AS actions
FROM (
    SELECT
        s.document_id,
        s.part,
        s.place,
        t.dated,
        t.was_revised,
        t.moved,
        t.date_precision,
        CASE WHEN t.was_revised = 1 THEN t.planned_end END AS planned_end,
        CASE WHEN t.was_revised = 1 THEN t.revised_end END AS revised_end,
        count(*) AS actions
    FROM selected AS s
    JOIN action_slippage AS t ON t.action_id = s.action_id
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
GROUP BY
    d.authority_key, d.authority, d.period, s.place, s.dated, s.was_revised, s.moved, s.date_precision, s.planned_end,
    s.revised_end
