-- One row a plan of the documents that no newer one supersedes: the document, or each part of one that holds several
-- plans, with its authority's name and a label for its period. part is empty where the document is one plan.
SELECT
    p.*,
    a.name AS authority,
    CASE
        WHEN p.period_start IS NULL OR p.period_end IS NULL THEN NULL
        WHEN substr(CAST(p.period_start AS TEXT), 1, 4) = substr(CAST(p.period_end AS TEXT), 1, 4)
            THEN substr(CAST(p.period_start AS TEXT), 1, 4)
        ELSE substr(CAST(p.period_start AS TEXT), 1, 4) || '-' || substr(CAST(p.period_end AS TEXT), 3, 2)
    END AS period
FROM (
    SELECT
        d.id AS document_id,
        x.seq AS part,
        d.file_name,
        d.kind,
        d.state,
        CASE WHEN x.seq IS NULL THEN d.title ELSE x.title END AS title,
        CASE WHEN x.seq IS NULL THEN d.authority_key ELSE x.authority_key END AS authority_key,
        CASE WHEN x.seq IS NULL THEN d.period_start ELSE x.period_start END AS period_start,
        CASE WHEN x.seq IS NULL THEN d.period_end ELSE x.period_end END AS period_end,
        CASE WHEN x.seq IS NULL THEN d.scheme_key ELSE x.scheme_key END AS scheme_key
    FROM document AS d
    LEFT JOIN document_part AS x ON x.document_id = d.id
    WHERE d.superseded_by IS NULL
) AS p
LEFT JOIN authority AS a ON a.key = p.authority_key
