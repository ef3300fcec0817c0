-- Baris capaian_sasaran dikenali menurut nomor sasaran, namanya, dan periode.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, concat_ws(' ', no_sasaran, sasaran_raw) AS indikator, periode AS butir,
    * EXCLUDE (doc_id, no_sasaran, sasaran_raw, periode)
FROM asal.capaian_sasaran
