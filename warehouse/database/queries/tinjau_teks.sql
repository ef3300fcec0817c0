-- The texts that a finding of document $1 may be about, and where they stand: target $2 with its RO lines, or the names of its printed row $3.
WITH garis AS (
    SELECT
        *, row_number() OVER (PARTITION BY baris ORDER BY rowid) AS bagian,
        concat_ws('.', kode_kegiatan, kode_kro, kode_ro, kode_komponen, kode_subkomponen) AS kode
    FROM kontribusi_ro WHERE doc_id = $1
),
hasil AS (
    SELECT *, row_number() OVER (PARTITION BY baris ORDER BY rowid) AS bagian FROM capaian WHERE doc_id = $1
),
hemat AS (
    SELECT *, row_number() OVER (PARTITION BY baris ORDER BY rowid) AS bagian FROM efisiensi WHERE doc_id = $1
),
semua AS (
    SELECT
        1 AS urutan, 'target' AS tabel, baris, 1 AS bagian, unnest(['indikator_raw', 'sasaran_raw']) AS kolom,
        unnest([indikator_raw, sasaran_raw]) AS nilai, NULL AS kode
    FROM target WHERE doc_id = $1 AND (target_id = $2 OR ($2 IS NULL AND baris = $3))
    UNION ALL
    SELECT 2, 'kontribusi_ro', baris, bagian, 'nama_ro', nama_ro, kode FROM garis
    WHERE (target_id = $2 OR ($2 IS NULL AND baris = $3)) AND NOT list_contains(bendera, 'ditulis_orang')
    UNION ALL
    SELECT 3, 'capaian', baris, bagian, 'indikator_raw', indikator_raw, NULL FROM hasil WHERE baris = $3
    UNION ALL
    SELECT 4, 'efisiensi', baris, bagian, 'indikator_raw', indikator_raw, NULL FROM hemat WHERE baris = $3
)
SELECT tabel, baris, bagian, kolom, nilai, kode FROM semua ORDER BY urutan, baris, bagian, kolom
