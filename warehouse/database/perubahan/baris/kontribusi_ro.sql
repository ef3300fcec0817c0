-- Baris RO dikenali menurut namanya, kodenya, dan indikator pemiliknya.
SELECT
    k.doc_id, k.baris AS baris_ke, row_number() OVER (PARTITION BY k.doc_id, k.baris ORDER BY k.rowid) AS bagian_ke, k.halaman AS di_halaman, k.line AS di_line, coalesce(k.nama_ro, k.nama_komponen) AS indikator,
    concat_ws(' ', k.tabel, k.versi, concat_ws('.', k.kode_kegiatan, k.kode_kro, k.kode_ro, k.kode_komponen, k.kode_subkomponen), t.indikator_raw)
        AS butir,
    k.* EXCLUDE (doc_id, nama_ro, kode_kegiatan, kode_kro, kode_ro, kode_komponen, kode_subkomponen)
FROM asal.kontribusi_ro k LEFT JOIN asal.target t ON t.target_id = k.target_id
