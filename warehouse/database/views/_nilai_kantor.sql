-- Tabel bantu. Isi v_nilai_kantor, tanpa urutan.
-- diperbarui: kantor
CREATE TABLE _nilai_kantor AS
WITH hasil AS MATERIALIZED (
    SELECT * FROM _hasil_laporan
),
urut AS (
    -- a printed value stands below the indicators of its sasaran, or above them where the first value has none above it
    SELECT
        s.doc_id, s.tabel_no, s.baris, s.no_sasaran, s.sasaran_raw, s.nilai, s.kriteria,
        min(s.baris) FILTER (s.no_sasaran IS NOT NULL) OVER (PARTITION BY s.doc_id, s.tabel_no) < min(h.baris) OVER (PARTITION BY s.doc_id, s.tabel_no)
            AS di_atas,
        h.baris AS baris_indikator, h.sasaran_id
    FROM capaian_sasaran s
    JOIN _laporan_sendiri l ON l.doc_id = s.doc_id AND l.tahun = s.tahun AND l.periode = s.periode
    LEFT JOIN hasil h ON h.doc_id = s.doc_id AND h.tabel_no = s.tabel_no
),
sasaran_tercetak AS (
    SELECT doc_id, sasaran_id, nilai, kriteria
    FROM (
        SELECT
            doc_id, tabel_no, baris, nilai, kriteria,
            CASE WHEN any_value(di_atas) THEN arg_min(sasaran_id, baris_indikator) FILTER (baris_indikator > baris)
                ELSE arg_max(sasaran_id, baris_indikator) FILTER (baris_indikator < baris) END AS sasaran_id
        FROM urut
        WHERE no_sasaran IS NOT NULL
        GROUP BY ALL
    )
    WHERE sasaran_id IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY doc_id, sasaran_id ORDER BY tabel_no, baris) = 1
),
kantor_tercetak AS (
    -- the last value of a table that prints several sasaran; means of other tables and of perspectives are none of the office
    SELECT doc_id, nilai, kriteria
    FROM (SELECT DISTINCT doc_id, tabel_no, baris, no_sasaran, sasaran_raw, nilai, kriteria FROM urut)
    QUALIFY no_sasaran IS NULL AND NOT contains(lower(sasaran_raw), 'perspe') AND baris = max(baris) OVER (PARTITION BY doc_id, tabel_no)
        AND count(no_sasaran) OVER (PARTITION BY doc_id, tabel_no) > 1
        AND tabel_no = min(tabel_no) FILTER (no_sasaran IS NOT NULL) OVER (PARTITION BY doc_id)
),
per_sasaran AS (
    SELECT
        tahun, periode, upt_id, any_value(nama_upt) AS nama_upt, any_value(level) AS level, doc_id, any_value(nama_berkas) AS nama_berkas, sasaran_id,
        round(avg(dihitung), 2) AS nilai, min(capaian_persen) AS terendah, count(*) AS jumlah_indikator, count(capaian_persen) AS terukur,
        count(*) FILTER (round(capaian_persen, 2) < 100) AS di_bawah_target, count(*) FILTER (realisasi IS NULL AND capaian_persen IS NULL) AS belum_diukur,
        count(*) FILTER (realisasi IS NOT NULL AND capaian_persen IS NULL) AS tanpa_target, count(*) FILTER (diragukan) AS diragukan
    FROM hasil
    GROUP BY tahun, periode, upt_id, doc_id, sasaran_id
),
per_kantor AS (
    -- a report whose table of achievement could not be read is an edition all the same, without a value
    SELECT
        l.tahun, l.periode, l.upt_id, l.nama_upt, l.level, l.doc_id, l.nama_berkas, avg(p.nilai) FILTER (p.sasaran_id IS NOT NULL) AS nilai,
        min(p.terendah) AS terendah, coalesce(sum(p.jumlah_indikator), 0) AS jumlah_indikator, coalesce(sum(p.terukur), 0) AS terukur,
        coalesce(sum(p.di_bawah_target), 0) AS di_bawah_target, coalesce(sum(p.belum_diukur), 0) AS belum_diukur,
        coalesce(sum(p.tanpa_target), 0) AS tanpa_target, coalesce(sum(p.diragukan), 0) AS diragukan,
        coalesce(sum(p.jumlah_indikator) FILTER (p.sasaran_id IS NULL), 0) AS tanpa_sasaran
    FROM _laporan_sendiri l
    LEFT JOIN per_sasaran p ON p.doc_id = l.doc_id
    GROUP BY ALL
)
SELECT
    tahun, periode, upt_id, nama_upt, level, CAST(NULL AS VARCHAR) AS sasaran_id, CAST(NULL AS VARCHAR) AS nama_pendek,
    CAST(k.nilai AS DECIMAL(18, 6)) AS nilai, t.nilai AS nilai_tercetak, t.kriteria AS kriteria_tercetak, terendah,
    CAST(jumlah_indikator AS INTEGER) AS jumlah_indikator, CAST(terukur AS INTEGER) AS terukur, CAST(di_bawah_target AS INTEGER) AS di_bawah_target,
    CAST(belum_diukur AS INTEGER) AS belum_diukur, CAST(diragukan AS INTEGER) AS diragukan, CAST(tanpa_sasaran AS INTEGER) AS tanpa_sasaran,
    doc_id, nama_berkas, CAST(tanpa_target AS INTEGER) AS tanpa_target
FROM per_kantor k LEFT JOIN kantor_tercetak t USING (doc_id)
UNION ALL
SELECT
    p.tahun, p.periode, p.upt_id, p.nama_upt, p.level, p.sasaran_id, s.nama_pendek, CAST(p.nilai AS DECIMAL(18, 6)), t.nilai, t.kriteria, p.terendah,
    CAST(p.jumlah_indikator AS INTEGER), CAST(p.terukur AS INTEGER), CAST(p.di_bawah_target AS INTEGER), CAST(p.belum_diukur AS INTEGER),
    CAST(p.diragukan AS INTEGER), 0, p.doc_id, p.nama_berkas, CAST(p.tanpa_target AS INTEGER)
FROM per_sasaran p
JOIN dim_sasaran s ON s.sasaran_id = p.sasaran_id
LEFT JOIN sasaran_tercetak t ON t.doc_id = p.doc_id AND t.sasaran_id = p.sasaran_id;
