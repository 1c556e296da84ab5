-- How many actions are about which of the guidance's five themes, and how many of them are complete, by authority,
-- period and place; theme_key is 'none' for those about no theme.
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    coalesce(s.theme_key, 'none') AS theme_key,
    t.label AS theme_label,
    count(*) AS actions,
    sum(s.status_code = 'complete') AS complete
FROM selected AS s
LEFT JOIN theme AS t ON t.key = s.theme_key
GROUP BY s.authority_key, s.authority, s.period, s.place, s.theme_key, t.label
