-- Satu baris satu kantor, tahun, dan indikator yang target setahunnya berganti: semula, menjadi, dan apa akibatnya bagi hasilnya.
-- PK dan RAPK yang mencetak perubahan yang sama menjadi satu baris. Arahnya dikatakan hanya bila tabel capaian laporan setahun kantor itu
-- memakai salah satu dari keduanya: target di tabel capaian adalah target yang berlaku, jadi menjadi; bila tabel itu memakai angka yang
-- di dokumen berjudul semula, keduanya dibalik (terbalik). Bila tidak memakai satu pun atau keduanya: tidak pasti, sesuai urutan tercetak.
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom satuan: persen indeks nilai jumlah
-- kolom semula: target setahun sebelum perubahan
-- kolom menjadi: target setahun sesudah perubahan
-- kolom arah: turun, naik, tidak pasti
-- kolom terbalik: benar bila dokumennya mencetak keduanya dengan judul tertukar
-- kolom realisasi: realisasi setahun menurut laporan kantor itu; kosong bila belum dilaporkan
-- kolom akibat: tercapai hanya terhadap target baru, tercapai juga terhadap target lama, tidak tercapai; kosong bila arahnya tidak pasti
--   atau hasilnya belum ada
-- kolom tabel: tabel yang mencetak perubahan ini: PK, RAPK
-- kolom doc_id_semula: dokumen yang mencetak target semula
-- kolom nama_berkas_semula: berkasnya
-- kolom halaman_semula: halaman PDF-nya; kosong untuk dump teks
-- kolom doc_id_menjadi: dokumen yang mencetak target menjadi
-- kolom nama_berkas_menjadi: berkasnya
-- kolom halaman_menjadi: halaman PDF-nya; kosong untuk dump teks
CREATE VIEW v_target_diubah AS
WITH ubah AS (
    SELECT
        tahun, upt_id, nama_upt, level, indikator_id, urutan, min(indikator) AS indikator, satuan, target_tahunan_lama AS lama,
        target_tahunan_baru AS baru, list_sort(list(DISTINCT tabel)) AS tabel, min(doc_id_lama) AS doc_id_lama,
        arg_min(nama_berkas_lama, doc_id_lama) AS nama_berkas_lama, arg_min(halaman_lama, (doc_id_lama, halaman_lama)) AS halaman_lama,
        min(doc_id_baru) AS doc_id_baru, arg_min(nama_berkas_baru, doc_id_baru) AS nama_berkas_baru,
        arg_min(halaman_baru, (doc_id_baru, halaman_baru)) AS halaman_baru
    FROM _perubahan_target
    WHERE indikator_id IS NOT NULL AND upt_id IS NOT NULL AND tahun IS NOT NULL AND target_tahunan_lama <> target_tahunan_baru
    GROUP BY ALL
),
dinilai AS (
    SELECT
        u.*, h.realisasi, i.arah = 'turun' AS rendah_baik, coalesce(h.target = u.baru, FALSE) AS baru_berlaku,
        coalesce(h.target = u.lama, FALSE) AS terbalik
    FROM ubah u
    JOIN dim_indikator i ON i.indikator_id = u.indikator_id
    LEFT JOIN _hasil_laporan h ON h.upt_id = u.upt_id AND h.tahun = u.tahun AND h.indikator_id = u.indikator_id AND h.periode = 'TAHUNAN'
    -- PK and RAPK may head the same two figures the other way round
    QUALIFY row_number() OVER (
        PARTITION BY u.upt_id, u.tahun, u.indikator_id, u.urutan, least(u.lama, u.baru), greatest(u.lama, u.baru) ORDER BY u.tabel, u.lama
    ) = 1
),
terarah AS (
    SELECT
        *, CASE WHEN terbalik THEN baru ELSE lama END AS semula, CASE WHEN terbalik THEN lama ELSE baru END AS menjadi,
        CASE
            WHEN NOT baru_berlaku AND NOT terbalik THEN 'tidak pasti'
            WHEN baru_berlaku = (baru > lama) THEN 'naik'
            ELSE 'turun'
        END AS arah
    FROM dinilai
)
SELECT
    tahun, upt_id, nama_upt, level, indikator_id, indikator, satuan, semula, menjadi, arah, terbalik, realisasi,
    CASE
        WHEN arah = 'tidak pasti' OR realisasi IS NULL OR rendah_baik THEN NULL
        WHEN realisasi < menjadi THEN 'tidak tercapai'
        WHEN realisasi < semula THEN 'tercapai hanya terhadap target baru'
        ELSE 'tercapai juga terhadap target lama'
    END AS akibat,
    tabel,
    CASE WHEN terbalik THEN doc_id_baru ELSE doc_id_lama END AS doc_id_semula,
    CASE WHEN terbalik THEN nama_berkas_baru ELSE nama_berkas_lama END AS nama_berkas_semula,
    CASE WHEN terbalik THEN halaman_baru ELSE halaman_lama END AS halaman_semula,
    CASE WHEN terbalik THEN doc_id_lama ELSE doc_id_baru END AS doc_id_menjadi,
    CASE WHEN terbalik THEN nama_berkas_lama ELSE nama_berkas_baru END AS nama_berkas_menjadi,
    CASE WHEN terbalik THEN halaman_lama ELSE halaman_baru END AS halaman_menjadi
FROM terarah
ORDER BY tahun, upt_id, indikator_id, urutan, semula, menjadi;
