-- The plan, address and citation of each action, of superseded documents too. path is its key behind /action/ with
-- percent signs for what an address cannot hold; citation says authority, title, period, page and row in one line, and
-- leaves the authority and the period out where the title names them.
SELECT
    c.action_id,
    c.authority,
    c.title,
    c.period,
    CASE
        WHEN c.key NOT GLOB '*[^A-Za-z0-9._~/-]*' AND instr(c.key, '/.') = 0 THEN '/action/' || c.key
        ELSE (
            WITH RECURSIVE encoded (length, text) AS (
                SELECT 0, '/action/'
                UNION ALL
                SELECT
                    length + 1,
                    text || CASE
                        -- Behind a slash a dot could be taken for a step up, so that slash is not one of the address.
                        WHEN substr(CAST(c.key AS BLOB), length + 1, 2) = CAST('/.' AS BLOB) THEN '%2F'
                        WHEN CAST(substr(CAST(c.key AS BLOB), length + 1, 1) AS TEXT) GLOB '[A-Za-z0-9._~/-]'
                            THEN CAST(substr(CAST(c.key AS BLOB), length + 1, 1) AS TEXT)
                        ELSE '%' || hex(substr(CAST(c.key AS BLOB), length + 1, 1))
                    END
                FROM encoded
                WHERE length < length(CAST(c.key AS BLOB))
            )
            SELECT text FROM encoded ORDER BY length DESC LIMIT 1
        )
    END AS path,
    replace(replace(replace(
        CASE
            WHEN c.authority IS NULL THEN 'Authority not stated, '
            WHEN instr(c.plain_title, replace(lower(c.authority), ' ', '')) > 0 THEN ''
            ELSE c.authority || ', '
        END
        || coalesce(c.title, CASE c.kind WHEN 'other' THEN 'document' ELSE replace(c.kind, '_', ' ') END) || ', '
        || CASE
            WHEN c.period IS NULL THEN 'undated, '
            WHEN instr(c.plain_title, c.period) > 0 OR instr(c.plain_title, c.years) > 0 THEN ''
            ELSE c.period || ', '
        END
        || CASE WHEN c.page_last > c.page_first THEN 'pp. ' || c.page_first || '-' || c.page_last
            ELSE 'p. ' || c.page_first END
        || CASE WHEN c.ref IS NULL THEN ', action ' || c.seq ELSE ', row ' || c.ref END,
    char(10), ' '), char(13), ' '), char(9), ' ') AS citation
FROM (
    SELECT
        p.*,
        coalesce(replace(replace(replace(replace(lower(p.title), '&', 'and'), '/', '-'), '–', '-'), ' ', ''), '')
            AS plain_title,
        substr(p.period_start, 1, 4) || '-' || substr(p.period_end, 1, 4) AS years,
        CASE
            WHEN substr(p.period_start, 1, 4) = substr(p.period_end, 1, 4) THEN substr(p.period_start, 1, 4)
            ELSE substr(p.period_start, 1, 4) || '-' || substr(p.period_end, 3, 2)
        END AS period
    FROM (
        SELECT
            x.id AS action_id,
            x.key,
            x.seq,
            x.ref,
            x.page_first,
            x.page_last,
            d.kind,
            a.name AS authority,
            CASE WHEN y.seq IS NULL THEN d.title ELSE y.title END AS title,
            CASE WHEN y.seq IS NULL THEN d.period_start ELSE y.period_start END AS period_start,
            CASE WHEN y.seq IS NULL THEN d.period_end ELSE y.period_end END AS period_end
        FROM action AS x
        JOIN document AS d ON d.id = x.document_id
        LEFT JOIN document_part AS y ON y.document_id = x.document_id AND y.seq = x.part
        LEFT JOIN authority AS a
            ON a.key = CASE WHEN y.seq IS NULL THEN d.authority_key ELSE y.authority_key END
    ) AS p
) AS c
