-- Baris anggaran_program dikenali menurut kode, nama, dan periode.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, concat_ws(' ', kode, nama) AS indikator, periode AS butir,
    * EXCLUDE (doc_id, kode, nama, periode)
FROM asal.anggaran_program
