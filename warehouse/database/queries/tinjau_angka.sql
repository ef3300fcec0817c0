-- The numbers that a finding of document $1 may be about, where they stand and what they are called: target $2 with its months and RO lines,
-- or all that its printed row $3 gives; all budgets where its rule $4 adds up the document; a budget line wherever it is printed; all of
-- table $5. With the proof of each.
WITH garis AS (
    SELECT
        *, row_number() OVER (PARTITION BY baris ORDER BY rowid) AS bagian,
        concat_ws('.', kode_kegiatan, kode_kro, kode_ro, kode_komponen, kode_subkomponen) AS kode
    FROM kontribusi_ro WHERE doc_id = $1
),
semua AS (
    SELECT
        1 AS urutan, 'target' AS tabel, baris, 1 AS bagian, unnest(['target_tahunan', 'anggaran_rp']) AS kolom, indikator_raw AS nama,
        CAST(unnest([CAST(target_tahunan AS DECIMAL(24, 6)), CAST(anggaran_rp AS DECIMAL(24, 6))]) AS DECIMAL(24, 6)) AS nilai
    FROM target
    WHERE doc_id = $1 AND (target_id = $2 OR ($2 IS NULL AND baris = $3) OR ($4 IN ('total_dokumen', 'sub_jumlah') AND tabel = 'RAPK') OR tabel_no = $5)
    UNION ALL
    SELECT 2, 'target_bulanan', baris, bulan, 'nilai', concat('bulan ', bulan), CAST(nilai AS DECIMAL(24, 6))
    FROM target_bulanan WHERE doc_id = $1 AND (target_id = $2 OR tabel_no = $5)
    UNION ALL
    SELECT
        3, 'kontribusi_ro', baris, bagian, unnest(['anggaran_rp', 'kontribusi_rp']), kode,
        CAST(unnest([CAST(anggaran_rp AS DECIMAL(24, 6)), CAST(kontribusi_rp AS DECIMAL(24, 6))]) AS DECIMAL(24, 6))
    FROM garis
    WHERE target_id = $2 OR kode IN (SELECT kode FROM garis WHERE baris = $3) OR tabel_no = $5
    UNION ALL
    -- tiap tabel hasil:
    SELECT $urutan + 1, '$tabel', baris, bagian, unnest([$kolom]), $sebutan, CAST(unnest([$nilai]) AS DECIMAL(24, 6))
    FROM (SELECT *, row_number() OVER (PARTITION BY baris ORDER BY rowid) AS bagian FROM $tabel WHERE doc_id = $1)
    WHERE baris = $3 OR tabel_no = $5
    -- sampai sini
    UNION ALL
    SELECT 100, 'dokumen', c.baris, 1, 'total_anggaran_rp', 'total dokumen', CAST(d.total_anggaran_rp AS DECIMAL(24, 6))
    FROM cek c JOIN dokumen d USING (doc_id) WHERE c.doc_id = $1 AND c.aturan = 'total_dokumen' AND $4 = 'total_dokumen'
)
SELECT DISTINCT s.urutan, s.tabel, s.baris, s.bagian, s.kolom, s.nama, s.nilai, b.status
FROM semua s
LEFT JOIN bukti b ON b.doc_id = $1 AND b.tabel = s.tabel AND b.baris = s.baris AND b.bagian = s.bagian AND b.kolom = s.kolom
