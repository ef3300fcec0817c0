-- The checks of document $1 about target $2, or about its row $3 where there is no target.
SELECT aturan, status, harapan, terbaca FROM cek
WHERE doc_id = $1 AND CASE WHEN $2 IS NULL THEN baris = $3 AND target_id IS NULL ELSE target_id = $2 END
ORDER BY aturan, cek_id
