-- Satu baris satu perubahan, dari tabel pasangan, jumlah_lama, jumlah_baru, nilai_lama, nilai_baru dan tak_banding; $1: waktu run mulai.
INSERT INTO perubahan BY NAME
SELECT
    CAST($1 AS TIMESTAMP) AS run, p.perubahan, p.nama_berkas, p.doc_id_lama, p.doc_id_baru, p.upt_id, p.tahun, NULL AS tabel, NULL AS indikator,
    NULL AS butir, NULL AS kolom, CASE WHEN p.perubahan = 'berganti nama' THEN p.nama_lama END AS lama,
    CASE WHEN p.perubahan = 'berganti nama' THEN p.nama_berkas END AS baru, NULL AS halaman, NULL AS line, NULL AS baris, NULL AS bagian,
    CASE
        WHEN p.perubahan = 'baru' THEN (SELECT sum(j.jumlah) FROM jumlah_baru j WHERE j.doc_id = p.doc_id_baru)
        WHEN p.perubahan = 'hilang' THEN (SELECT sum(j.jumlah) FROM jumlah_lama j WHERE j.doc_id = p.doc_id_lama)
    END AS jumlah,
    NULL AS sebab
FROM pasangan p
WHERE p.perubahan IS NOT NULL
UNION ALL
SELECT
    CAST($1 AS TIMESTAMP), 'tidak dapat dibandingkan', NULL, NULL, NULL, NULL, NULL, tabel, NULL, NULL, kolom, NULL, NULL, NULL, NULL, NULL, NULL, NULL, sebab
FROM tak_banding
UNION ALL
SELECT
    CAST($1 AS TIMESTAMP),
    CASE WHEN a.nilai IS NULL THEN 'nilai baru' WHEN b.nilai IS NULL THEN 'nilai hilang' ELSE 'nilai berubah' END,
    p.nama_berkas, p.doc_id_lama, p.doc_id_baru, p.upt_id, p.tahun, coalesce(b.tabel, a.tabel), coalesce(b.indikator, a.indikator),
    concat_ws(' ', coalesce(b.butir, a.butir), nullif(coalesce(b.urutan, a.urutan), 1)), coalesce(b.kolom, a.kolom), a.nilai, b.nilai, b.halaman, b.line,
    coalesce(b.baris, a.baris), coalesce(b.bagian, a.bagian),
    NULL, NULL
FROM nilai_lama a
FULL JOIN nilai_baru b ON b.pasangan = a.pasangan AND b.tabel = a.tabel AND b.indikator IS NOT DISTINCT FROM a.indikator
    AND b.butir IS NOT DISTINCT FROM a.butir AND b.urutan = a.urutan AND b.kolom = a.kolom
JOIN pasangan p ON p.pasangan = coalesce(b.pasangan, a.pasangan)
WHERE a.nilai IS DISTINCT FROM b.nilai
ORDER BY 3 NULLS FIRST, 8 NULLS FIRST, 9, 10, 11, 2;
