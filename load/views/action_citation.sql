-- The plan, address and citation of each action, of superseded documents too. path is its key behind /action/ with
-- percent signs for what an address cannot hold; citation says authority, title, period, page and row in one line, and
-- leaves the authority and the period out where the title names them.
WITH plan AS MATERIALIZED (
    SELECT
        p.document_id,
        p.part,
        p.authority,
        p.title,
        p.period,
        replace(replace(replace(
            CASE
                WHEN p.authority IS NULL THEN 'Authority not stated, '
                WHEN instr(p.plain_title, replace(lower(p.authority), ' ', '')) > 0 THEN ''
                ELSE p.authority || ', '
            END
            || coalesce(p.title, CASE p.kind WHEN 'other' THEN 'document' ELSE replace(p.kind, '_', ' ') END) || ', '
            || CASE
                WHEN p.period IS NULL THEN 'undated, '
                WHEN instr(p.plain_title, p.period) > 0 OR instr(p.plain_title, p.years) > 0 THEN ''
                ELSE p.period || ', '
            END,
        char(10), ' '), char(13), ' '), char(9), ' ') AS heading
    FROM (
        SELECT
            d.document_id,
            d.part,
            d.kind,
            d.title,
            a.name AS authority,
            coalesce(replace(replace(replace(replace(lower(d.title), '&', 'and'), '/', '-'), '–', '-'), ' ', ''), '')
                AS plain_title,
            substr(CAST(d.period_start AS TEXT), 1, 4) || '-' || substr(CAST(d.period_end AS TEXT), 1, 4) AS years,
            CASE
                WHEN substr(CAST(d.period_start AS TEXT), 1, 4) = substr(CAST(d.period_end AS TEXT), 1, 4)
                    THEN substr(CAST(d.period_start AS TEXT), 1, 4)
                ELSE substr(CAST(d.period_start AS TEXT), 1, 4) || '-' || substr(CAST(d.period_end AS TEXT), 3, 2)
            END AS period
        FROM (
            SELECT id AS document_id, 0 AS part, kind, title, authority_key, period_start, period_end FROM document
            UNION ALL
            SELECT y.document_id, y.seq, d.kind, y.title, y.authority_key, y.period_start, y.period_end
            FROM document_part AS y
            JOIN document AS d ON d.id = y.document_id
        ) AS d
        LEFT JOIN authority AS a ON a.key = d.authority_key
    ) AS p
)
SELECT
    c.id AS action_id,
    p.authority,
    p.title,
    p.period,
    CASE
        WHEN c.key NOT GLOB '*[^A-Za-z0-9._~/-]*' AND instr(c.key, '/.') = 0 THEN '/action/' || c.key
        ELSE (
            WITH RECURSIVE places (n) AS (
                SELECT 1
                UNION ALL
                SELECT n + 1 FROM places WHERE n < length(c.key)
            )
            SELECT '/action/' || group_concat(
                CASE
                    -- Behind a slash a dot could be taken for a step up, so that slash is not one of the address.
                    WHEN e.pair = '/.' THEN '%2F'
                    WHEN e.letter NOT GLOB '*[^A-Za-z0-9._~/-]*' THEN e.letter
                    -- A letter is up to four bytes, each two digits.
                    ELSE '%' || substr(e.digits, 1, 2)
                        || CASE WHEN length(e.digits) > 2 THEN '%' || substr(e.digits, 3, 2) ELSE '' END
                        || CASE WHEN length(e.digits) > 4 THEN '%' || substr(e.digits, 5, 2) ELSE '' END
                        || CASE WHEN length(e.digits) > 6 THEN '%' || substr(e.digits, 7, 2) ELSE '' END
                END,
                ''
            )
            FROM (
                SELECT l.pair, l.letter, hex(CAST(l.letter AS BLOB)) AS digits
                FROM (SELECT n, substr(c.key, n, 1) AS letter, substr(c.key, n, 2) AS pair FROM places) AS l
                ORDER BY l.n
            ) AS e
        )
    END AS path,
    coalesce(p.heading, '')
    || CASE
        WHEN c.page_last > c.page_first THEN 'pp. ' || c.page_first || '-' || c.page_last
        ELSE 'p. ' || c.page_first
    END
    || CASE
        WHEN c.ref IS NULL THEN ', action ' || c.seq
        ELSE ', row ' || replace(replace(replace(c.ref, char(10), ' '), char(13), ' '), char(9), ' ')
    END AS citation
FROM action AS c
LEFT JOIN plan AS p ON p.document_id = c.document_id AND p.part = coalesce(c.part, 0)
