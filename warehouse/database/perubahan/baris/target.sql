-- Baris target dikenali menurut indikator seperti tercetak, jenis tabel, dan versi.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, indikator_raw AS indikator, concat_ws(' ', tabel, versi) AS butir,
    * EXCLUDE (doc_id, indikator_raw)
FROM asal.target
