-- How many actions have which status, by authority, period and place; one without a coded status counts as unknown.
WITH selected AS (
    -- selected.sql
)
SELECT authority_key, authority, period, place, status_code, count(*) AS actions
FROM selected
GROUP BY authority_key, authority, period, place, status_code
