-- Satu baris satu indikator, tahun, dan kantor di dalam satu deret: target dan hasil setahun sepanjang tahun, nama yang berganti disatukan.
-- Deret dinamai menurut indikator terakhirnya dan memuat pendahulunya; yang pecah menjadi beberapa ada di deret setiap pecahannya.
-- Kolom putus menyebut mengapa angka tahun itu tidak sebanding dengan tahun sebelumnya; selisih hanya dihitung di deret yang tidak putus.
-- Nilai dalam satuan indikator. Kosong berarti tidak tercetak atau tidak terbaca, bukan 0. PUSAT ada, tetapi tidak ikut peringkat.
-- kolom deret_id: indikator terakhir deret itu
-- kolom nama_deret: nama baku indikator terakhir deret itu
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom satuan: persen indeks nilai jumlah
-- kolom target: target setahun dari dokumen yang berlaku; bila tidak ada, dari tabel capaian
-- kolom realisasi: realisasi setahun
-- kolom capaian_persen: capaian terhadap target setahun seperti tercetak, persen
-- kolom skala_dari: nilai terendah skalanya tahun itu; kosong bila skalanya tidak diketahui
-- kolom skala_sampai: nilai tertinggi skalanya tahun itu; kosong bila skalanya tidak diketahui
-- kolom tahun_sebelumnya: tahun sebelumnya yang ada di deret kantor itu
-- kolom putus: penerus, pecah (indikatornya berganti), skala, satuan; kosong bila sebanding dengan tahun sebelumnya
-- kolom ganti_nama: benar bila nama tercetaknya nama lama atau nama baru yang berbeda dari tahun sebelumnya
-- kolom selisih_target: target dikurangi target tahun sebelumnya; kosong bila putus
-- kolom selisih_realisasi: realisasi dikurangi realisasi tahun sebelumnya; kosong bila putus
-- kolom rank_target: peringkat targetnya tahun itu di antara UPT, 1 = tertinggi
-- kolom selisih_median_level_target: target dikurangi median target UPT yang levelnya sama
-- kolom selisih_nasional_target: target dikurangi target dokumen nasional
-- kolom rank_realisasi: peringkat realisasinya tahun itu di antara UPT, 1 = tertinggi
-- kolom selisih_median_level_realisasi: realisasi dikurangi median realisasi UPT yang levelnya sama
-- kolom selisih_nasional_realisasi: realisasi dikurangi realisasi BPOM
-- kolom target_doc_id: dokumen asal target
-- kolom realisasi_doc_id: dokumen asal realisasi
-- kolom target_baris: baris targetnya di dalam target_doc_id
-- kolom realisasi_baris: baris realisasinya di dalam realisasi_doc_id
-- kolom bukti_target: bukti target (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_realisasi: bukti realisasi (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_capaian: bukti capaian_persen (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_deret_indikator AS
WITH angka AS (
    SELECT
        coalesce(t.indikator_id, c.indikator_id) AS indikator_id, coalesce(t.indikator, c.indikator) AS indikator,
        coalesce(t.nama_indikator, c.nama_indikator) AS nama_indikator,
        coalesce(t.tahun, c.tahun) AS tahun, coalesce(t.upt_id, c.upt_id) AS upt_id, coalesce(t.nama_upt, c.nama_upt) AS nama_upt,
        coalesce(t.level, c.level) AS level, coalesce(t.satuan, c.satuan) AS satuan,
        coalesce(t.target_tahunan, c.target) AS target, c.realisasi, c.capaian_persen,
        CASE WHEN t.target_tahunan IS NOT NULL THEN t.doc_id WHEN c.target IS NOT NULL THEN c.doc_id END AS target_doc_id,
        CASE WHEN c.realisasi IS NOT NULL THEN c.doc_id END AS realisasi_doc_id,
        CASE WHEN t.target_tahunan IS NOT NULL THEN t.baris WHEN c.target IS NOT NULL THEN c.baris END AS target_baris,
        CASE WHEN c.realisasi IS NOT NULL THEN c.baris END AS realisasi_baris,
        CASE WHEN t.target_tahunan IS NOT NULL THEN xt.target_tahunan WHEN c.target IS NOT NULL THEN xc.target END AS bukti_target,
        xc.realisasi AS bukti_realisasi, xc.capaian_persen AS bukti_capaian
    FROM (SELECT * FROM _target_berlaku WHERE peran = 'target' AND urutan = 1) t
    FULL JOIN (SELECT * FROM _capaian_pilihan WHERE cakupan = 'semua' AND periode = 'TAHUNAN') c
        ON c.indikator_id = t.indikator_id AND c.tahun = t.tahun AND c.upt_id = t.upt_id
    LEFT JOIN _bukti_baris xt ON xt.tabel = 'target' AND xt.doc_id = t.doc_id AND xt.baris = t.baris AND xt.bagian = 1
    LEFT JOIN _bukti_baris xc ON xc.tabel = c.sumber AND xc.doc_id = c.doc_id AND xc.baris = c.baris AND xc.bagian = c.bagian
),
berskala AS (
    SELECT
        a.*, s.dari AS skala_dari, s.sampai AS skala_sampai,
        row_number() OVER (
            PARTITION BY a.indikator_id, a.tahun, a.upt_id
            -- of two scales in use that year the narrowest that holds the figure; a figure may pass its scale a little
            ORDER BY s.sampai IS NULL, coalesce(a.target, a.realisasi) > s.sampai * 1.2, s.sampai - s.dari, s.sampai
        ) AS nomor_skala
    FROM angka a
    LEFT JOIN dim_indikator_skala s ON s.indikator_id = a.indikator_id
        AND a.tahun BETWEEN coalesce(s.tahun_mulai, a.tahun) AND coalesce(s.tahun_selesai, a.tahun)
    WHERE a.indikator_id IS NOT NULL AND a.upt_id IS NOT NULL AND a.tahun IS NOT NULL
),
bernama AS (
    SELECT b.*, coalesce(n.jenis, 'sama') AS jenis_nama
    FROM berskala b
    LEFT JOIN dim_indikator_alias n ON n.alias = b.indikator AND n.indikator_id = b.indikator_id
    WHERE b.nomor_skala = 1
),
deret AS (
    SELECT
        d.deret_id, d.langkah, b.*,
        lag(b.tahun) OVER urut AS tahun_sebelumnya, lag(b.indikator_id) OVER urut AS indikator_sebelumnya, lag(d.jenis) OVER urut AS hubungan,
        lag(b.satuan) OVER urut AS satuan_sebelumnya, lag(b.skala_dari) OVER urut AS dari_sebelumnya,
        lag(b.skala_sampai) OVER urut AS sampai_sebelumnya, lag(b.jenis_nama) OVER urut AS jenis_nama_sebelumnya,
        lag(b.target) OVER urut AS target_sebelumnya, lag(b.realisasi) OVER urut AS realisasi_sebelumnya
    FROM bernama b JOIN _deret_anggota d USING (indikator_id)
    WINDOW urut AS (PARTITION BY d.deret_id, b.upt_id ORDER BY b.tahun, d.langkah DESC, b.indikator_id)
),
ditandai AS (
    SELECT
        d.*,
        concat_ws(
            '|',
            CASE WHEN d.indikator_sebelumnya <> d.indikator_id THEN coalesce(d.hubungan, 'penerus') END,
            CASE WHEN d.dari_sebelumnya <> d.skala_dari OR d.sampai_sebelumnya <> d.skala_sampai THEN 'skala' END,
            CASE WHEN d.satuan_sebelumnya <> d.satuan THEN 'satuan' END
        ) AS sebab_putus
    FROM deret d
)
SELECT
    d.deret_id, i.nama AS nama_deret, d.indikator_id, d.nama_indikator, d.indikator, d.tahun, d.upt_id, d.nama_upt, d.level, d.satuan,
    d.target, d.realisasi, d.capaian_persen, d.skala_dari, d.skala_sampai, d.tahun_sebelumnya,
    CASE WHEN d.sebab_putus = '' THEN CAST([] AS VARCHAR[]) ELSE string_split(d.sebab_putus, '|') END AS putus,
    coalesce(d.jenis_nama_sebelumnya <> d.jenis_nama, FALSE) AS ganti_nama,
    CASE WHEN d.sebab_putus = '' THEN CAST(d.target - d.target_sebelumnya AS DECIMAL(18, 6)) END AS selisih_target,
    CASE WHEN d.sebab_putus = '' THEN CAST(d.realisasi - d.realisasi_sebelumnya AS DECIMAL(18, 6)) END AS selisih_realisasi,
    t.rank AS rank_target, t.selisih_median_level AS selisih_median_level_target, t.selisih_nasional AS selisih_nasional_target,
    c.rank_realisasi, c.selisih_median_level_realisasi, c.selisih_realisasi_nasional AS selisih_nasional_realisasi,
    d.target_doc_id, d.realisasi_doc_id, d.target_baris, d.realisasi_baris,
    d.bukti_target, d.bukti_realisasi, d.bukti_capaian
FROM ditandai d
JOIN dim_indikator i ON i.indikator_id = d.deret_id
LEFT JOIN v_target_antar_upt t ON t.indikator_id = d.indikator_id AND t.tahun = d.tahun AND t.upt_id = d.upt_id AND t.urutan = 1
LEFT JOIN v_capaian_antar_upt c ON c.indikator_id = d.indikator_id AND c.tahun = d.tahun AND c.upt_id = d.upt_id AND c.periode = 'TAHUNAN'
ORDER BY d.deret_id, d.upt_id, d.tahun, d.langkah DESC, d.indikator_id;
