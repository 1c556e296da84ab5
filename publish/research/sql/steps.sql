-- The steps of the selected actions, one row each.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, t.seq, t.ref, t.action_text, t.detail, t.responsible,
    t.timescale, t.status, t.progress, t.target, t.resources, t.monitoring, t.outcome_refs, t.status_code,
    t.start_date, t.end_date, t.date_precision, t.ongoing, t.revised_from
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_step AS t ON t.action_id = x.id
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, t.seq
