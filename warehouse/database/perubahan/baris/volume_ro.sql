-- Baris volume RO dikenali menurut nama dan kode RO dan bulan.
SELECT
    doc_id, baris AS baris_ke, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian_ke, halaman AS di_halaman, line AS di_line, nama_ro AS indikator,
    concat_ws(' ', concat_ws('.', kode_kegiatan, kode_kro, kode_ro), 'B' || lpad(CAST(bulan AS VARCHAR), 2, '0')) AS butir,
    * EXCLUDE (doc_id, nama_ro, kode_kegiatan, kode_kro, kode_ro, bulan)
FROM asal.volume_ro
