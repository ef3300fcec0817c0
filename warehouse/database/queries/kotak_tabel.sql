-- The pages on which table $2 of document $1 stands, and the box of its cells there.
SELECT halaman, [min(bbox[1]), min(bbox[2]), max(bbox[3]), max(bbox[4])] AS bbox
FROM sel
WHERE doc_id = $1 AND tabel_no = $2 AND halaman IS NOT NULL AND bbox IS NOT NULL
GROUP BY halaman
ORDER BY halaman
