-- The rows of the table bukti of documents of which others say something, with what these say: an agreement proves what the document itself
-- does not, a contradiction puts in doubt what it proves. What its own checks contradict stays contradicted.
SELECT
    b.* REPLACE (
        CASE WHEN b.status = 'berselisih' OR (b.status = 'terbukti' AND a.status = 'terbukti') THEN b.status ELSE coalesce(a.status, b.status) END AS status,
        CASE WHEN b.status = 'berselisih' OR a.status IS NULL THEN b.oleh ELSE list_concat(b.oleh, a.oleh) END AS oleh
    )
FROM bukti b
LEFT JOIN _angka_antar_dokumen a USING (doc_id, tabel, baris, bagian, kolom)
WHERE b.doc_id IN (SELECT doc_id FROM _angka_antar_dokumen)
ORDER BY b.doc_id, b.rowid
