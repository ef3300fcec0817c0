-- Tabel bantu. Isi v_bappenas, dengan kolom yang mengurutkannya.
-- diperbarui: kantor
-- kolom pemilik: upt_id; untuk kantor yang tidak dikenali: dokumen dan nama tercetaknya
-- kolom urutan_periode: 1 TW1 sampai 5 TAHUNAN
-- kolom kunci_realisasi: dengan apa hasilnya dibandingkan: indikator_id atau nama tercetak
CREATE TABLE _bappenas AS
WITH periode AS (
    SELECT * FROM (VALUES (1, 'TW1', 3), (2, 'TW2', 6), (3, 'TW3', 9), (4, 'TW4', 12), (5, 'TAHUNAN', NULL)) AS p (urutan, periode, bulan)
),
alasan_ragu AS (
    -- what there is to doubt, by what it is about; baris 0: of the whole document, or of the indicator whose target_id is `kunci`
    SELECT 'target' AS perihal, target_id AS kunci, 0 AS baris, list(alasan) AS alasan FROM _temuan WHERE target_id IS NOT NULL GROUP BY ALL
    UNION ALL
    SELECT 'capaian', doc_id, baris, list(alasan) FROM _temuan
    WHERE target_id IS NULL AND list_contains(string_split(tentang, '|'), 'capaian') GROUP BY ALL
    UNION ALL
    SELECT 'efisiensi', doc_id, baris, list(alasan) FROM _temuan
    WHERE target_id IS NULL AND list_contains(string_split(tentang, '|'), 'efisiensi') GROUP BY ALL
    UNION ALL
    -- what would make every figure of the document another one: its scale, or another document in its place
    SELECT 'dokumen', doc_id, 0, list(alasan) FROM _temuan WHERE sumber = 'dokumen' GROUP BY ALL
    UNION ALL
    -- a failed check of no single indicator (the printed total) puts all of them in doubt; one of a report's row only that row,
    -- and cells that were placed nowhere (tentang 'sel') only the rows that they stand in
    SELECT DISTINCT 'hitungan', c.doc_id, 0, ['dokumen: hitungannya gagal']
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
    WHERE c.status = 'gagal' AND c.target_id IS NULL AND coalesce(a.tentang, 'dokumen') IN ('dokumen', 'target', 'kontribusi_ro')
    UNION ALL
    -- of a table of which a person has accepted every finding about such numbers nothing is asked any more
    SELECT DISTINCT 'terbuka', b.doc_id, b.baris, ['angka_terbuka']
    FROM _baris_terbuka b
    LEFT JOIN (SELECT doc_id, tabel_no, count(*) AS banyak FROM _temuan_semua WHERE starts_with(alasan, 'angka_terbuka') GROUP BY ALL) s
        ON s.doc_id = b.doc_id AND s.tabel_no = b.tabel_no
    LEFT JOIN (SELECT DISTINCT doc_id, tabel_no FROM _temuan WHERE starts_with(alasan, 'angka_terbuka')) t
        ON t.doc_id = b.doc_id AND t.tabel_no = b.tabel_no
    WHERE s.doc_id IS NULL OR t.doc_id IS NOT NULL
),
capaian_sendiri AS (
    SELECT * FROM _capaian_pilihan WHERE cakupan = 'sendiri'
),
rencana AS (
    SELECT
        b.kunci, b.urutan AS urutan_nama, b.upt_id AS pemilik, b.tahun, p.periode, p.urutan AS urutan_periode, b.kode_satker, b.upt_id, b.nama_upt,
        b.level, b.provinsi, b.no_sasaran, b.sasaran_raw, b.no_indikator, b.indikator_id, b.indikator, b.satuan, b.target_tahunan,
        CASE WHEN p.bulan IS NULL THEN b.target_tahunan ELSE m.nilai END AS target_sd_periode,
        CASE WHEN p.bulan IS NULL THEN b.satuan ELSE m.satuan END AS satuan_target_sd_periode,
        coalesce(b.anggaran_rp, a.anggaran_rp) AS anggaran_rp, b.target_id,
        -- a report prints the plan again without its budget, which then comes from the plan itself
        CASE WHEN b.anggaran_rp IS NULL AND a.anggaran_rp IS NOT NULL THEN a.target_id ELSE b.target_id END AS target_id_anggaran,
        a.doc_id AS anggaran_doc_id,
        CASE WHEN b.anggaran_rp IS NOT NULL THEN struct_pack(dokumen := b.nama_berkas, halaman := b.halaman, line := b.line)
            WHEN a.anggaran_rp IS NOT NULL THEN struct_pack(dokumen := a.nama_berkas, halaman := a.halaman, line := a.line) END AS tempat_alokasi,
        CASE WHEN b.target_tahunan IS NOT NULL THEN struct_pack(dokumen := b.nama_berkas, halaman := b.halaman, line := b.line) END AS tempat_target,
        b.nama_berkas, b.doc_id, b.baris, b.halaman, b.line, xt.target_tahunan AS bukti_target,
        CASE WHEN p.bulan IS NULL THEN xt.target_tahunan ELSE xm.nilai END AS bukti_target_sd_periode,
        coalesce(xt.anggaran_rp, xa.anggaran_rp) AS bukti_alokasi, b.target_tahunan AS target_rencana,
        b.versi IS NOT DISTINCT FROM 'AWAL' AND db.jenis IS DISTINCT FROM 'RAPK' AS digantikan
    FROM _target_berlaku b
    JOIN dokumen db ON db.doc_id = b.doc_id
    CROSS JOIN periode p
    LEFT JOIN target_bulanan m ON m.target_id = b.target_id AND m.bulan = p.bulan
    LEFT JOIN _bukti_baris xt ON xt.tabel = 'target' AND xt.doc_id = b.doc_id AND xt.baris = b.baris AND xt.bagian = 1
    LEFT JOIN _bukti_baris xm ON xm.tabel = 'target_bulanan' AND xm.doc_id = m.doc_id AND xm.baris = m.baris AND xm.bagian = m.bulan
    LEFT JOIN _target_berlaku a ON a.peran = 'anggaran' AND a.kunci = b.kunci AND a.urutan = b.urutan AND a.upt_id = b.upt_id AND a.tahun = b.tahun
    LEFT JOIN _bukti_baris xa ON xa.tabel = 'target' AND xa.doc_id = a.doc_id AND xa.baris = a.baris AND xa.bagian = 1
    WHERE b.peran = 'target' AND b.tabel = 'RAPK'
),
laporan_target AS (
    -- what the RKT plans is no agreed target: it only names the sasaran
    SELECT * REPLACE (CASE WHEN tabel = 'PK' THEN target_tahunan END AS target_tahunan)
    FROM _target_berlaku
    WHERE peran = 'target' AND tabel <> 'RAPK' AND urutan = 1
),
hanya_laporan AS (
    SELECT
        c.kunci, 1 AS urutan_nama, c.pemilik, c.tahun, c.periode, p.urutan AS urutan_periode, c.kode_satker, c.upt_id, c.nama_upt,
        c.level, c.provinsi, k.no_sasaran, k.sasaran_raw, k.no_indikator, c.indikator_id, c.indikator, coalesce(k.satuan, c.satuan) AS satuan,
        coalesce(k.target_tahunan, CASE WHEN c.periode = 'TAHUNAN' THEN c.target END) AS target_tahunan, c.target AS target_sd_periode,
        CASE
            WHEN c.target IS NULL THEN NULL
            WHEN coalesce(k.satuan, c.satuan) <> 'jumlah' OR c.target = k.target_tahunan THEN coalesce(k.satuan, c.satuan)
            -- what a count is compared with in the months before the last is progress; in the year only where it is no count of the plan
            WHEN c.periode <> 'TAHUNAN' OR k.target_tahunan IS NOT NULL THEN 'persen_progres'
            ELSE 'jumlah'
        END AS satuan_target_sd_periode,
        coalesce(k.anggaran_rp, a.anggaran_rp) AS anggaran_rp, k.target_id,
        CASE WHEN k.anggaran_rp IS NULL AND a.anggaran_rp IS NOT NULL THEN a.target_id ELSE k.target_id END AS target_id_anggaran,
        a.doc_id AS anggaran_doc_id,
        CASE WHEN k.anggaran_rp IS NOT NULL THEN struct_pack(dokumen := k.nama_berkas, halaman := k.halaman, line := k.line)
            WHEN a.anggaran_rp IS NOT NULL THEN struct_pack(dokumen := a.nama_berkas, halaman := a.halaman, line := a.line) END AS tempat_alokasi,
        CASE WHEN k.target_tahunan IS NOT NULL THEN struct_pack(dokumen := k.nama_berkas, halaman := k.halaman, line := k.line)
            WHEN c.periode = 'TAHUNAN' AND c.target IS NOT NULL THEN struct_pack(dokumen := c.nama_berkas, halaman := c.halaman, line := c.line)
        END AS tempat_target,
        c.nama_berkas, c.doc_id, c.baris, c.halaman, c.line,
        CASE WHEN k.target_tahunan IS NOT NULL THEN xk.target_tahunan WHEN c.periode = 'TAHUNAN' THEN xc.target END AS bukti_target,
        xc.target AS bukti_target_sd_periode, coalesce(xk.anggaran_rp, xa.anggaran_rp) AS bukti_alokasi, k.target_tahunan AS target_rencana,
        k.versi IS NOT DISTINCT FROM 'AWAL' AS digantikan
    FROM capaian_sendiri c
    LEFT JOIN periode p ON p.periode = c.periode
    LEFT JOIN laporan_target k ON k.kunci = c.kunci AND k.upt_id = c.upt_id AND k.tahun = c.tahun
    LEFT JOIN _target_berlaku a ON a.peran = 'anggaran' AND a.urutan = 1 AND a.kunci = c.kunci AND a.upt_id = c.upt_id AND a.tahun = c.tahun
    LEFT JOIN _bukti_baris xk ON xk.tabel = 'target' AND xk.doc_id = k.doc_id AND xk.baris = k.baris AND xk.bagian = 1
    LEFT JOIN _bukti_baris xa ON xa.tabel = 'target' AND xa.doc_id = a.doc_id AND xa.baris = a.baris AND xa.bagian = 1
    LEFT JOIN _bukti_baris xc ON xc.tabel = c.sumber AND xc.doc_id = c.doc_id AND xc.baris = c.baris AND xc.bagian = c.bagian
    -- the years before, which TREN prints, are no report of their own
    -- a plan has all five periods
    WHERE c.tahun_laporan AND NOT EXISTS (
        SELECT 1 FROM _target_berlaku r
        WHERE r.peran = 'target' AND r.tabel = 'RAPK' AND r.kunci = c.kunci AND r.upt_id = c.pemilik AND r.tahun = c.tahun AND c.periode IS NOT NULL
    )
),
semua AS (
    SELECT * FROM rencana
    UNION ALL
    SELECT * FROM hanya_laporan
),
gabungan AS MATERIALIZED (
    SELECT
        b.tahun, b.periode, k.kode_kl, k.nama AS nama_kl, b.kode_satker, b.upt_id, b.nama_upt, b.level, b.provinsi,
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
        b.tempat_target, b.tempat_alokasi, de.nama_berkas AS dokumen_keuangan, e.halaman AS halaman_keuangan, e.line AS line_keuangan,
        b.target_id,
        b.target_id_anggaran, c.baris AS baris_realisasi,
        b.bukti_target, b.bukti_target_sd_periode, x.pembilang AS bukti_pembilang, x.penyebut AS bukti_penyebut, x.realisasi AS bukti_realisasi,
        x.capaian_persen AS bukti_capaian, x.capaian_penyesuaian_persen AS bukti_capaian_penyesuaian, b.bukti_alokasi,
        xe.realisasi_rp AS bukti_realisasi_rp, xe.input_persen AS bukti_realisasi_keuangan_persen,
        CASE
            WHEN c.realisasi IS NULL THEN NULL
            WHEN b.satuan IS DISTINCT FROM 'jumlah' THEN b.satuan
            -- a count whose result is compared with another target than the plan's count is reported as progress
            WHEN b.periode IN ('TW1', 'TW2', 'TW3') THEN CASE WHEN c.target = b.target_rencana THEN 'jumlah' ELSE 'persen_progres' END
            WHEN c.target <> b.target_rencana THEN 'persen_progres'
            ELSE 'jumlah'
        END AS satuan_realisasi,
        -- FALSE: the numbers that are delivered beside each other contradict the formula of their columns; money goes with its own pagu
        coalesce(c.capaian_persen IN (c.realisasi, 120) OR abs(
            CAST(c.capaian_persen AS DOUBLE) - 100.0 * CAST(c.realisasi AS DOUBLE) / nullif(CAST(b.target_sd_periode AS DOUBLE), 0)
        ) <= 0.02 + 0.0002 * abs(CAST(c.capaian_persen AS DOUBLE)), TRUE)
        AND coalesce(abs(
            CAST(e.input_persen AS DOUBLE) - 100.0 * CAST(e.realisasi_rp AS DOUBLE) / nullif(CAST(e.pagu_rp AS DOUBLE), 0)
        ) <= 0.011, TRUE)
        AND (
            b.periode IS DISTINCT FROM 'TAHUNAN' OR b.satuan_target_sd_periode IS DISTINCT FROM b.satuan
            OR coalesce(b.target_tahunan = b.target_sd_periode, TRUE)
        ) AS sepakat,
        list_concat(
            CASE WHEN b.upt_id IS NULL THEN ['kantor_tidak_dikenal'] ELSE [] END,
            CASE WHEN b.tahun IS NULL THEN ['tahun_tidak_dikenal'] ELSE [] END,
            CASE WHEN b.indikator_id IS NOT NULL AND i.indikator_id IS NULL THEN ['nama_terbuka'] ELSE [] END,
            -- a person who accepts the result and its achievement has seen what the other tables print
            CASE WHEN coalesce(len(c.tabel_berbeda), 0) = 0 OR (x.realisasi = 'diterima' AND coalesce(x.capaian_persen, 'diterima') = 'diterima')
                THEN [] ELSE ['tabel_berbeda'] END,
            -- a report that prints what was agreed at first prints what replaced it too: that was not read
            CASE WHEN b.digantikan THEN ['versi_semula'] ELSE [] END,
            CASE WHEN coalesce(c.bukti, '') = 'gagal' THEN ['realisasi: gagal'] ELSE [] END
        ) AS ragu_sendiri,
        b.doc_id, b.baris, b.pemilik, b.urutan_periode, c.kunci AS kunci_realisasi,
        b.anggaran_doc_id, c.doc_id AS doc_id_realisasi, e.doc_id AS doc_id_keuangan, e.baris AS baris_keuangan, row_number() OVER () AS nomor
    FROM semua b
    -- all offices are of the first agency
    LEFT JOIN _ref_instansi k ON k.urutan = 1
    -- one name twice in a RAPK: the report cannot say which it means, so only the first has the result
    LEFT JOIN capaian_sendiri c ON b.urutan_nama = 1 AND c.kunci IS NOT DISTINCT FROM b.kunci AND c.pemilik = b.pemilik
        AND c.tahun = b.tahun AND c.periode IS NOT DISTINCT FROM b.periode
    LEFT JOIN _efisiensi_berlaku e ON b.urutan_nama = 1 AND e.kunci = b.kunci AND e.upt_id = b.upt_id AND e.tahun = b.tahun
        AND e.periode IS NOT DISTINCT FROM b.periode
    LEFT JOIN dokumen de ON de.doc_id = e.doc_id
    LEFT JOIN dim_indikator i ON i.indikator_id = b.indikator_id AND i.asal <> 'sementara'
    LEFT JOIN _bukti_baris x ON x.tabel = c.sumber AND x.doc_id = c.doc_id AND x.baris = c.baris AND x.bagian = c.bagian
    LEFT JOIN _bukti_baris xe ON xe.tabel = 'efisiensi' AND xe.doc_id = e.doc_id AND xe.baris = e.baris AND xe.bagian = e.bagian
),
ragu_baris AS (
    -- joined by these keys alone, not each to the wide rows
    SELECT b.nomor, flatten(list(r.alasan)) AS alasan
    FROM (
        SELECT nomor, unnest([
            struct_pack(perihal := 'target', kunci := target_id, baris := 0),
            struct_pack(perihal := 'target', kunci := target_id_anggaran, baris := 0),
            struct_pack(perihal := 'capaian', kunci := doc_id_realisasi, baris := baris_realisasi),
            struct_pack(perihal := 'efisiensi', kunci := doc_id_keuangan, baris := baris_keuangan),
            struct_pack(perihal := 'dokumen', kunci := doc_id, baris := 0),
            struct_pack(perihal := 'dokumen', kunci := anggaran_doc_id, baris := 0),
            struct_pack(perihal := 'dokumen', kunci := doc_id_realisasi, baris := 0),
            struct_pack(perihal := 'hitungan', kunci := doc_id, baris := 0),
            struct_pack(perihal := 'terbuka', kunci := doc_id, baris := baris),
            struct_pack(perihal := 'terbuka', kunci := doc_id_realisasi, baris := baris_realisasi),
            struct_pack(perihal := 'terbuka', kunci := doc_id_keuangan, baris := baris_keuangan)
        ], recursive := true)
        FROM gabungan
    ) b
    JOIN alasan_ragu r USING (perihal, kunci, baris)
    GROUP BY b.nomor
),
dengan_bukti AS (
    -- a number without a row of its own in bukti is proved by nothing
    SELECT
        * REPLACE (
            CASE WHEN target_tahunan IS NOT NULL THEN coalesce(bukti_target, 'tak_terbukti') END AS bukti_target,
            CASE WHEN target_sd_periode IS NOT NULL THEN coalesce(bukti_target_sd_periode, 'tak_terbukti') END AS bukti_target_sd_periode,
            CASE WHEN pembilang IS NOT NULL THEN coalesce(bukti_pembilang, 'tak_terbukti') END AS bukti_pembilang,
            CASE WHEN penyebut IS NOT NULL THEN coalesce(bukti_penyebut, 'tak_terbukti') END AS bukti_penyebut,
            CASE WHEN realisasi_sd_periode IS NOT NULL THEN coalesce(bukti_realisasi, 'tak_terbukti') END AS bukti_realisasi,
            CASE WHEN capaian_persen_periode IS NOT NULL THEN coalesce(bukti_capaian, 'tak_terbukti') END AS bukti_capaian,
            CASE WHEN capaian_penyesuaian_persen IS NOT NULL THEN coalesce(bukti_capaian_penyesuaian, 'tak_terbukti') END AS bukti_capaian_penyesuaian,
            CASE WHEN alokasi_rp IS NOT NULL THEN coalesce(bukti_alokasi, 'tak_terbukti') END AS bukti_alokasi,
            CASE WHEN realisasi_rp IS NOT NULL THEN coalesce(bukti_realisasi_rp, 'tak_terbukti') END AS bukti_realisasi_rp,
            CASE WHEN realisasi_keuangan_persen IS NOT NULL THEN coalesce(bukti_realisasi_keuangan_persen, 'tak_terbukti') END AS bukti_realisasi_keuangan_persen
        ),
        list_sort(list_distinct(list_concat(g.ragu_sendiri, r.alasan))) AS ragu
    FROM gabungan g
    LEFT JOIN ragu_baris r USING (nomor)
),
dinilai AS (
    SELECT
        *,
        CASE
            WHEN capaian_persen_tahunan IS NULL THEN NULL
            WHEN periode = 'TAHUNAN' THEN bukti_capaian
            WHEN 'berselisih' IN (bukti_realisasi, bukti_target) THEN 'berselisih'
            WHEN 'tak_terbukti' IN (bukti_realisasi, bukti_target) THEN 'tak_terbukti'
            WHEN 'diterima' IN (bukti_realisasi, bukti_target) THEN 'diterima'
            ELSE 'terbukti'
        END AS bukti_capaian_tahunan
    FROM dengan_bukti
),
berbukti AS (
    SELECT
        *,
        [
            concat('target: ', bukti_target), concat('target_sd_periode: ', bukti_target_sd_periode), concat('pembilang: ', bukti_pembilang),
            concat('penyebut: ', bukti_penyebut), concat('realisasi: ', bukti_realisasi), concat('capaian: ', bukti_capaian),
            concat('capaian_tahunan: ', bukti_capaian_tahunan), concat('capaian_penyesuaian: ', bukti_capaian_penyesuaian),
            concat('alokasi: ', bukti_alokasi), concat('realisasi_rp: ', bukti_realisasi_rp),
            concat('realisasi_keuangan_persen: ', bukti_realisasi_keuangan_persen)
        ] AS bukti_angka
    FROM dinilai
),
diputuskan AS (
    SELECT
        *,
        list_sort(list_distinct(list_concat(
            ragu, [CASE WHEN NOT sepakat THEN 'rumus: berselisih' END], list_filter(bukti_angka, lambda kata: ends_with(kata, ': berselisih'))
        ))) AS dibantah,
        list_filter(bukti_angka, lambda kata: ends_with(kata, ': tak_terbukti')) AS belum,
        coalesce(bukti_target, bukti_target_sd_periode, bukti_pembilang, bukti_penyebut, bukti_realisasi, bukti_capaian, bukti_capaian_tahunan, bukti_capaian_penyesuaian, bukti_alokasi, bukti_realisasi_rp, bukti_realisasi_keuangan_persen) IS NOT NULL AS ada_angka
    FROM berbukti
)
SELECT
    tahun, periode, kode_kl, nama_kl, kode_satker, upt_id, nama_upt, level, provinsi, no_sasaran, sasaran, no_indikator, indikator_id,
    indikator, indikator_dokumen, satuan, target_tahunan, target_sd_periode, satuan_target_sd_periode, pembilang, penyebut,
    realisasi_sd_periode, capaian_persen_periode, capaian_persen_tahunan, capaian_penyesuaian_persen, kriteria, alokasi_rp, realisasi_rp,
    realisasi_keuangan_persen, kendala, tindak_lanjut, CASE WHEN len(dibantah) = 0 THEN 'lengkap' ELSE 'perlu_tinjau' END AS status_data,
    dokumen, halaman, line, dokumen_realisasi, halaman_realisasi, line_realisasi, target_id,
    len(dibantah) = 0 AND len(belum) = 0 AND ada_angka AS terbukti,
    nullif(array_to_string(list_concat(dibantah, list_sort(belum)), '|'), '') AS alasan, target_id_anggaran, baris, baris_realisasi, satuan_realisasi,
    bukti_target, bukti_target_sd_periode, bukti_pembilang, bukti_penyebut, bukti_realisasi, bukti_capaian, bukti_capaian_tahunan,
    bukti_capaian_penyesuaian, bukti_alokasi, bukti_realisasi_rp, bukti_realisasi_keuangan_persen,
    tempat_target.dokumen AS dokumen_target, tempat_target.halaman AS halaman_target, tempat_target.line AS line_target,
    tempat_alokasi.dokumen AS dokumen_alokasi, tempat_alokasi.halaman AS halaman_alokasi, tempat_alokasi.line AS line_alokasi,
    dokumen_keuangan, halaman_keuangan, line_keuangan,
    doc_id, pemilik, urutan_periode, kunci_realisasi
FROM diputuskan;
