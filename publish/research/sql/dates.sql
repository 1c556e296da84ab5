-- The dates that the selected actions print, one row each.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.seq, t.printed, t.kind, t.start_date, t.end_date,
    t.precision, t.ongoing, t.interval, t.label
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_date AS t ON t.action_id = x.id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.seq
