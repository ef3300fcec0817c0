-- Satu baris satu indikator, kantor, dan periode (TW1 TW2 TW3 TW4 TAHUNAN), untuk diisikan ke sistem pemantauan: rencana dari RAPK yang
-- berlaku, hasil dari laporan kinerja kantor itu sendiri. Indikator RAPK punya kelima periode, juga yang belum dilaporkan; indikator
-- yang hanya ada di laporan punya baris untuk periode yang dilaporkan, dengan target dari tabel PK laporan bila ada.
-- Target periode kumulatif: sampai bulan terakhir triwulan. Dokumen nasional (PUSAT) ikut: saring kolom level sebelum menjumlahkan.
-- alokasi_rp adalah alokasi setahun dan berulang pada kelima periode: jangan dijumlahkan antarperiode. Kosong berarti tidak diketahui,
-- bukan 0. Bila beberapa tabel laporan berbeda, dipilih angka seperti pada v_capaian_antar_upt, tanpa angka dari laporan kantor lain.
-- kolom tahun: tahun kinerja
-- kolom periode: TW1 TW2 TW3 TW4 TAHUNAN
-- kolom kode_kl: kode kementerian/lembaga: 063
-- kolom nama_kl: nama kementerian/lembaga
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom sasaran: nama sasaran seperti tercetak, tanpa nomor
-- kolom indikator: nama baku indikator; kosong selama namanya belum diputuskan
-- kolom indikator_dokumen: nama indikator seperti tercetak, tanpa nomor
-- kolom satuan: satuan target_tahunan: persen indeks nilai jumlah
-- kolom target_tahunan: target setahun; tanpa RAPK: dari tabel PK, atau dari laporan tahunan
-- kolom target_sd_periode: target kumulatif sampai akhir periode; untuk TAHUNAN sama dengan target_tahunan; tanpa RAPK: dari laporan;
--   pada indikator jumlah triwulan I sampai III dalam persen kemajuan, lihat satuan_target_sd_periode
-- kolom satuan_target_sd_periode: satuan target_sd_periode; persen_progres: kemajuan dalam persen, bukan jumlahnya
-- kolom pembilang: pembilang realisasi menurut laporan
-- kolom penyebut: penyebut realisasi menurut laporan
-- kolom realisasi_sd_periode: realisasi kumulatif sampai akhir periode menurut laporan; kosong bila belum dilaporkan
-- kolom capaian_persen_periode: realisasi dalam persen dari target periode seperti tercetak di laporan
-- kolom capaian_persen_tahunan: realisasi dalam persen dari target setahun: pada TAHUNAN seperti tercetak; pada triwulan dihitung dari
--   realisasi_sd_periode dan target_tahunan, dua desimal, kecuali indikator jumlah, yang triwulannya tercetak sebagai kemajuan
-- kolom capaian_penyesuaian_persen: capaian setelah batas atas, seperti tercetak di laporan
-- kolom kriteria: kriteria capaian seperti tercetak
-- kolom alokasi_rp: anggaran indikator setahun, rupiah penuh; tanpa RAPK: dari tabel PK
-- kolom realisasi_rp: realisasi anggaran sampai akhir periode menurut tabel efisiensi laporan, rupiah penuh
-- kolom realisasi_keuangan_persen: realisasi anggaran dalam persen dari pagu, seperti tercetak di tabel efisiensi; pagu itu dapat berbeda
--   dengan alokasi_rp
-- kolom kendala: diisi pelapor
-- kolom tindak_lanjut: diisi pelapor
-- kolom status_data: lengkap bila tidak ada yang perlu ditinjau pada baris rencana, capaian, dan efisiensi indikator ini, dokumennya tidak
--   diragukan seluruhnya (total yang gagal, skala yang disimpulkan, dokumen saingan), kantor, tahun, dan nama indikatornya dikenal, dan
--   tabel-tabel laporan tidak berselisih; selain itu perlu_tinjau
-- kolom dokumen: nama berkas rencana di folder inbox; laporan bila indikator hanya ada di laporan
-- kolom dokumen_realisasi: nama berkas laporan yang angkanya dipakai; kosong bila belum dilaporkan
-- kolom halaman_realisasi: halaman PDF realisasinya; kosong untuk dump teks
-- kolom line_realisasi: baris dump teks realisasinya; kosong untuk PDF
-- kolom target_id: baris rencananya, lihat target; kosong bila indikator hanya ada di laporan
-- kolom terbukti: benar bila status_data lengkap dan angkanya terbukti: targetnya, dan realisasinya bila sudah dilaporkan; oleh hitungan, atau
--   oleh orang yang menerima tabelnya (tak_terbukti pada v_perlu_tinjau)
-- kolom alasan: mengapa belum terbukti: bendera dan pemeriksaan, dipisah |; kosong bila terbukti
-- kolom target_id_anggaran: baris yang alokasi_rp-nya dipakai; lain dari target_id bila rencananya dari cetakan laporan tanpa anggaran
-- kolom baris: baris rencananya di dalam dokumen, mulai dari 1
-- kolom baris_realisasi: baris realisasinya di dalam dokumen_realisasi
CREATE VIEW v_bappenas AS
WITH temuan AS MATERIALIZED (
    -- these are asked several times over: written out each time, planning the query would take longer than answering it
    SELECT * FROM _temuan
),
target_berlaku AS MATERIALIZED (
    SELECT * FROM _target_berlaku
),
angka_terbukti AS MATERIALIZED (
    SELECT target_id FROM _angka_terbukti
),
periode AS (
    SELECT * FROM (VALUES (1, 'TW1', 3), (2, 'TW2', 6), (3, 'TW3', 9), (4, 'TW4', 12), (5, 'TAHUNAN', NULL)) AS p (urutan, periode, bulan)
),
tinjau AS (
    SELECT target_id, list(DISTINCT alasan) AS alasan FROM temuan WHERE target_id IS NOT NULL GROUP BY target_id
),
tinjau_capaian AS (
    SELECT doc_id, baris, list(DISTINCT alasan) AS alasan FROM temuan
    WHERE target_id IS NULL AND list_contains(string_split(tentang, '|'), 'capaian') GROUP BY ALL
),
tinjau_efisiensi AS (
    SELECT doc_id, baris, list(DISTINCT alasan) AS alasan FROM temuan
    WHERE target_id IS NULL AND list_contains(string_split(tentang, '|'), 'efisiensi') GROUP BY ALL
),
dokumen_gagal_hitung AS (
    -- a failed check of no single indicator (the printed total) puts all of them in doubt; one of a report's row only that row,
    -- and a table that nobody knows none that was read from another
    SELECT DISTINCT c.doc_id
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
    WHERE c.status = 'gagal' AND c.aturan <> 'tabel_tidak_dikenal' AND c.target_id IS NULL AND coalesce(a.tentang, 'dokumen') IN ('dokumen', 'target', 'kontribusi_ro')
),
dokumen_diragukan AS (
    -- what would make every figure of the document another one: its scale, or another document in its place
    SELECT doc_id, list(DISTINCT alasan) AS alasan FROM temuan WHERE sumber = 'dokumen' GROUP BY doc_id
),
tanpa_bukti AS (
    SELECT DISTINCT doc_id, tabel_no, sumber AS perihal FROM temuan WHERE tentang = 'tabel'
),
capaian_sendiri AS MATERIALIZED (
    SELECT * FROM _capaian_pilihan WHERE cakupan = 'sendiri'
),
rencana AS MATERIALIZED (
    SELECT
        b.kunci, b.urutan AS urutan_nama, b.upt_id AS pemilik, b.tahun, p.periode, p.urutan AS urutan_periode, b.kode_satker, b.upt_id, b.nama_upt,
        b.level, b.provinsi, b.no_sasaran, b.sasaran_raw, b.no_indikator, b.indikator_id, b.indikator, b.satuan, b.target_tahunan,
        CASE WHEN p.bulan IS NULL THEN b.target_tahunan ELSE m.nilai END AS target_sd_periode,
        CASE WHEN p.bulan IS NULL THEN b.satuan ELSE m.satuan END AS satuan_target_sd_periode,
        coalesce(b.anggaran_rp, a.anggaran_rp) AS anggaran_rp, b.target_id, b.tabel_no,
        -- a report prints the plan again without its budget, which then comes from the plan itself
        CASE WHEN b.anggaran_rp IS NULL AND a.anggaran_rp IS NOT NULL THEN a.target_id ELSE b.target_id END AS target_id_anggaran,
        b.doc_id AS target_doc_id, a.doc_id AS anggaran_doc_id,
        b.nama_berkas, b.doc_id, b.baris, b.halaman, b.line
    FROM target_berlaku b
    CROSS JOIN periode p
    LEFT JOIN target_bulanan m ON m.target_id = b.target_id AND m.bulan = p.bulan
    LEFT JOIN target_berlaku a ON a.peran = 'anggaran' AND a.kunci = b.kunci AND a.urutan = b.urutan AND a.upt_id = b.upt_id AND a.tahun = b.tahun
    WHERE b.peran = 'target' AND b.tabel = 'RAPK'
),
hanya_laporan AS (
    SELECT
        c.kunci, 1 AS urutan_nama, c.pemilik, c.tahun, c.periode, p.urutan AS urutan_periode, c.kode_satker, c.upt_id, c.nama_upt,
        c.level, c.provinsi, k.no_sasaran, k.sasaran_raw, k.no_indikator, c.indikator_id, c.indikator, coalesce(k.satuan, c.satuan) AS satuan,
        coalesce(k.target_tahunan, CASE WHEN c.periode = 'TAHUNAN' THEN c.target END) AS target_tahunan, c.target AS target_sd_periode,
        CASE WHEN c.target IS NOT NULL AND (c.satuan <> 'jumlah' OR c.periode = 'TAHUNAN') THEN c.satuan END AS satuan_target_sd_periode,
        coalesce(k.anggaran_rp, a.anggaran_rp) AS anggaran_rp, k.target_id, k.tabel_no,
        CASE WHEN k.anggaran_rp IS NULL AND a.anggaran_rp IS NOT NULL THEN a.target_id ELSE k.target_id END AS target_id_anggaran,
        k.doc_id AS target_doc_id, a.doc_id AS anggaran_doc_id,
        c.nama_berkas, c.doc_id, c.baris, c.halaman, c.line
    FROM capaian_sendiri c
    LEFT JOIN periode p ON p.periode = c.periode
    LEFT JOIN target_berlaku k ON k.peran = 'target' AND k.tabel <> 'RAPK' AND k.urutan = 1 AND k.kunci = c.kunci AND k.upt_id = c.upt_id AND k.tahun = c.tahun
    LEFT JOIN target_berlaku a ON a.peran = 'anggaran' AND a.urutan = 1 AND a.kunci = c.kunci AND a.upt_id = c.upt_id AND a.tahun = c.tahun
    -- the years before, which TREN prints, are no report of their own
    WHERE c.tahun_laporan AND NOT EXISTS (
        SELECT 1 FROM rencana r WHERE r.kunci = c.kunci AND r.pemilik = c.pemilik AND r.tahun = c.tahun AND r.periode = c.periode
    )
),
semua AS MATERIALIZED (
    SELECT * FROM rencana
    UNION ALL
    SELECT * FROM hanya_laporan
),
gabungan AS MATERIALIZED (
    SELECT
        b.tahun, b.periode, '063' AS kode_kl, 'Badan Pengawas Obat dan Makanan' AS nama_kl, b.kode_satker, b.upt_id, b.nama_upt, b.level, b.provinsi,
        b.no_sasaran, b.sasaran_raw AS sasaran, b.no_indikator, b.indikator_id, i.nama AS indikator, b.indikator AS indikator_dokumen,
        b.satuan, b.target_tahunan, b.target_sd_periode, b.satuan_target_sd_periode, c.pembilang, c.penyebut, c.realisasi AS realisasi_sd_periode,
        c.capaian_persen AS capaian_persen_periode,
        CASE
            WHEN b.periode = 'TAHUNAN' THEN c.capaian_persen
            WHEN b.satuan <> 'jumlah' THEN TRY_CAST(
                round(100.0 * CAST(c.realisasi AS DOUBLE) / nullif(CAST(b.target_tahunan AS DOUBLE), 0), 2) AS DECIMAL(18, 6)
            )
        END AS capaian_persen_tahunan,
        c.capaian_penyesuaian_persen, c.kriteria, b.anggaran_rp AS alokasi_rp, e.realisasi_rp, e.input_persen AS realisasi_keuangan_persen,
        CAST(NULL AS VARCHAR) AS kendala, CAST(NULL AS VARCHAR) AS tindak_lanjut,
        b.nama_berkas AS dokumen, b.halaman, b.line,
        c.nama_berkas AS dokumen_realisasi, c.halaman AS halaman_realisasi, c.line AS line_realisasi,
        b.target_id,
        b.target_id_anggaran, c.baris AS baris_realisasi,
        (b.target_id IS NOT NULL OR c.bukti IS NOT NULL) AND (b.target_id IS NULL OR bt.target_id IS NOT NULL OR xt.doc_id IS NULL)
            AND (b.target_id_anggaran IS NOT DISTINCT FROM b.target_id OR ba.target_id IS NOT NULL)
            AND (coalesce(c.bukti, 'lolos') = 'lolos' OR (c.bukti = 'tak_terbukti' AND xc.doc_id IS NULL)) AS hitungan_terbukti,
        list_sort(list_distinct(flatten([
            coalesce(t.alasan, CAST([] AS VARCHAR[])), coalesce(ta.alasan, CAST([] AS VARCHAR[])), coalesce(tc.alasan, CAST([] AS VARCHAR[])),
            coalesce(te.alasan, CAST([] AS VARCHAR[])), coalesce(dr.alasan, CAST([] AS VARCHAR[])), coalesce(da.alasan, CAST([] AS VARCHAR[])),
            coalesce(dc.alasan, CAST([] AS VARCHAR[])),
            CASE WHEN g.doc_id IS NULL THEN CAST([] AS VARCHAR[]) ELSE ['dokumen: hitungannya gagal'] END,
            CASE WHEN b.upt_id IS NULL THEN ['kantor_tidak_dikenal'] ELSE CAST([] AS VARCHAR[]) END,
            CASE WHEN b.tahun IS NULL THEN ['tahun_tidak_dikenal'] ELSE CAST([] AS VARCHAR[]) END,
            CASE WHEN b.indikator_id IS NOT NULL AND i.indikator_id IS NULL THEN ['nama_terbuka'] ELSE CAST([] AS VARCHAR[]) END,
            CASE WHEN coalesce(len(c.tabel_berbeda), 0) = 0 THEN CAST([] AS VARCHAR[]) ELSE ['tabel_berbeda'] END,
            CASE WHEN coalesce(c.bukti, '') = 'gagal' THEN ['realisasi: gagal'] ELSE CAST([] AS VARCHAR[]) END
        ]))) AS ragu,
        list_concat(
            CASE WHEN b.target_id IS NULL OR bt.target_id IS NOT NULL OR xt.doc_id IS NULL THEN CAST([] AS VARCHAR[]) ELSE ['target: tak_terbukti'] END,
            list_concat(
                CASE WHEN b.target_id_anggaran IS NOT DISTINCT FROM b.target_id OR ba.target_id IS NOT NULL THEN CAST([] AS VARCHAR[])
                    ELSE ['anggaran: tak_terbukti'] END,
                CASE WHEN c.bukti = 'tak_terbukti' AND xc.doc_id IS NOT NULL THEN ['realisasi: tak_terbukti'] ELSE CAST([] AS VARCHAR[]) END
            )
        ) AS belum,
        b.doc_id, b.baris, b.pemilik, b.urutan_periode, c.kunci AS kunci_realisasi
    FROM semua b
    -- one name twice in a RAPK: the report cannot say which it means, so only the first has the result
    LEFT JOIN capaian_sendiri c ON b.urutan_nama = 1 AND c.kunci IS NOT DISTINCT FROM b.kunci AND c.pemilik = b.pemilik
        AND c.tahun = b.tahun AND c.periode IS NOT DISTINCT FROM b.periode
    LEFT JOIN _efisiensi_berlaku e ON b.urutan_nama = 1 AND e.kunci = b.kunci AND e.upt_id = b.upt_id AND e.tahun = b.tahun
        AND e.periode IS NOT DISTINCT FROM b.periode
    LEFT JOIN dim_indikator i ON i.indikator_id = b.indikator_id AND i.asal <> 'sementara'
    LEFT JOIN tinjau t ON t.target_id = b.target_id
    LEFT JOIN tinjau ta ON ta.target_id = b.target_id_anggaran
    LEFT JOIN angka_terbukti bt ON bt.target_id = b.target_id
    LEFT JOIN angka_terbukti ba ON ba.target_id = b.target_id_anggaran
    LEFT JOIN tanpa_bukti xt ON xt.perihal = 'target' AND xt.doc_id = b.target_doc_id AND xt.tabel_no = b.tabel_no
    LEFT JOIN tanpa_bukti xc ON xc.perihal = 'capaian' AND xc.doc_id = c.doc_id AND xc.tabel_no = c.tabel_no
    LEFT JOIN dokumen_gagal_hitung g ON g.doc_id = b.doc_id
    LEFT JOIN dokumen_diragukan dr ON dr.doc_id = b.doc_id
    LEFT JOIN dokumen_diragukan da ON da.doc_id = b.anggaran_doc_id
    LEFT JOIN dokumen_diragukan dc ON dc.doc_id = c.doc_id
    LEFT JOIN tinjau_capaian tc ON tc.doc_id = c.doc_id AND tc.baris = c.baris
    LEFT JOIN tinjau_efisiensi te ON te.doc_id = e.doc_id AND te.baris = e.baris
)
SELECT
    tahun, periode, kode_kl, nama_kl, kode_satker, upt_id, nama_upt, level, provinsi, no_sasaran, sasaran, no_indikator, indikator_id,
    indikator, indikator_dokumen, satuan, target_tahunan, target_sd_periode, satuan_target_sd_periode, pembilang, penyebut,
    realisasi_sd_periode, capaian_persen_periode, capaian_persen_tahunan, capaian_penyesuaian_persen, kriteria, alokasi_rp, realisasi_rp,
    realisasi_keuangan_persen, kendala, tindak_lanjut, CASE WHEN len(ragu) = 0 THEN 'lengkap' ELSE 'perlu_tinjau' END AS status_data,
    dokumen, halaman, line, dokumen_realisasi, halaman_realisasi, line_realisasi, target_id,
    len(ragu) = 0 AND hitungan_terbukti AS terbukti,
    nullif(array_to_string(list_concat(ragu, belum), '|'), '') AS alasan, target_id_anggaran, baris, baris_realisasi
FROM gabungan
ORDER BY tahun, upt_id NULLS LAST, doc_id, baris, target_id, pemilik, urutan_periode NULLS LAST, periode, kunci_realisasi;
