-- How many actions are about which of the guidance's five themes, and how many of them are complete, by authority,
-- period and place; theme_key is 'none' for those about no theme.
WITH selected AS (
    -- selected.sql
)
SELECT
    d.authority_key,
    d.authority,
    d.period,
    s.place,
    coalesce(s.theme_key, 'none') AS theme_key,
    t.label AS theme_label,
    sum(s.actions) AS actions,
    sum(s.complete) AS complete
FROM (
    SELECT document_id, part, place, theme_key, count(*) AS actions, sum(status_code = 'complete') AS complete
    FROM selected
    GROUP BY document_id, part, place, theme_key
) AS s
JOIN current_plan AS d ON d.document_id = s.document_id AND d.part IS s.part
LEFT JOIN theme AS t ON t.key = s.theme_key
GROUP BY d.authority_key, d.authority, d.period, s.place, s.theme_key, t.label
