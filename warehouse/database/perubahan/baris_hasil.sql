-- Baris tabel hasil dikenali menurut namanya dan periode; tabel yang barisnya perlu lebih dari itu punya berkas sendiri di baris/.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line,
    $nama AS indikator, periode AS butir,
    * EXCLUDE (doc_id, $kolom_nama, periode)
FROM asal.$tabel
