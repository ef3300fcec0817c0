-- One row a document: what it prints as its total, what the export took from it, and whether the two tie. What is exported stands in the
-- temporary tables indikator_ekspor and ro_ekspor, rows of v_bappenas and v_bappenas_ro.
WITH indikator AS (
    -- the yearly amount stands in every period's row, and is of the document that prints it
    SELECT
        dokumen, CASE WHEN count(*) = count(alokasi_rp) THEN sum(alokasi_rp) END AS alokasi_rp,
        sum(alokasi_rp) FILTER (bukti_alokasi IN ('terbukti', 'diterima')) AS alokasi_terbukti_rp,
        sum(alokasi_rp) FILTER (bukti_alokasi NOT IN ('terbukti', 'diterima')) AS alokasi_ragu_rp
    FROM (
        SELECT DISTINCT
            coalesce(dokumen_alokasi, dokumen) AS dokumen, alokasi_rp, bukti_alokasi, CASE WHEN alokasi_rp IS NOT NULL THEN target_id_anggaran END AS baris,
            CASE WHEN alokasi_rp IS NULL THEN concat_ws('|', upt_id, tahun, indikator_id, indikator_dokumen, no_sasaran, no_indikator) END AS nama
        FROM indikator_ekspor
    )
    GROUP BY dokumen
),
ro AS (
    -- the yearly amount stands in every month's row
    SELECT
        dokumen, CASE WHEN count(*) = count(alokasi_rp) THEN sum(alokasi_rp) END AS alokasi_rp,
        sum(alokasi_rp) FILTER (bukti_alokasi IN ('terbukti', 'diterima')) AS alokasi_terbukti_rp,
        sum(alokasi_rp) FILTER (bukti_alokasi NOT IN ('terbukti', 'diterima')) AS alokasi_ragu_rp
    FROM (SELECT DISTINCT dokumen, upt_id, tahun, kode_lengkap, nama_ro, alokasi_rp, bukti_alokasi FROM ro_ekspor)
    GROUP BY dokumen
),
baris AS (
    SELECT
        dokumen, count(*) FILTER (terbukti) AS terbukti, count(*) FILTER (NOT terbukti AND status_data = 'lengkap') AS belum,
        count(*) FILTER (status_data <> 'lengkap') AS ditinjau
    FROM (SELECT dokumen, terbukti, status_data FROM indikator_ekspor UNION ALL SELECT dokumen, terbukti, status_data FROM ro_ekspor)
    GROUP BY dokumen
),
hasil AS (
    -- reports whose results stand beside the plan of another document
    SELECT DISTINCT dokumen
    FROM (
        SELECT unnest([dokumen_realisasi, dokumen_keuangan]) AS dokumen FROM indikator_ekspor
        UNION ALL
        SELECT dokumen_realisasi FROM ro_ekspor
    )
)
SELECT
    d.nama_berkas AS dokumen, d.jenis, d.upt_id, u.level, d.tahun, d.total_anggaran_rp AS total_tercetak_rp,
    CAST(i.alokasi_rp AS DECIMAL(18, 2)) AS alokasi_indikator_rp,
    CAST(i.alokasi_rp AS DECIMAL(18, 2)) - d.total_anggaran_rp AS selisih_indikator_rp,
    CAST(r.alokasi_rp AS DECIMAL(18, 2)) AS alokasi_ro_rp,
    CAST(r.alokasi_rp AS DECIMAL(18, 2)) - d.total_anggaran_rp AS selisih_ro_rp,
    CAST(i.alokasi_terbukti_rp AS DECIMAL(18, 2)) AS alokasi_indikator_terbukti_rp,
    CAST(i.alokasi_ragu_rp AS DECIMAL(18, 2)) AS alokasi_indikator_belum_terbukti_rp,
    CAST(r.alokasi_terbukti_rp AS DECIMAL(18, 2)) AS alokasi_ro_terbukti_rp,
    CAST(r.alokasi_ragu_rp AS DECIMAL(18, 2)) AS alokasi_ro_belum_terbukti_rp,
    coalesce(b.terbukti, 0) AS baris_terbukti, coalesce(b.belum, 0) AS baris_belum_terbukti, coalesce(b.ditinjau, 0) AS baris_perlu_tinjau,
    CASE
        WHEN d.status = 'gagal' THEN 'berkas gagal dibaca'
        WHEN d.jenis IS NULL THEN 'tidak dipakai: bukan RAPK atau laporan kinerja'
        WHEN b.dokumen IS NULL AND h.dokumen IS NOT NULL THEN 'hasilnya dipakai; target dan alokasi dari rencananya'
        WHEN b.dokumen IS NULL AND l.doc_id IS NOT NULL THEN 'tidak dipakai: ada dokumen lain yang berlaku'
        WHEN b.dokumen IS NULL THEN 'tidak dipakai: tidak ada target atau hasil yang terbaca'
        WHEN d.total_anggaran_rp IS NULL THEN 'total tidak tercetak'
        WHEN i.alokasi_rp IS NULL THEN 'alokasi indikator tidak lengkap'
        WHEN i.alokasi_rp <> d.total_anggaran_rp OR coalesce(r.alokasi_rp <> d.total_anggaran_rp, FALSE) THEN 'tidak cocok'
        ELSE 'cocok'
    END AS hasil
FROM dokumen d
-- another document has the figures of this office and year
LEFT JOIN (SELECT DISTINCT x.doc_id FROM dokumen x JOIN _dokumen_berlaku y ON y.upt_id = x.upt_id AND y.tahun = x.tahun AND y.doc_id <> x.doc_id) l
    ON l.doc_id = d.doc_id
LEFT JOIN indikator i ON i.dokumen = d.nama_berkas
LEFT JOIN ro r ON r.dokumen = d.nama_berkas
LEFT JOIN baris b ON b.dokumen = d.nama_berkas
LEFT JOIN hasil h ON h.dokumen = d.nama_berkas
LEFT JOIN _upt_per_tahun u ON u.upt_id = d.upt_id AND u.tahun IS NOT DISTINCT FROM d.tahun
ORDER BY d.nama_berkas
