-- Documents that no newer document supersedes, with their authority's name and a label for their period.
SELECT
    d.*,
    a.name AS authority,
    CASE
        WHEN d.period_start IS NULL OR d.period_end IS NULL THEN NULL
        WHEN substr(CAST(d.period_start AS TEXT), 1, 4) = substr(CAST(d.period_end AS TEXT), 1, 4)
            THEN substr(CAST(d.period_start AS TEXT), 1, 4)
        ELSE substr(CAST(d.period_start AS TEXT), 1, 4) || '-' || substr(CAST(d.period_end AS TEXT), 3, 2)
    END AS period
FROM document AS d
LEFT JOIN authority AS a ON a.key = d.authority_key
WHERE d.superseded_by IS NULL
