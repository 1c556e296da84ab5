-- The sums that the selected actions print, one row each.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.seq, t.printed, t.amount_gbp, t.is_total, t.funder,
    t.purpose, t.fund, t.start_date, t.end_date, t.interval
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_funding AS t ON t.action_id = x.id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.seq
