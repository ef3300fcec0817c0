-- Tampilan bantu. Satu baris satu temuan yang menunggu orang; dasar v_perlu_tinjau dan status_data v_bappenas, lihat _temuan_semua.
-- Temuan yang diterima orang (data/review/temuan.csv) bukan temuan lagi, selama isinya tidak berubah; begitu pula bendera yang dijawab
-- dengan koreksi angka (data/review/koreksi.csv). Pemeriksaan yang tetap gagal setelah koreksi tetap menjadi temuan.
-- kolom berat: 5 paling berat sampai 1 ringan
-- kolom sumber: cek, target, target_bulanan, kontribusi_ro, $daftar_hasil, indikator (nama yang terbuka)
-- kolom tentang: tabel fakta yang dimaksud doc_id dan baris; tabel bila tentang tabel_no itu; dokumen bila tentang seluruh berkas
-- kolom target_id: indikatornya; kosong bila bukan tentang satu indikator
-- kolom kunci: nama indikator, kode RO, jenis belanja, kantor, atau bulan
-- kolom alasan: aturan dan hasilnya, atau bendera dipisah |
-- kolom penjelasan: apa yang terjadi
-- kolom anjuran: apa yang sebaiknya diperiksa
-- kolom per_tabel: benar bila temuannya tentang seluruh tabel, bukan tentang baris itu
-- kolom kode: kode tiap kalimat penjelasan, menurut urutannya; pada bendera nama benderanya
-- kolom isi: isi tiap kalimat penjelasan sebagai JSON: nilai yang disebutnya, menurut namanya
-- kolom temuan_id: sidik isi temuan; berubah bila angkanya atau tempatnya berubah
-- kolom cek_id: pemeriksaannya; kosong bila bukan tentang pemeriksaan
-- kolom sidik: sidik angka tabelnya, bila tentang tabel yang belum terbukti
CREATE VIEW _temuan AS
SELECT *
FROM _temuan_semua
WHERE temuan_id NOT IN (SELECT temuan_id FROM _ref_tinjauan WHERE keputusan = 'terima')
    -- a flag is answered by a correction of its row; a check has to hold, and of a table one row is corrected, not all
    AND (sumber = 'cek' OR per_tabel OR temuan_id NOT IN (SELECT temuan_id FROM _ref_tinjauan WHERE keputusan = 'koreksi'));
