-- Satu baris satu indikator, tahun, dan UPT: target setahun dibandingkan dengan UPT lain, dengan mediannya, dan dengan dokumen nasional.
-- Nilai dalam satuan indikator; hanya target bersatuan dan berskala sama yang dibandingkan. Bila ada beberapa dokumen: RAPK sebelum PK sebelum RKT,
-- lalu tanggal terbaru, lalu versi REVISI. PUSAT tidak ikut peringkat; dokumen nasional hanya pembanding.
-- Indikator dibandingkan menurut indikator_id, bagaimanapun namanya tercetak; nama yang masih terbuka berdiri sendiri (id sementara).
-- Dokumen yang kantornya tidak dikenali tetap ada dengan upt_id dan rank kosong; target kosong tidak ikut peringkat dan bukan 0.
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom skala_sampai: nilai tertinggi skala angka itu; hanya bila indikatornya memakai lebih dari satu skala tahun itu
-- kolom satuan: persen indeks nilai jumlah
-- kolom rank: peringkat, 1 = target tertinggi; nilai yang sama berperingkat sama; kosong bila hanya satu kantor
-- kolom jumlah_upt: banyaknya UPT yang punya target untuk indikator ini
-- kolom median: median target UPT itu
-- kolom selisih_median: target dikurangi median
-- kolom median_level: median target UPT yang levelnya sama
-- kolom selisih_median_level: target dikurangi median_level
-- kolom target_nasional: target pada dokumen nasional BPOM, satuan sama
-- kolom selisih_nasional: target dikurangi target_nasional
-- kolom status_dokumen: lengkap, perlu_tinjau
-- kolom target_id: kunci baris target, unik di seluruh gudang data
-- kolom bukti_target: bukti target_tahunan (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_target_antar_upt AS
WITH semua AS (
    SELECT kunci, urutan, tahun, satuan, skala_sampai, count(target_tahunan) AS jumlah_upt, CAST(median(target_tahunan) AS DECIMAL(18, 6)) AS median
    FROM _target_berlaku WHERE peran = 'target' AND dibandingkan
    GROUP BY ALL
),
selevel AS (
    SELECT kunci, urutan, tahun, satuan, skala_sampai, level, CAST(median(target_tahunan) AS DECIMAL(18, 6)) AS median_level
    FROM _target_berlaku WHERE peran = 'target' AND dibandingkan
    GROUP BY ALL
),
nasional AS (
    SELECT kunci, urutan, tahun, satuan, skala_sampai, target_tahunan AS target_nasional FROM _target_berlaku WHERE peran = 'target' AND nasional
)
SELECT
    b.indikator_id, b.indikator, b.urutan, b.tahun, b.upt_id, b.nama_upt, b.level, b.satuan, b.target_tahunan,
    CASE WHEN b.dibandingkan AND b.target_tahunan IS NOT NULL AND s.jumlah_upt > 1 THEN
        rank() OVER (PARTITION BY b.kunci, b.urutan, b.tahun, b.satuan, b.skala_sampai, b.dibandingkan ORDER BY b.target_tahunan DESC NULLS LAST)
    END AS rank,
    s.jumlah_upt, s.median, CAST(b.target_tahunan - s.median AS DECIMAL(18, 6)) AS selisih_median,
    l.median_level, CAST(b.target_tahunan - l.median_level AS DECIMAL(18, 6)) AS selisih_median_level,
    n.target_nasional, CAST(b.target_tahunan - n.target_nasional AS DECIMAL(18, 6)) AS selisih_nasional,
    b.nama_indikator, b.skala_sampai, b.bendera, b.status_dokumen, b.tabel, b.versi, b.doc_id, b.nama_berkas, b.target_id, b.halaman, b.line,
    x.target_tahunan AS bukti_target
FROM _target_berlaku b
LEFT JOIN semua s ON s.kunci = b.kunci AND s.urutan = b.urutan AND s.tahun = b.tahun AND s.satuan IS NOT DISTINCT FROM b.satuan
    AND s.skala_sampai IS NOT DISTINCT FROM b.skala_sampai
LEFT JOIN selevel l ON l.kunci = b.kunci AND l.urutan = b.urutan AND l.tahun = b.tahun AND l.satuan IS NOT DISTINCT FROM b.satuan
    AND l.level = b.level AND l.skala_sampai IS NOT DISTINCT FROM b.skala_sampai
LEFT JOIN nasional n ON n.kunci = b.kunci AND n.urutan = b.urutan AND n.tahun = b.tahun AND n.satuan IS NOT DISTINCT FROM b.satuan
    AND n.skala_sampai IS NOT DISTINCT FROM b.skala_sampai
LEFT JOIN _bukti_baris x ON x.tabel = 'target' AND x.doc_id = b.doc_id AND x.baris = b.baris AND x.bagian = 1
WHERE b.peran = 'target' AND b.level IS DISTINCT FROM 'PUSAT'
ORDER BY b.tahun, b.kunci, b.urutan, b.satuan, rank NULLS LAST, b.upt_id, b.doc_id, b.baris;
