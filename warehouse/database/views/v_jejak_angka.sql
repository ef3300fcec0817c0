-- Satu baris satu angka sebuah indikator di satu tempat yang mencetaknya: satu indikator, kantor, tahun, dan periode di semua dokumen dan
-- tabel, dari dokumen terlama; angka yang dipakai perbandingan ada di v_capaian_antar_upt dan v_target_antar_upt.
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom tahun: tahun kinerja
-- kolom besaran: target, realisasi, capaian_persen
-- kolom nilai: angkanya, dalam satuan indikator
-- kolom satuan: persen indeks nilai jumlah
-- kolom tahun_dokumen: tahun kinerja dokumen yang mencetaknya
-- kolom tanggal: tanggal dokumen yang mencetaknya
CREATE VIEW v_jejak_angka AS
WITH cetakan AS (
    SELECT indikator_id, upt_id, tahun, 'TAHUNAN' AS periode, 'target' AS besaran, target_tahunan AS nilai, satuan, tabel, versi, doc_id, baris, halaman, line
    FROM target
    UNION ALL
    SELECT indikator_id, upt_id, tahun, periode, 'target', target, satuan, tabel, versi, doc_id, baris, halaman, line FROM capaian
    UNION ALL
    SELECT indikator_id, upt_id, tahun, periode, 'realisasi', realisasi, satuan, tabel, versi, doc_id, baris, halaman, line FROM capaian
    UNION ALL
    SELECT indikator_id, upt_id, tahun, periode, 'capaian_persen', capaian_persen, 'persen', tabel, versi, doc_id, baris, halaman, line FROM capaian
    UNION ALL
    SELECT indikator_id, upt_id, tahun, periode, 'target', output_target, NULL, tabel, versi, doc_id, baris, halaman, line FROM efisiensi
    UNION ALL
    SELECT indikator_id, upt_id, tahun, periode, 'realisasi', output_realisasi, NULL, tabel, versi, doc_id, baris, halaman, line FROM efisiensi
)
SELECT
    c.indikator_id, i.nama AS nama_indikator, coalesce(c.upt_id, d.upt_id) AS upt_id, coalesce(c.tahun, d.tahun) AS tahun, c.periode, c.besaran, c.nilai,
    c.satuan, d.nama_berkas, d.tahun AS tahun_dokumen, d.tanggal, c.tabel, c.versi, c.halaman, c.line, c.doc_id, c.baris
FROM cetakan c
JOIN dokumen d USING (doc_id)
JOIN dim_indikator i ON i.indikator_id = c.indikator_id
WHERE c.nilai IS NOT NULL
ORDER BY 1, 3, 4, 5, c.besaran, d.tahun NULLS LAST, d.tanggal NULLS LAST, c.doc_id, c.baris, c.tabel, c.nilai;
