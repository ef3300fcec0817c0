-- Tampilan bantu. Satu baris satu dokumen yang utuh menurut buktinya sendiri (pemeriksaan dokumen_utuh); yang tidak diperiksa tidak termasuk.
CREATE VIEW _dokumen_utuh AS
SELECT doc_id FROM cek WHERE aturan = 'dokumen_utuh' GROUP BY doc_id HAVING bool_and(status = 'lolos');
