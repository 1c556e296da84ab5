-- How an action of a current plan is cited.
SELECT c.citation
FROM action AS x
JOIN document AS d ON d.id = x.document_id AND d.superseded_by IS NULL
JOIN action_citation AS c ON c.action_id = x.id
WHERE x.key = :action_key
