-- Baris efisiensi dikenali menurut indikator seperti tercetak dan periode.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, indikator_raw AS indikator, periode AS butir,
    * EXCLUDE (doc_id, indikator_raw, periode)
FROM asal.efisiensi
