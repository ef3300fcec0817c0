-- Tampilan bantu. Satu baris satu kantor, tahun, dan periode yang punya laporannya sendiri: hanya ini yang disebut melapor.
-- Angka tahun itu pada tabel tren laporan tahun lain bukan laporan. Bila ada beberapa berkas: yang terbaca, lalu tanggal terbaru.
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom tahun: tahun kinerja
-- kolom status_dokumen: lengkap, perlu_tinjau
CREATE VIEW _laporan_sendiri AS
SELECT d.upt_id, u.nama_upt, u.level, d.tahun, d.periode, d.doc_id, d.nama_berkas, d.status AS status_dokumen
FROM dokumen d
JOIN _upt_per_tahun u ON u.upt_id = d.upt_id AND u.tahun = d.tahun
WHERE d.jenis IN ('LAKIP', 'LAKIP_INTERIM') AND d.status <> 'gagal' AND d.periode IS NOT NULL AND u.level <> 'PUSAT'
QUALIFY row_number() OVER (PARTITION BY d.upt_id, d.tahun, d.periode ORDER BY d.tanggal DESC NULLS LAST, d.doc_id DESC) = 1;
