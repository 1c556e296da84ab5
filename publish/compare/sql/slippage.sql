-- Each action whose due day can be compared: because the plan shows that it was moved (revised), or because the plan
-- before has a due day of the same action (previous_end).
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key,
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    CASE WHEN t.was_revised = 1 THEN 'yes' ELSE 'none' END AS revised,
    coalesce(t.moved, 'none') AS moved,
    t.date_precision,
    t.planned_end,
    t.revised_end,
    t.days_slipped,
    t.previous_end,
    t.days_since_previous
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_slippage AS t ON t.action_id = s.action_id
WHERE t.was_revised = 1 OR t.moved IS NOT NULL
