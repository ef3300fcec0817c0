-- Satu baris satu indikator, tahun, periode, dan kantor: keluaran, masukan, dan efisiensinya menurut tabel EFISIENSI laporan kantor itu.
-- Bila beberapa tabel atau dokumen memuatnya: bukan salah cetak, lalu yang hitungannya lolos, lalu dokumen terbaru. Baris total tidak ikut.
-- Belum diukur bukan nol: bila tabel capaian dokumen itu tidak mencetak hasil, 0 di tabel EFISIENSI bukan hasil, dan keluaran serta
-- efisiensinya kosong (lihat alasan_kosong); yang tercetak ada di tabel efisiensi. Rupiah penuh.
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom tahun: tahun kinerja
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom realisasi_rp: realisasi anggaran sampai akhir periode, rupiah penuh
-- kolom alasan_kosong: mengapa keluarannya dikosongkan: belum_diukur, tidak_dilaporkan; kosong bila tidak
-- kolom status_dokumen: lengkap, perlu_tinjau
CREATE VIEW v_efisiensi AS
WITH bernomor AS (
    SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM efisiensi
)
SELECT
    b.tahun, b.periode, b.upt_id, u.nama_upt, u.level, e.indikator_id, i.nama AS nama_indikator, e.indikator_raw AS indikator, e.output_target,
    CASE WHEN k.alasan_kosong IS NULL THEN e.output_realisasi END AS output_realisasi,
    CASE WHEN k.alasan_kosong IS NULL THEN e.output_persen END AS output_persen, e.pagu_rp, e.realisasi_rp, e.input_persen,
    CASE WHEN k.alasan_kosong IS NULL THEN e.ie END AS ie, CASE WHEN k.alasan_kosong IS NULL THEN e.te END AS te,
    CASE WHEN k.alasan_kosong IS NULL THEN e.kategori END AS kategori, k.alasan_kosong, d.status AS status_dokumen, d.nama_berkas, e.doc_id, e.baris,
    e.halaman, e.line, e.bendera
FROM _efisiensi_berlaku b
JOIN bernomor e ON e.doc_id = b.doc_id AND e.baris = b.baris AND e.bagian = b.bagian
JOIN dokumen d ON d.doc_id = b.doc_id
LEFT JOIN _capaian_kandidat k ON k.sumber = 'efisiensi' AND k.doc_id = b.doc_id AND k.baris = b.baris AND k.bagian = b.bagian
LEFT JOIN dim_indikator i ON i.indikator_id = e.indikator_id
LEFT JOIN _upt_per_tahun u ON u.upt_id = b.upt_id AND u.tahun IS NOT DISTINCT FROM b.tahun
ORDER BY b.tahun, b.periode, b.upt_id, e.doc_id, e.baris;
