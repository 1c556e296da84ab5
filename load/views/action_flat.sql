-- One row an action, with authority, period, status, themes, outcomes and organisations spelled out: for people who
-- want one table. It names no persons; the printed columns hold what the page says.
SELECT
    x.id AS action_id,
    x.key AS action_key,
    d.document_id,
    d.file_name,
    d.kind AS document_kind,
    d.state AS document_state,
    d.authority_key,
    d.authority,
    d.period,
    d.period_start,
    d.period_end,
    d.scheme_key,
    x.seq,
    x.ref,
    x.theme,
    x.objective,
    x.place,
    x.action_text,
    x.detail,
    x.responsible,
    x.timescale,
    x.status,
    x.progress,
    x.target,
    x.resources,
    x.monitoring,
    x.outcome_refs,
    x.carried_forward,
    x.status_code,
    replace(x.status_code, '_', ' ') AS status_meaning,
    x.status_basis,
    x.start_date,
    x.end_date,
    x.date_precision,
    x.ongoing,
    x.revised_from,
    x.amount_gbp,
    x.funding_basis,
    x.theme_key,
    t.label AS theme_label,
    x.priority_group_key,
    g.label AS priority_group,
    (
        SELECT group_concat(o.outcome_id, ' ')
        FROM (
            SELECT outcome_id FROM action_outcome
            WHERE action_id = x.id AND outcome_id IS NOT NULL
            ORDER BY seq
        ) AS o
    ) AS outcomes,
    (
        SELECT group_concat(p.name, '; ')
        FROM (
            SELECT n.name FROM action_party AS y
            JOIN organisation AS n ON n.id = y.organisation_id
            WHERE y.action_id = x.id
                AND NOT EXISTS (
                    SELECT 1 FROM action_party AS z
                    WHERE z.action_id = x.id AND z.seq < y.seq AND z.organisation_id = y.organisation_id
                )
            ORDER BY y.seq
        ) AS p
    ) AS organisations,
    x.page_first,
    x.page_last,
    x.confidence,
    c.path,
    c.citation
FROM action AS x
JOIN action_citation AS c ON c.action_id = x.id
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
LEFT JOIN theme AS t ON t.key = x.theme_key
LEFT JOIN priority_group AS g ON g.key = x.priority_group_key
