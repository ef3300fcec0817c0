-- Satu baris satu indikator, tahun, periode, dan UPT: capaian dan realisasi dibandingkan dengan UPT lain, mediannya, dan angka nasional.
-- Bila tabel CAPAIAN, TREN, RENSTRA, EFISIENSI, BANDING, atau beberapa dokumen berbeda, dipakai angka yang buktinya terbaik: hitungannya
-- lolos, lalu tanpa hitungan, lalu gagal (salah cetak paling akhir); disepakati lebih banyak tabel; CAPAIAN, TREN, RENSTRA, EFISIENSI,
-- BANDING, BANDING kantor lain; dokumen terbaru. Semua angka di satu baris berasal dari satu tempat (doc_id, halaman atau line). Angka sama
-- bila sama sampai dua desimal. Angka yang hanya ada pada EFISIENSI dipakai bila tidak ada yang lain, sebab satuannya kadang lain.
-- Hasil sampai triwulan yang laporan interim bandingkan dengan target setahun tidak dipakai sebagai hasil setahun (ada di tabel capaian).
-- PUSAT tidak ikut peringkat; angka BPOM hanya pembanding.
-- Nilai dalam satuan indikator, persen pada skala 0-100. Kosong berarti tidak tercetak atau tidak terbaca, bukan 0.
-- Indikator dibandingkan menurut indikator_id, bagaimanapun namanya tercetak; nama yang masih terbuka berdiri sendiri (id sementara).
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom skala_sampai: nilai tertinggi skala angka itu; hanya bila indikatornya memakai lebih dari satu skala tahun itu
-- kolom satuan: persen indeks nilai jumlah
-- kolom target: target periode itu; kosong bila tabel yang dipakai hanya mencetak realisasi atau target renstra; bila hanya targetnya salah
--   cetak, target tabel rencana dokumen itu (yang tercetak ada di tabel_berbeda)
-- kolom realisasi: realisasi periode itu
-- kolom capaian_persen: capaian terhadap target periode itu seperti tercetak, persen; terhadap target renstra tidak dipakai
-- kolom capaian_penyesuaian_persen: capaian setelah penyesuaian seperti tercetak, persen
-- kolom kriteria: kriteria seperti tercetak; skalanya berbeda tiap tahun
-- kolom tabel: jenis tabel yang dipakai: CAPAIAN TREN RENSTRA EFISIENSI BANDING
-- kolom bukti: hitungan angka ini: lolos, tak_terbukti (tidak ada hitungan), gagal
-- kolom tabel_sepakat: tabel lain yang mencetak realisasi yang sama: jenis tabel, berkas, halaman; kosong bila hanya satu sumber
-- kolom tabel_berbeda: tabel yang mencetak realisasi lain, atau target atau capaian lain di samping realisasi yang sama, dengan angkanya
-- kolom rank: peringkat menurut capaian_persen, 1 = tertinggi; nilai yang sama berperingkat sama; kosong bila hanya satu kantor
-- kolom jumlah_upt: banyaknya UPT yang punya capaian_persen untuk indikator ini
-- kolom median: median capaian_persen UPT itu
-- kolom selisih_median: capaian_persen dikurangi median
-- kolom median_level: median capaian_persen UPT yang levelnya sama
-- kolom selisih_median_level: capaian_persen dikurangi median_level
-- kolom capaian_nasional: capaian_persen BPOM (upt_id bpom)
-- kolom selisih_nasional: capaian_persen dikurangi capaian_nasional
-- kolom rank_realisasi: peringkat menurut realisasi di antara yang bersatuan dan berskala sama, 1 = tertinggi; kosong bila hanya satu kantor
-- kolom jumlah_upt_realisasi: banyaknya UPT yang punya realisasi bersatuan sama
-- kolom median_realisasi: median realisasi UPT itu
-- kolom selisih_median_realisasi: realisasi dikurangi median_realisasi
-- kolom median_level_realisasi: median realisasi UPT yang levelnya sama
-- kolom selisih_median_level_realisasi: realisasi dikurangi median_level_realisasi
-- kolom realisasi_nasional: realisasi BPOM (upt_id bpom), satuan sama
-- kolom selisih_realisasi_nasional: realisasi dikurangi realisasi_nasional
-- kolom status_dokumen: lengkap, perlu_tinjau
-- kolom alasan_kosong: mengapa hasilnya kosong: belum_diukur, tidak_dilaporkan, tak_terbaca; kosong bila nilainya ada
-- kolom bukti_target: bukti target (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_realisasi: bukti realisasi (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_capaian: bukti capaian_persen (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_capaian_penyesuaian: bukti capaian_penyesuaian_persen (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_capaian_antar_upt AS
WITH pilihan AS (
    SELECT * FROM _capaian_pilihan WHERE cakupan = 'semua'
),
semua AS (
    SELECT kunci, tahun, periode, count(capaian_persen) AS jumlah_upt, CAST(median(capaian_persen) AS DECIMAL(18, 6)) AS median
    FROM pilihan WHERE dibandingkan
    GROUP BY ALL
),
selevel AS (
    SELECT kunci, tahun, periode, level, CAST(median(capaian_persen) AS DECIMAL(18, 6)) AS median_level
    FROM pilihan WHERE dibandingkan
    GROUP BY ALL
),
semua_realisasi AS (
    SELECT
        kunci, tahun, periode, satuan, skala_sampai, count(realisasi) AS jumlah_upt_realisasi,
        CAST(median(realisasi) AS DECIMAL(18, 6)) AS median_realisasi
    FROM pilihan WHERE dibandingkan
    GROUP BY ALL
),
selevel_realisasi AS (
    SELECT kunci, tahun, periode, satuan, skala_sampai, level, CAST(median(realisasi) AS DECIMAL(18, 6)) AS median_level_realisasi
    FROM pilihan WHERE dibandingkan
    GROUP BY ALL
),
nasional AS (
    SELECT kunci, tahun, periode, satuan, skala_sampai, capaian_persen AS capaian_nasional, realisasi AS realisasi_nasional FROM pilihan WHERE nasional
)
SELECT
    p.indikator_id, p.indikator, p.tahun, p.periode, p.upt_id, p.nama_upt, p.level, p.satuan,
    p.target, p.realisasi, p.capaian_persen, p.capaian_penyesuaian_persen, p.kriteria, p.tabel, p.bukti, p.tabel_sepakat, p.tabel_berbeda,
    CASE WHEN p.dibandingkan AND p.capaian_persen IS NOT NULL AND s.jumlah_upt > 1 THEN
        rank() OVER (PARTITION BY p.kunci, p.tahun, p.periode, p.dibandingkan ORDER BY p.capaian_persen DESC NULLS LAST)
    END AS rank,
    s.jumlah_upt, s.median, CAST(p.capaian_persen - s.median AS DECIMAL(18, 6)) AS selisih_median,
    l.median_level, CAST(p.capaian_persen - l.median_level AS DECIMAL(18, 6)) AS selisih_median_level,
    n.capaian_nasional, CAST(p.capaian_persen - n.capaian_nasional AS DECIMAL(18, 6)) AS selisih_nasional,
    CASE WHEN p.dibandingkan AND p.realisasi IS NOT NULL AND sr.jumlah_upt_realisasi > 1 THEN
        rank() OVER (PARTITION BY p.kunci, p.tahun, p.periode, p.satuan, p.skala_sampai, p.dibandingkan ORDER BY p.realisasi DESC NULLS LAST)
    END AS rank_realisasi,
    sr.jumlah_upt_realisasi, sr.median_realisasi, CAST(p.realisasi - sr.median_realisasi AS DECIMAL(18, 6)) AS selisih_median_realisasi,
    lr.median_level_realisasi, CAST(p.realisasi - lr.median_level_realisasi AS DECIMAL(18, 6)) AS selisih_median_level_realisasi,
    CASE WHEN n.satuan IS NOT DISTINCT FROM p.satuan AND n.skala_sampai IS NOT DISTINCT FROM p.skala_sampai THEN n.realisasi_nasional END
        AS realisasi_nasional,
    CASE WHEN n.satuan IS NOT DISTINCT FROM p.satuan AND n.skala_sampai IS NOT DISTINCT FROM p.skala_sampai THEN CAST(p.realisasi - n.realisasi_nasional AS DECIMAL(18, 6)) END
        AS selisih_realisasi_nasional,
    p.nama_indikator, p.skala_sampai, p.bendera, p.status_dokumen, p.doc_id, p.nama_berkas, p.baris, p.halaman, p.line,
    p.alasan_kosong,
    CASE WHEN p.target IS NOT NULL THEN x.target END AS bukti_target, x.realisasi AS bukti_realisasi, x.capaian_persen AS bukti_capaian,
    x.capaian_penyesuaian_persen AS bukti_capaian_penyesuaian
FROM pilihan p
LEFT JOIN _bukti_baris x ON x.tabel = p.sumber AND x.doc_id = p.doc_id AND x.baris = p.baris AND x.bagian = p.bagian
LEFT JOIN semua s ON s.kunci = p.kunci AND s.tahun = p.tahun AND s.periode IS NOT DISTINCT FROM p.periode
LEFT JOIN selevel l ON l.kunci = p.kunci AND l.tahun = p.tahun AND l.periode IS NOT DISTINCT FROM p.periode AND l.level = p.level
LEFT JOIN semua_realisasi sr ON sr.kunci = p.kunci AND sr.tahun = p.tahun AND sr.periode IS NOT DISTINCT FROM p.periode
    AND sr.satuan IS NOT DISTINCT FROM p.satuan AND sr.skala_sampai IS NOT DISTINCT FROM p.skala_sampai
LEFT JOIN selevel_realisasi lr ON lr.kunci = p.kunci AND lr.tahun = p.tahun AND lr.periode IS NOT DISTINCT FROM p.periode
    AND lr.satuan IS NOT DISTINCT FROM p.satuan AND lr.skala_sampai IS NOT DISTINCT FROM p.skala_sampai AND lr.level = p.level
LEFT JOIN nasional n ON n.kunci = p.kunci AND n.tahun = p.tahun AND n.periode IS NOT DISTINCT FROM p.periode
WHERE p.level IS DISTINCT FROM 'PUSAT'
ORDER BY p.tahun, p.periode, p.kunci, rank NULLS LAST, rank_realisasi NULLS LAST, p.upt_id, p.pemilik, p.doc_id, p.baris;
