-- Satu baris satu rincian output (RO), kantor, tahun, dan bulan, untuk diisikan ke sistem pemantauan: anggaran setahun dari RAPK yang
-- berlaku, volume dari laporan kinerja kantor itu sendiri. RO yang volumenya belum dilaporkan punya satu baris tanpa bulan. alokasi_rp
-- adalah anggaran setahun dan berulang pada setiap bulan: jangan dijumlahkan antarbulan. Dokumen nasional (PUSAT) ikut: saring kolom level
-- sebelum menjumlahkan. Kosong berarti tidak diketahui, bukan 0.
-- kolom tahun: tahun kinerja
-- kolom bulan: bulan 1 sampai 12; kosong bila volumenya belum dilaporkan
-- kolom kode_kl: kode kementerian/lembaga: 063
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom kode_lengkap: kode utuh dengan titik, misalnya DR.3165.QIA.005; bagian yang tidak tercetak dilewati
-- kolom nama_ro: nama RO seperti tercetak
-- kolom target_volume_tahunan: target volume setahun
-- kolom target_volume_bulan: target volume bulan itu saja, tidak kumulatif
-- kolom realisasi_volume_bulan: realisasi volume bulan itu saja, tidak kumulatif
-- kolom realisasi_volume_sd: jumlah realisasi dari Januari sampai bulan itu; kosong bila salah satu bulannya belum dilaporkan
-- kolom progres_persen: kemajuan pekerjaan; tidak ada di dokumen, diisi pelapor
-- kolom alokasi_rp: anggaran RO setahun, rupiah penuh: jumlah baris komponennya; pada dokumen nasional jumlah kontribusinya
-- kolom realisasi_rp: realisasi anggaran RO; tidak ada di dokumen, diisi pelapor
-- kolom realisasi_persen: realisasi_rp dalam persen dari alokasi_rp; diisi pelapor
-- kolom status_data: lengkap bila tidak ada yang perlu ditinjau pada baris-baris RO itu; selain itu perlu_tinjau
-- kolom dokumen: nama berkas rencana di folder inbox; laporan bila RO hanya ada di laporan
-- kolom halaman: halaman PDF pertama yang memuat RO ini; kosong untuk dump teks
-- kolom line: baris dump teks pertama yang memuat RO ini; kosong untuk PDF
-- kolom dokumen_realisasi: nama berkas laporan yang volumenya dipakai; kosong bila belum dilaporkan
-- kolom halaman_realisasi: halaman PDF volumenya; kosong untuk dump teks
-- kolom line_realisasi: baris dump teks volumenya; kosong untuk PDF
-- kolom bukti_alokasi: bukti alokasi_rp (lihat tabel bukti): terbukti bila dokumennya utuh dan semua baris RO itu terbukti; kosong bila angkanya kosong
-- kolom bukti_volume: bukti volume baris itu: yang terlemah dari target_volume_tahunan, target_volume_bulan, realisasi_volume_bulan
-- kolom terbukti: benar bila status_data lengkap dan semua angka baris itu terbukti atau diterima
-- kolom alasan: mengapa belum terbukti: bendera dan pemeriksaan, dipisah |; kosong bila terbukti
-- kolom baris: baris pertama yang memuat RO ini di dalam dokumen
-- kolom baris_realisasi: baris volumenya di dalam dokumen_realisasi
-- kolom alokasi_per_satuan_rp: alokasi_rp dibagi target_volume_tahunan, rupiah; kosong bila salah satunya tidak diketahui
CREATE VIEW v_bappenas_ro AS
SELECT
    * EXCLUDE (doc_id), TRY_CAST(CAST(alokasi_rp AS DOUBLE) / nullif(CAST(target_volume_tahunan AS DOUBLE), 0) AS DECIMAL(18, 2)) AS alokasi_per_satuan_rp
FROM _bappenas_ro
ORDER BY tahun, upt_id NULLS LAST, dokumen, kode_program NULLS LAST, kode_kegiatan, kode_kro, kode_ro, nama_ro, bulan;
