-- Tampilan bantu. Satu baris satu dokumen yang gagal atau perlu ditinjau dan belum diterima orang (data/review/temuan.csv).
-- kolom kode: kode tiap kalimat pesan, menurut urutannya
-- kolom isi: isi tiap kalimat pesan sebagai JSON
-- kolom temuan_id: sidik isi temuan; berubah bila keterangan dokumennya berubah
CREATE VIEW _dokumen_ragu AS
SELECT doc_id, status, pesan, kode, isi, $temuan_id('|', doc_id, 'dokumen', status, coalesce(pesan, '')) AS temuan_id
FROM dokumen
WHERE status IN ('gagal', 'perlu_tinjau')
    AND (status = 'gagal' OR temuan_id NOT IN (SELECT temuan_id FROM _ref_tinjauan WHERE keputusan = 'terima'));
