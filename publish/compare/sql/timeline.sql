-- When actions were first due and when they are now, by authority, period and place: in their own plan (revised), and
-- against the plan before (moved). Actions of the same days are one row; actions says how many they are.
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    t.dated,
    CASE WHEN t.planned_end IS NOT t.revised_end OR t.days_slipped IS NOT NULL THEN 'yes' ELSE 'none' END AS revised,
    t.planned_end,
    t.revised_end,
    t.days_slipped,
    coalesce(t.moved, 'none') AS moved,
    t.previous_end,
    t.days_since_previous,
    t.date_precision,
    count(*) AS actions
FROM selected AS s
JOIN action_slippage AS t ON t.action_id = s.action_id
GROUP BY
    s.authority_key, s.authority, s.period, s.place, t.dated, revised, t.planned_end, t.revised_end, t.days_slipped,
    t.moved, t.previous_end, t.days_since_previous, t.date_precision
