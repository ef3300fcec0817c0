-- Baris serapan dikenali menurut jenis belanja dan periode.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, jenis_belanja AS indikator, periode AS butir,
    * EXCLUDE (doc_id, jenis_belanja, periode)
FROM asal.serapan
