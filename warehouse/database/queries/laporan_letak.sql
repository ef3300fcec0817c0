-- The boxes (x0, top, x1, bottom) on page $2 of document $1: of the head of table $4 where it stands on that page, of the row $3, and of the cell
-- that its achievement, else its result, was read from. A cell that spans many rows (the sasaran) is no cell of the row alone.
WITH sel_halaman AS (
    SELECT tabel_no, baris, nasib, tujuan, least(bbox[1], bbox[3]) AS x0, least(bbox[2], bbox[4]) AS atas, greatest(bbox[1], bbox[3]) AS x1,
        greatest(bbox[2], bbox[4]) AS bawah
    FROM sel
    WHERE doc_id = $1 AND halaman = $2 AND bbox IS NOT NULL
),
baris_ini AS (
    SELECT * FROM sel_halaman WHERE baris = $3
    QUALIFY bawah - atas <= 1.3 * min(bawah - atas) OVER ()
),
kepala AS (
    SELECT * FROM sel_halaman WHERE tabel_no = $4 AND nasib = 'judul' AND baris < $3
),
angka AS (
    SELECT x0, atas, x1, bawah FROM sel_halaman
    WHERE baris = $3 AND regexp_matches(array_to_string(tujuan, ' '), '\.(capaian_persen|realisasi)#')
    ORDER BY NOT contains(array_to_string(tujuan, ' '), '.capaian_persen#'), x0
    LIMIT 1
)
SELECT
    (SELECT [min(x0), min(atas), max(x1), max(bawah)] FROM kepala HAVING count(*) > 0),
    (SELECT [min(x0), min(atas), max(x1), max(bawah)] FROM baris_ini HAVING count(*) > 0),
    (SELECT [x0, atas, x1, bawah] FROM angka)
