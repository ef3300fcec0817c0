-- Satu baris satu indikator, tahun, dan UPT: anggaran indikator dibandingkan dengan UPT lain, dengan mediannya, dan dengan dokumen nasional.
-- Rupiah penuh. Bila ada beberapa dokumen: yang memuat anggaran, RAPK sebelum PK sebelum RKT, dokumen RAPK sebelum laporan, lalu tanggal terbaru. PUSAT tidak ikut
-- peringkat; anggaran nasional adalah jumlah seluruh lembaga, jadi selisihnya lazimnya negatif.
-- Indikator dibandingkan menurut indikator_id, bagaimanapun namanya tercetak; nama yang masih terbuka berdiri sendiri (id sementara).
-- Dokumen yang kantornya tidak dikenali tetap ada dengan upt_id dan rank kosong; anggaran kosong bukan 0.
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom anggaran_rp: anggaran indikator, rupiah penuh
-- kolom rank: peringkat, 1 = anggaran tertinggi; nilai yang sama berperingkat sama; kosong bila hanya satu kantor
-- kolom jumlah_upt: banyaknya UPT yang punya anggaran untuk indikator ini
-- kolom median_rp: median anggaran UPT itu
-- kolom selisih_median_rp: anggaran dikurangi median
-- kolom median_level_rp: median anggaran UPT yang levelnya sama
-- kolom selisih_median_level_rp: anggaran dikurangi median_level_rp
-- kolom anggaran_nasional_rp: anggaran pada dokumen nasional BPOM
-- kolom selisih_nasional_rp: anggaran dikurangi anggaran nasional
-- kolom total_upt_rp: total anggaran dokumen: yang tercetak; bila tidak tercetak, jumlah anggaran indikator; kosong bila salah satunya kosong
-- kolom bagian_persen: anggaran indikator dalam persen dari total_upt_rp
-- kolom status_dokumen: lengkap, perlu_tinjau
-- kolom target_id: kunci baris target, unik di seluruh gudang data
-- kolom bukti_anggaran: bukti anggaran_rp (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_anggaran_antar_upt AS
WITH total AS (
    SELECT
        doc_id, upt_id, tahun,
        -- a sum over an unread budget is unknown, not smaller
        coalesce(any_value(total_anggaran_rp), CASE WHEN count(*) = count(anggaran_rp) THEN sum(anggaran_rp) END) AS total_upt_rp
    FROM _target_berlaku WHERE peran = 'anggaran'
    GROUP BY ALL
),
semua AS (
    SELECT kunci, urutan, tahun, count(anggaran_rp) AS jumlah_upt, CAST(median(anggaran_rp) AS DECIMAL(18, 2)) AS median_rp
    FROM _target_berlaku WHERE peran = 'anggaran' AND dibandingkan
    GROUP BY ALL
),
selevel AS (
    SELECT kunci, urutan, tahun, level, CAST(median(anggaran_rp) AS DECIMAL(18, 2)) AS median_level_rp
    FROM _target_berlaku WHERE peran = 'anggaran' AND dibandingkan
    GROUP BY ALL
),
nasional AS (
    SELECT kunci, urutan, tahun, anggaran_rp AS anggaran_nasional_rp FROM _target_berlaku WHERE peran = 'anggaran' AND nasional
)
SELECT
    b.indikator_id, b.indikator, b.urutan, b.tahun, b.upt_id, b.nama_upt, b.level, b.anggaran_rp,
    CASE WHEN b.dibandingkan AND b.anggaran_rp IS NOT NULL AND s.jumlah_upt > 1 THEN
        rank() OVER (PARTITION BY b.kunci, b.urutan, b.tahun, b.dibandingkan ORDER BY b.anggaran_rp DESC NULLS LAST)
    END AS rank,
    s.jumlah_upt, s.median_rp, CAST(b.anggaran_rp - s.median_rp AS DECIMAL(18, 2)) AS selisih_median_rp,
    l.median_level_rp, CAST(b.anggaran_rp - l.median_level_rp AS DECIMAL(18, 2)) AS selisih_median_level_rp,
    n.anggaran_nasional_rp, CAST(b.anggaran_rp - n.anggaran_nasional_rp AS DECIMAL(18, 2)) AS selisih_nasional_rp,
    CAST(t.total_upt_rp AS DECIMAL(18, 2)) AS total_upt_rp,
    CAST(round(100.0 * CAST(b.anggaran_rp AS DOUBLE) / nullif(CAST(t.total_upt_rp AS DOUBLE), 0), 4) AS DECIMAL(18, 4)) AS bagian_persen,
    b.nama_indikator, b.bendera, b.status_dokumen, b.tabel, b.versi, b.doc_id, b.nama_berkas, b.target_id, b.halaman, b.line,
    x.anggaran_rp AS bukti_anggaran
FROM _target_berlaku b
LEFT JOIN total t ON t.doc_id = b.doc_id AND t.upt_id IS NOT DISTINCT FROM b.upt_id AND t.tahun IS NOT DISTINCT FROM b.tahun
LEFT JOIN semua s ON s.kunci = b.kunci AND s.urutan = b.urutan AND s.tahun = b.tahun
LEFT JOIN selevel l ON l.kunci = b.kunci AND l.urutan = b.urutan AND l.tahun = b.tahun AND l.level = b.level
LEFT JOIN nasional n ON n.kunci = b.kunci AND n.urutan = b.urutan AND n.tahun = b.tahun
LEFT JOIN _bukti_baris x ON x.tabel = 'target' AND x.doc_id = b.doc_id AND x.baris = b.baris AND x.bagian = 1
WHERE b.peran = 'anggaran' AND b.level IS DISTINCT FROM 'PUSAT'
ORDER BY b.tahun, b.kunci, b.urutan, rank NULLS LAST, b.upt_id, b.doc_id, b.baris;
