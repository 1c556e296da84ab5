-- Sums of money by authority, period and place, and by who gives them; those for which nobody is named have 'none'.
WITH selected AS (
    -- selected.sql
)
SELECT
    s.authority_key,
    s.authority,
    s.period,
    s.place,
    coalesce(f.funder, 'none') AS funder,
    count(*) AS actions,
    sum(f.amount_gbp) AS amount_gbp
FROM selected AS s
JOIN action_funder AS f ON f.action_id = s.action_id
WHERE (coalesce(:funder, '') = '' OR coalesce(f.funder, 'none') = :funder)
GROUP BY s.authority_key, s.authority, s.period, s.place, f.funder
