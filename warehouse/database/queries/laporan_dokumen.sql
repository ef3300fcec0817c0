-- All documents, with the office's name of that year.
SELECT d.doc_id, d.nama_berkas, d.jenis, d.upt_id, coalesce(u.nama_upt, d.upt_raw) AS nama_upt, d.tahun, d.periode, d.status, d.pesan, d.kode, d.isi, d.diproses_pada
FROM dokumen d
LEFT JOIN _upt_per_tahun u ON u.upt_id = d.upt_id AND u.tahun IS NOT DISTINCT FROM d.tahun
