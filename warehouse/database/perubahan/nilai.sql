-- Satu baris satu nilai satu tabel, dari dokumen yang dibandingkan. Dijalankan untuk tiap tabel dan tiap sisi: ke adalah nilai_lama atau
-- nilai_baru, sisi doc_id_lama atau doc_id_baru, baris isi baris/<tabel>.sql, petak {kolom: nilai} kolom yang dibandingkan.
INSERT INTO $ke
WITH bernomor AS (
    SELECT
        p.pasangan, b.indikator, b.butir, row_number() OVER (PARTITION BY p.pasangan, b.indikator, b.butir ORDER BY b.baris_ke) AS urutan,
        b.baris_ke AS baris, b.bagian_ke AS bagian, b.di_halaman AS halaman, b.di_line AS line, $petak AS nilai
    FROM ($baris) b JOIN pasangan p ON p.$sisi = b.doc_id AND p.banding
)
SELECT pasangan, '$tabel', indikator, butir, urutan, baris, bagian, halaman, line, isi.key AS kolom,
    CASE WHEN regexp_full_match(isi.value, '-?\d+\.\d+') THEN rtrim(rtrim(isi.value, '0'), '.') ELSE isi.value END AS nilai
FROM (SELECT * EXCLUDE nilai, unnest(map_entries(nilai)) AS isi FROM bernomor)
WHERE isi.value IS NOT NULL
