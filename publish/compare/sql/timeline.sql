-- What dates actions have, by authority, period and place: whether they have a due day (dated), whether the plan shows
-- that it was moved (revised), from when and to when, and whether it was another in the plan before (moved).
WITH selected AS (
    -- selected.sql
)
SELECT
    g.authority_key,
    g.authority,
    g.period,
    g.place,
    g.dated,
    CASE WHEN g.was_revised = 1 THEN 'yes' ELSE 'none' END AS revised,
    coalesce(g.moved, 'none') AS moved,
    g.date_precision,
    g.planned_end,
    g.revised_end,
    CAST(julianday(g.revised_end) - julianday(g.planned_end) AS INTEGER) AS days_slipped,
    g.actions
FROM (
    SELECT
        s.authority_key,
        s.authority,
        s.period,
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
    GROUP BY s.authority_key, s.authority, s.period, s.place, 5, 6, 7, 8, 9, 10
) AS g
