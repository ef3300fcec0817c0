-- Baris capaian dikenali menurut indikator seperti tercetak, jenis tabel, tahun, periode, dan kantor.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, indikator_raw AS indikator,
    concat_ws(' ', tabel, CAST(tahun AS VARCHAR), periode, coalesce(upt_id, upt_raw)) AS butir,
    * EXCLUDE (doc_id, indikator_raw, tahun, periode, upt_id)
FROM asal.capaian
