-- Bulan dikenali menurut baris target pemiliknya.
SELECT
    b.doc_id, b.baris AS baris_ke, b.bulan AS bagian_ke, b.halaman AS di_halaman, b.line AS di_line, t.indikator_raw AS indikator,
    concat_ws(' ', t.tabel, t.versi, 'B' || lpad(CAST(b.bulan AS VARCHAR), 2, '0')) AS butir,
    -- mentah says the same as nilai
    b.* EXCLUDE (doc_id, bulan, mentah)
FROM asal.target_bulanan b LEFT JOIN asal.target t ON t.target_id = b.target_id
