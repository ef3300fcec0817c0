-- Baris dokumen: hanya satu. Kode dan isi pesannya berubah bersama pesan itu.
SELECT
    doc_id, 0 AS baris_ke, 1 AS bagian_ke, NULL AS di_halaman, NULL AS di_line, NULL AS indikator, NULL AS butir,
    * EXCLUDE (doc_id, kode, isi)
FROM asal.dokumen
