-- Satu baris satu kantor, tahun, periode, dan sasaran dari laporan kantor itu sendiri; sasaran_id kosong: kantor seluruhnya. PUSAT tidak ikut.
-- Nilai sasaran adalah rata-rata capaian indikatornya yang terukur, sejak 2023 tiap capaian paling tinggi 120; nilai kantor adalah rata-rata
-- nilai sasarannya (dua desimal, seperti tercetak), bukan rata-rata indikatornya. Yang belum diukur bukan 0 dan tidak ikut dihitung. Satu rumus untuk semua kantor:
-- bila dokumennya mencetak nilai lain, keduanya ada di sini.
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom sasaran_id: sasaran, lihat dim_sasaran; kosong: kantor seluruhnya
-- kolom nama_pendek: nama sasaran untuk judul kolom; kosong: kantor seluruhnya
-- kolom nilai: nilai sasaran atau kantor, persen; kosong bila tidak ada yang terukur
-- kolom nilai_tercetak: nilai yang tercetak di dokumennya; kosong bila tidak tercetak
-- kolom kriteria_tercetak: kriteria nilai itu seperti tercetak
-- kolom terendah: capaian terendah di antara indikatornya, persen
-- kolom jumlah_indikator: banyaknya indikator di tabel capaian laporan itu
-- kolom terukur: di antaranya yang capaiannya tercetak
-- kolom di_bawah_target: di antaranya yang capaiannya di bawah 100
-- kolom belum_diukur: di antaranya yang hasilnya kosong, juga yang sel hasilnya tercetak kosong
-- kolom tanpa_target: di antaranya yang hasilnya ada tetapi capaiannya tidak tercetak, karena targetnya belum ditetapkan; terukur,
--   belum_diukur, dan tanpa_target berjumlah jumlah_indikator
-- kolom diragukan: di antaranya yang target, realisasi, atau capaiannya belum terbukti
-- kolom tanpa_sasaran: di antaranya yang sasarannya tidak diketahui, sehingga tidak ikut dalam nilai kantor
CREATE VIEW v_nilai_kantor AS
SELECT *
FROM _nilai_kantor
ORDER BY tahun, periode, upt_id, sasaran_id NULLS FIRST;
