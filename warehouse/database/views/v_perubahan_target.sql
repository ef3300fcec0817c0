-- Satu baris satu indikator dan pasangan versi: target dan anggaran semula di samping target dan anggaran menjadi.
-- Pasangan: tabel AWAL dan REVISI di satu dokumen; dan satu dokumen dengan dokumen sebelumnya (tanggal lebih awal) dari kantor, tahun, dan
-- jenis tabel yang sama (RAPK dengan RAPK, PK dengan PK), rencana dengan rencana dan laporan dengan laporan: versi terakhir dokumen lama dengan versi pertama dokumen baru. Dokumen tanpa
-- tanggal tidak dipasangkan dengan dokumen lain. Indikator dipasangkan menurut indikator_id, atau nama tercetak selama itu kosong:
-- nama yang diganti muncul sebagai dihapus dan baru. Sel kosong yang menjadi terisi (atau sebaliknya) dihitung berubah.
-- Nilai dalam satuan indikator, rupiah penuh.
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom tabel: RAPK atau PK
-- kolom indikator: nama indikator seperti tercetak pada versi baru; versi lama bila dihapus
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom satuan: persen indeks nilai jumlah
-- kolom status: sama, berubah (target, anggaran, atau salah satu bulan), baru, dihapus
-- kolom target_tahunan_lama: target setahun semula
-- kolom target_tahunan_baru: target setahun menjadi
-- kolom selisih_target: target baru dikurangi target lama
-- kolom anggaran_lama_rp: anggaran indikator semula, rupiah penuh
-- kolom anggaran_baru_rp: anggaran indikator menjadi, rupiah penuh
-- kolom selisih_anggaran_rp: anggaran baru dikurangi anggaran lama, rupiah penuh
-- kolom bulan_berubah: bulan yang targetnya berganti, misalnya B07: 60 → 65; kosong berarti sel itu kosong
-- kolom versi_lama: AWAL, REVISI; kosong bila dokumen lama hanya memuat satu versi
-- kolom versi_baru: AWAL, REVISI; kosong bila dokumen baru hanya memuat satu versi
-- kolom tanggal_lama: tanggal dokumen lama
-- kolom tanggal_baru: tanggal dokumen baru
-- kolom doc_id_lama: dokumen lama
-- kolom doc_id_baru: dokumen baru; sama dengan doc_id_lama bila AWAL dan REVISI di satu dokumen
-- kolom nama_berkas_lama: berkas lama
-- kolom nama_berkas_baru: berkas baru
-- kolom target_id_lama: baris target lama; kosong bila indikatornya baru
-- kolom target_id_baru: baris target baru; kosong bila indikatornya dihapus
-- kolom halaman_lama: halaman PDF target lama; kosong untuk dump teks
-- kolom halaman_baru: halaman PDF target baru; kosong untuk dump teks
-- kolom line_lama: baris dump teks target lama; kosong untuk PDF
-- kolom line_baru: baris dump teks target baru; kosong untuk PDF
-- kolom bukti_target_lama: bukti target_tahunan_lama (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_target_baru: bukti target_tahunan_baru (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_anggaran_lama: bukti anggaran_lama_rp (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_anggaran_baru: bukti anggaran_baru_rp (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_perubahan_target AS
SELECT * EXCLUDE (doc_id, baris_lama, baris_baru)
FROM _perubahan_target
ORDER BY
    tahun, upt_id NULLS LAST, tabel, tanggal_baru NULLS LAST, doc_id_baru, doc_id_lama, versi_lama NULLS FIRST,
    versi_baru NULLS FIRST, baris_baru NULLS LAST, baris_lama, target_id_baru, target_id_lama;
