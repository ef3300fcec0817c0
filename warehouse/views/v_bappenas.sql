-- Satu baris satu indikator, kantor, dan periode (TW1 TW2 TW3 TW4 TAHUNAN) dari RAPK terakhir, untuk diisikan ke sistem pemantauan.
-- Target periode kumulatif: sampai bulan terakhir triwulan. Dokumen nasional (PUSAT) ikut: saring kolom level sebelum menjumlahkan.
-- alokasi_rp adalah alokasi setahun dan berulang pada kelima periode: jangan dijumlahkan antarperiode. Kosong berarti tidak diketahui,
-- bukan 0. Kolom realisasi kosong sampai laporan kinerja dibaca.
-- kolom tahun: tahun kinerja
-- kolom periode: TW1 TW2 TW3 TW4 TAHUNAN
-- kolom kode_kl: kode kementerian/lembaga: 063
-- kolom nama_kl: nama kementerian/lembaga
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom sasaran: nama sasaran seperti tercetak, tanpa nomor
-- kolom indikator: nama baku indikator; kosong sampai nama direkonsiliasi
-- kolom indikator_dokumen: nama indikator seperti tercetak, tanpa nomor
-- kolom satuan: satuan target_tahunan: persen indeks nilai jumlah
-- kolom target_sd_periode: target kumulatif sampai akhir periode; untuk TAHUNAN sama dengan target_tahunan
-- kolom satuan_target_sd_periode: satuan target_sd_periode; persen_progres: kemajuan dalam persen, bukan jumlahnya
-- kolom pembilang: pembilang realisasi; kosong sampai laporan kinerja dibaca
-- kolom penyebut: penyebut realisasi; kosong sampai laporan kinerja dibaca
-- kolom realisasi_sd_periode: realisasi kumulatif sampai akhir periode; kosong sampai laporan kinerja dibaca
-- kolom capaian_persen_periode: realisasi dalam persen dari target periode
-- kolom capaian_persen_tahunan: realisasi dalam persen dari target setahun
-- kolom capaian_penyesuaian_persen: capaian setelah batas atas dokumen
-- kolom kriteria: kriteria capaian seperti tercetak
-- kolom alokasi_rp: anggaran indikator setahun, rupiah penuh
-- kolom realisasi_rp: realisasi anggaran, rupiah penuh; kosong sampai laporan kinerja dibaca
-- kolom realisasi_keuangan_persen: realisasi_rp dalam persen dari alokasi_rp
-- kolom kendala: diisi pelapor
-- kolom tindak_lanjut: diisi pelapor
-- kolom status_data: lengkap bila dokumen dan pemeriksaannya bersih dan tidak ada yang perlu ditinjau pada indikator ini; selain itu perlu_tinjau
-- kolom dokumen: nama berkas di folder inbox
CREATE VIEW v_bappenas AS
WITH periode AS (
    SELECT * FROM (VALUES (1, 'TW1', 3), (2, 'TW2', 6), (3, 'TW3', 9), (4, 'TW4', 12), (5, 'TAHUNAN', NULL)) AS p (urutan, periode, bulan)
),
tinjau AS (
    SELECT DISTINCT target_id FROM _temuan WHERE target_id IS NOT NULL
),
dokumen_gagal_hitung AS (
    -- a failed check of no single indicator (the printed total) puts all of them in doubt
    SELECT DISTINCT doc_id FROM cek WHERE status = 'gagal' AND target_id IS NULL
)
SELECT
    b.tahun, p.periode, '063' AS kode_kl, 'Badan Pengawas Obat dan Makanan' AS nama_kl, b.kode_satker, b.upt_id, b.nama_upt, b.level, b.provinsi,
    b.no_sasaran, b.sasaran_raw AS sasaran, b.no_indikator, b.indikator_id, CAST(NULL AS VARCHAR) AS indikator, b.indikator AS indikator_dokumen,
    b.satuan, b.target_tahunan,
    CASE WHEN p.bulan IS NULL THEN b.target_tahunan ELSE m.nilai END AS target_sd_periode,
    CASE WHEN p.bulan IS NULL THEN b.satuan ELSE m.satuan END AS satuan_target_sd_periode,
    CAST(NULL AS DECIMAL(18, 6)) AS pembilang, CAST(NULL AS DECIMAL(18, 6)) AS penyebut,
    CAST(NULL AS DECIMAL(18, 6)) AS realisasi_sd_periode, CAST(NULL AS DECIMAL(18, 6)) AS capaian_persen_periode,
    CAST(NULL AS DECIMAL(18, 6)) AS capaian_persen_tahunan, CAST(NULL AS DECIMAL(18, 6)) AS capaian_penyesuaian_persen,
    CAST(NULL AS VARCHAR) AS kriteria, b.anggaran_rp AS alokasi_rp, CAST(NULL AS DECIMAL(18, 2)) AS realisasi_rp,
    CAST(NULL AS DECIMAL(18, 6)) AS realisasi_keuangan_persen, CAST(NULL AS VARCHAR) AS kendala, CAST(NULL AS VARCHAR) AS tindak_lanjut,
    CASE WHEN b.status_dokumen = 'lengkap' AND t.target_id IS NULL AND g.doc_id IS NULL THEN 'lengkap' ELSE 'perlu_tinjau' END AS status_data,
    b.nama_berkas AS dokumen, b.halaman, b.line
FROM _target_berlaku b
CROSS JOIN periode p
LEFT JOIN target_bulanan m ON m.target_id = b.target_id AND m.bulan = p.bulan
LEFT JOIN tinjau t ON t.target_id = b.target_id
LEFT JOIN dokumen_gagal_hitung g ON g.doc_id = b.doc_id
WHERE b.tabel = 'RAPK'
ORDER BY b.tahun, b.upt_id NULLS LAST, b.doc_id, b.baris, b.target_id, p.urutan;
