-- Every plan of the documents that no newer one supersedes, with how many actions were read of it; files that could not
-- be read have none.
SELECT
    p.document_id,
    p.part,
    p.file_name,
    p.kind,
    p.state,
    p.authority_key,
    p.authority,
    p.period,
    (SELECT count(*) FROM action AS x WHERE x.document_id = p.document_id AND x.part IS p.part) AS actions
FROM current_plan AS p
ORDER BY p.document_id, p.part
