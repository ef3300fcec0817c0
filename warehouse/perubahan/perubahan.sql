-- Satu baris satu perubahan, dari tabel pasangan, nilai_lama dan nilai_baru; $1: waktu run mulai.
INSERT INTO perubahan
SELECT
    CAST($1 AS TIMESTAMP), p.perubahan, p.nama_berkas, p.doc_id_lama, p.doc_id_baru, p.upt_id, p.tahun, NULL, NULL, NULL, NULL,
    CASE WHEN p.perubahan = 'berganti nama' THEN p.nama_lama END, CASE WHEN p.perubahan = 'berganti nama' THEN p.nama_berkas END, NULL, NULL
FROM pasangan p
WHERE p.perubahan IS NOT NULL
UNION ALL
SELECT
    CAST($1 AS TIMESTAMP),
    CASE WHEN a.nilai IS NULL THEN 'nilai baru' WHEN b.nilai IS NULL THEN 'nilai hilang' ELSE 'nilai berubah' END,
    p.nama_berkas, p.doc_id_lama, p.doc_id_baru, p.upt_id, p.tahun, coalesce(b.tabel, a.tabel), coalesce(b.indikator, a.indikator),
    concat_ws(' ', coalesce(b.butir, a.butir), nullif(coalesce(b.urutan, a.urutan), 1)), coalesce(b.kolom, a.kolom), a.nilai, b.nilai, b.halaman, b.line
FROM nilai_lama a
FULL JOIN nilai_baru b ON b.pasangan = a.pasangan AND b.tabel = a.tabel AND b.indikator IS NOT DISTINCT FROM a.indikator
    AND b.butir IS NOT DISTINCT FROM a.butir AND b.urutan = a.urutan AND b.kolom = a.kolom
JOIN pasangan p ON p.pasangan = coalesce(b.pasangan, a.pasangan)
WHERE a.nilai IS DISTINCT FROM b.nilai
ORDER BY 3, 8 NULLS FIRST, 9, 10, 11, 2;
