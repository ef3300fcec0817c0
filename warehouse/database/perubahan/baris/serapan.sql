-- Baris serapan dikenali menurut jenis belanja dan periode.
SELECT
    doc_id, baris AS baris_ke, halaman AS di_halaman, line AS di_line, jenis_belanja AS indikator, periode AS butir,
    * EXCLUDE (doc_id, jenis_belanja, periode)
FROM asal.serapan
