SELECT
    x.id AS action_id,
    d.document_id,
    d.part,
    d.file_name,
    d.authority_key,
    d.authority,
    d.period,
    d.scheme_key,
    iif(x.place LIKE '% Council', substr(x.place, 1, length(x.place) - 8), x.place) AS place,
    x.theme_key,
    x.priority_group_key,
    coalesce(x.status_code, 'unknown') AS status_code
FROM action AS x
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
WHERE (coalesce(:authority, '') = '' OR coalesce(d.authority_key, 'none') = :authority)
    AND (
        coalesce(:period, '') = ''
        OR :period IN (
            coalesce(d.period, 'none'),
            substr(d.period, 1, 4),
            d.period || '-' || substr(d.period, 3, 2)
        )
    )
    AND (
        coalesce(:place, '') = ''
        OR coalesce(iif(x.place LIKE '% Council', substr(x.place, 1, length(x.place) - 8), x.place), 'none') = :place
    )
    AND (coalesce(:theme, '') = '' OR coalesce(x.theme_key, 'none') = :theme)
    AND (coalesce(:group, '') = '' OR coalesce(x.priority_group_key, 'none') = :group)
    AND (coalesce(:status, '') = '' OR coalesce(x.status_code, 'unknown') = :status)
    AND (
        coalesce(:outcome, '') = ''
        OR CASE :outcome
            WHEN 'none' THEN x.id NOT IN (
                SELECT a.action_id FROM action_outcome AS a JOIN common_outcome AS c ON c.source_id = a.outcome_id
            )
            ELSE x.id IN (
                SELECT a.action_id
                FROM action_outcome AS a
                JOIN common_outcome AS c ON c.source_id = a.outcome_id
                WHERE ',' || :outcome || ',' LIKE '%,' || c.outcome_id || ',%'
            )
        END
    )
    AND (
        coalesce(:organisation, '') || coalesce(:role, '') = ''
        OR CASE :organisation
            WHEN 'none' THEN x.id NOT IN (SELECT action_id FROM action_party WHERE organisation_id IS NOT NULL)
            ELSE x.id IN (
                SELECT p.action_id
                FROM action_party AS p
                JOIN organisation AS o ON o.id = p.organisation_id
                WHERE (coalesce(:organisation, '') = '' OR o.name = :organisation)
                    AND (coalesce(:role, '') = '' OR p.role = :role)
            )
        END
    )
    AND (
        coalesce(:dated, '') = ''
        OR x.id IN (SELECT action_id FROM action_slippage WHERE dated = :dated)
    )
    AND (coalesce(:revised, '') = '' OR CASE WHEN x.revised_from IS NULL THEN 'none' ELSE 'yes' END = :revised)
    AND (
        coalesce(:moved, '') = ''
        OR x.id IN (SELECT action_id FROM action_slippage WHERE coalesce(moved, 'none') = :moved)
    )
    AND (coalesce(:money, '') = '' OR x.id IN (SELECT action_id FROM action_money WHERE money = :money))
    AND (coalesce(:funding, '') = '' OR coalesce(x.funding_basis, 'none') = :funding)
    AND (
        coalesce(:funder, '') = ''
        OR x.id IN (SELECT action_id FROM action_funder WHERE coalesce(funder, 'none') = :funder)
    )
    AND (coalesce(:origin, '') = '' OR x.id IN (SELECT action_id FROM action_carried WHERE origin = :origin))
    AND (coalesce(:fate, '') = '' OR x.id IN (SELECT action_id FROM action_carried WHERE fate = :fate))
    AND (
        coalesce(:was, '') = ''
        OR x.id IN (SELECT action_id FROM action_carried WHERE coalesce(previous_status, 'none') = :was)
    )
    AND (
        coalesce(:plans, '') = ''
        OR CASE :plans
            WHEN '1' THEN x.id NOT IN (SELECT action_id FROM action_descent WHERE plans > 1)
            ELSE x.id IN (SELECT action_id FROM action_descent WHERE plans = CAST(:plans AS INTEGER))
        END
    )
    AND (
        coalesce(:marked, '') = ''
        OR CASE WHEN x.carried_forward = 1 THEN 'yes' ELSE 'none' END = :marked
    )
