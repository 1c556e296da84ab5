-- When each action was first due and when it is now. dated is due (it has a due day), ongoing (no end), started (only
-- a first day) or undated. planned_end is the due day first printed, revised_end the one that holds; was_revised
-- is 1 where the plan itself shows that the day was moved, and days_slipped how far. previous_end is the due day of
-- the same action in the plan before, days_since_previous from that to revised_end, and moved says it in words: later,
-- earlier, same. Days that lie before are negative.
SELECT
    x.id AS action_id,
    CASE
        WHEN x.end_date IS NOT NULL THEN 'due'
        WHEN x.ongoing = 1 THEN 'ongoing'
        WHEN x.start_date IS NOT NULL THEN 'started'
        ELSE 'undated'
    END AS dated,
    CASE WHEN x.revised_from IS NOT NULL THEN 1 ELSE 0 END AS was_revised,
    coalesce(x.revised_from, x.end_date) AS planned_end,
    x.end_date AS revised_end,
    x.date_precision,
    CAST(julianday(x.end_date) - julianday(x.revised_from) AS INTEGER) AS days_slipped,
    y.id AS previous_action_id,
    y.end_date AS previous_end,
    CAST(julianday(x.end_date) - julianday(y.end_date) AS INTEGER) AS days_since_previous,
    CASE
        WHEN x.end_date > y.end_date THEN 'later'
        WHEN x.end_date < y.end_date THEN 'earlier'
        WHEN x.end_date = y.end_date THEN 'same'
    END AS moved
FROM action AS x
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
LEFT JOIN action_lineage AS l ON l.action_id = x.id
LEFT JOIN action AS y ON y.id = l.previous_action_id
