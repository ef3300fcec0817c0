-- Tabel bantu. Satu baris satu baris tabel tercetak yang memuat angka yang tidak ditempatkan di mana pun (sel.nasib terbuka).
-- diperbarui: dokumen
-- kolom tabel_no: tabel yang memuat baris itu
-- kolom baris: urutan baris di dalam dokumen
CREATE TABLE _baris_terbuka AS
SELECT DISTINCT doc_id, tabel_no, baris FROM sel WHERE nasib = 'terbuka';
