-- Satu baris satu RO, tahun, dan UPT: jumlah kontribusinya dibandingkan dengan UPT lain, dengan mediannya, dan dengan dokumen nasional.
-- Rupiah penuh. RO dibandingkan hanya dalam tahun yang sama menurut kegiatan.KRO.RO, sebab arti kode berganti dari tahun ke tahun.
-- Kode U.. dibuat satu untuk tiap kantor: dibandingkan menurut KRO dan nama RO tanpa nama kantor di ujungnya.
-- Jumlah kosong bila salah satu angkanya tidak terbaca: tidak diketahui, bukan lebih kecil. PUSAT tidak ikut peringkat.
-- kolom ro_kunci: dengan apa RO dibandingkan: kegiatan.KRO.RO, atau kegiatan.KRO.U.nama untuk kode U..
-- kolom tahun: tahun kinerja
-- kolom kode_ro: rincian output; beberapa kode U.. kantor ini dipisah |
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom kontribusi_rp: jumlah kontribusi ke semua indikator, rupiah penuh
-- kolom jumlah_baris: banyaknya baris (komponen, subkomponen) yang berbeda
-- kolom anggaran_rp: jumlah anggaran baris yang berbeda, rupiah penuh; kosong bila tidak tercetak atau tidak terbaca
-- kolom baris_anggaran_berbeda: banyaknya baris yang anggarannya tercetak berbeda-beda; yang terbesar dipakai
-- kolom rank: peringkat menurut kontribusi_rp, 1 = tertinggi; kosong bila hanya satu kantor
-- kolom jumlah_upt: banyaknya UPT yang punya angka untuk RO ini
-- kolom median_rp: median kontribusi UPT itu
-- kolom selisih_median_rp: kontribusi dikurangi median
-- kolom median_level_rp: median kontribusi UPT yang levelnya sama
-- kolom selisih_median_level_rp: kontribusi dikurangi median_level_rp
-- kolom nasional_rp: jumlah RO ini pada dokumen nasional BPOM
-- kolom selisih_nasional_rp: kontribusi dikurangi nasional_rp
-- kolom status_dokumen: lengkap, perlu_tinjau
-- kolom halaman: halaman PDF pertama yang memuat RO ini; kosong untuk dump teks
-- kolom line: baris dump teks pertama yang memuat RO ini; kosong untuk PDF
-- kolom baris: baris pertama yang memuat RO ini di dalam dokumen
-- kolom bukti_kontribusi: bukti kontribusi_rp: yang terlemah dari barisnya; terbukti hanya bila dokumennya utuh
-- kolom bukti_anggaran: bukti anggaran_rp: yang terlemah dari barisnya; terbukti hanya bila dokumennya utuh
CREATE VIEW v_ro_antar_upt AS
WITH semua AS (
    SELECT ro_kunci, tahun, count(kontribusi_rp) AS jumlah_upt, CAST(median(kontribusi_rp) AS DECIMAL(18, 2)) AS median_rp
    FROM _ro_berlaku WHERE dibandingkan
    GROUP BY ALL
),
selevel AS (
    SELECT ro_kunci, tahun, level, CAST(median(kontribusi_rp) AS DECIMAL(18, 2)) AS median_level_rp
    FROM _ro_berlaku WHERE dibandingkan
    GROUP BY ALL
),
nasional AS (
    -- the national document prints one amount an RO, which may stand in either column
    SELECT ro_kunci, tahun, coalesce(kontribusi_rp, anggaran_rp) AS nasional_rp FROM _ro_berlaku WHERE nasional
)
SELECT
    r.tahun, r.ro_kunci, r.kode_kegiatan, r.kode_kro, r.kode_ro, r.nama_ro, r.upt_id, r.nama_upt, r.level,
    r.kontribusi_rp, r.jumlah_baris, r.anggaran_rp, r.baris_anggaran_berbeda,
    CASE WHEN r.dibandingkan AND r.kontribusi_rp IS NOT NULL AND s.jumlah_upt > 1 THEN
        rank() OVER (PARTITION BY r.ro_kunci, r.tahun, r.dibandingkan ORDER BY r.kontribusi_rp DESC NULLS LAST)
    END AS rank,
    s.jumlah_upt, s.median_rp, CAST(r.kontribusi_rp - s.median_rp AS DECIMAL(18, 2)) AS selisih_median_rp,
    l.median_level_rp, CAST(r.kontribusi_rp - l.median_level_rp AS DECIMAL(18, 2)) AS selisih_median_level_rp,
    n.nasional_rp, CAST(r.kontribusi_rp - n.nasional_rp AS DECIMAL(18, 2)) AS selisih_nasional_rp,
    r.status_dokumen, r.doc_id, r.nama_berkas, r.halaman, r.line, r.baris, r.bukti_kontribusi, r.bukti_anggaran
FROM _ro_berlaku r
LEFT JOIN semua s ON s.ro_kunci = r.ro_kunci AND s.tahun = r.tahun
LEFT JOIN selevel l ON l.ro_kunci = r.ro_kunci AND l.tahun = r.tahun AND l.level = r.level
LEFT JOIN nasional n ON n.ro_kunci = r.ro_kunci AND n.tahun = r.tahun
WHERE r.level IS DISTINCT FROM 'PUSAT'
ORDER BY r.tahun, r.ro_kunci, rank NULLS LAST, r.upt_id, r.doc_id;
