-- One row a document whose scale was inferred or is doubted because of the size of its figures, with the median total of the other documents of its level.
WITH disimpulkan AS (
    SELECT
        doc_id, min(baris) AS baris, arg_min(halaman, baris) AS halaman, arg_min(line, baris) AS line, arg_min(target_id, baris) AS target_id,
        CASE WHEN bool_or(list_contains(bendera, 'skala_diragukan')) THEN 'skala_diragukan' ELSE 'skala_disimpulkan' END AS bendera
    FROM target WHERE list_has_any(bendera, ['skala_disimpulkan', 'skala_diragukan']) GROUP BY doc_id
),
total AS (
    SELECT d.doc_id, d.nama_berkas, d.skala_rupiah, d.pesan, d.kode, d.isi, u.level, d.total_anggaran_rp AS total
    FROM dokumen d LEFT JOIN _upt_per_tahun u ON u.upt_id = d.upt_id AND u.tahun IS NOT DISTINCT FROM d.tahun
),
tengah AS (
    SELECT level, CAST(median(total) AS DECIMAL(18, 2)) AS median
    FROM total WHERE doc_id NOT IN (SELECT doc_id FROM disimpulkan) GROUP BY level
)
SELECT
    t.doc_id, t.nama_berkas, t.skala_rupiah, t.total, s.baris, s.halaman, s.line, s.target_id,
    m.median,
    s.bendera AS alasan, coalesce(t.pesan, b.arti) AS penjelasan, b.anjuran, b.berat,
    if(t.pesan IS NULL, [s.bendera], t.kode) AS kode, if(t.pesan IS NULL, ['{}'], t.isi) AS isi
FROM disimpulkan s JOIN total t USING (doc_id) JOIN _ref_bendera b ON b.bendera = s.bendera
LEFT JOIN tengah m ON m.level IS NOT DISTINCT FROM t.level
ORDER BY t.nama_berkas
