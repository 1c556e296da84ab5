-- How many actions have which status, by authority, period and place; one without a coded status counts as unknown.
SELECT
    d.authority_key,
    d.authority,
    d.period,
    x.place,
    coalesce(x.status_code, 'unknown') AS status_code,
    count(*) AS actions
FROM action AS x
JOIN current_plan AS d ON d.document_id = x.document_id AND coalesce(d.part, 0) = coalesce(x.part, 0)
WHERE (:authority IS NULL OR coalesce(d.authority_key, 'none') = :authority)
    AND (:period IS NULL OR coalesce(d.period, 'none') = :period)
    AND (:place IS NULL OR coalesce(x.place, 'none') = :place)
    AND (:theme IS NULL OR coalesce(x.theme_key, 'none') = :theme)
    AND (:group IS NULL OR coalesce(x.priority_group_key, 'none') = :group)
    AND (:status IS NULL OR coalesce(x.status_code, 'unknown') = :status)
    AND (:outcome IS NULL OR x.id IN (SELECT action_id FROM action_common_outcome WHERE outcome_id = :outcome))
    AND (
        :organisation IS NULL
        OR x.id IN (
            SELECT p.action_id
            FROM action_party AS p
            JOIN organisation AS o ON o.id = p.organisation_id
            WHERE o.name = :organisation
        )
    )
GROUP BY d.authority_key, d.authority, d.period, x.place, coalesce(x.status_code, 'unknown')
