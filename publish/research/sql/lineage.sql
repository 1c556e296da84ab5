-- Which action of the plan before each selected action goes on from, and what became of it.
WITH selected AS (
    -- selected.sql
)
SELECT
    x.key AS action_key, s.authority_key, s.period, x.ref, x.action_text, x.status_code, x.end_date,
    p.key AS previous_key, b.period AS previous_period, p.ref AS previous_ref, p.status_code AS previous_status_code,
    p.end_date AS previous_end_date, t.basis, t.similarity
FROM selected AS s
JOIN action AS x ON x.id = s.action_id
JOIN action_lineage AS t ON t.action_id = x.id
JOIN action AS p ON p.id = t.previous_action_id
JOIN current_plan AS b ON b.document_id = p.document_id AND coalesce(b.part, 0) = coalesce(p.part, 0)
ORDER BY s.authority_key NULLS LAST, s.period, x.document_id, x.seq, p.id
