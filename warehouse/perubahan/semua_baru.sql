-- Satu baris satu dokumen: sebelumnya belum ada gudang data. $1: waktu run mulai.
INSERT INTO perubahan BY NAME
SELECT CAST($1 AS TIMESTAMP) AS run, 'baru' AS perubahan, nama_berkas, doc_id AS doc_id_baru, upt_id, tahun FROM dokumen ORDER BY nama_berkas;
