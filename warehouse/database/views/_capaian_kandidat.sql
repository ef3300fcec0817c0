-- Tabel bantu. Satu baris satu angka capaian yang tercetak (baris tabel capaian, atau keluaran baris tabel efisiensi), dengan segala yang
-- menentukan mana yang dipakai. Hasil sampai triwulan yang dibandingkan laporan interim dengan target setahun tidak ikut: bukan hasil setahun.
-- Belum diukur bukan nol: keluaran EFISIENSI diturunkan dari tabel capaian, jadi 0 di sana dipakai hanya bila tabel capaian dokumen itu
-- juga mencetak 0 (target 0 tidak pernah), dan tidak ada angkanya yang dipakai bila tabel capaian menyebut indikator itu belum diukur.
-- diperbarui: dokumen
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id; untuk baris yang bukan indikator nama tercetaknya (huruf kecil)
-- kolom pemilik: upt_id; untuk kantor yang tidak dikenali: dokumen dan nama tercetaknya
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom tahun: tahun kinerja
-- kolom satuan: persen indeks nilai jumlah; kosong pada EFISIENSI
-- kolom angka: realisasi dibulatkan dua desimal; angka yang sama berarti sepakat
-- kolom target: target periode itu; kosong pada tabel RENSTRA, yang targetnya target renstra
-- kolom target_tercetak: target seperti tercetak; lain dari target hanya bila salah cetak (lihat _target_salah_cetak)
-- kolom realisasi: realisasi periode itu
-- kolom capaian_persen: capaian terhadap target periode itu, persen; kosong pada tabel RENSTRA
-- kolom capaian_penyesuaian_persen: capaian setelah penyesuaian, persen; kosong pada tabel RENSTRA
-- kolom kriteria: kriteria seperti tercetak; kosong pada tabel RENSTRA
-- kolom alasan_kosong: mengapa hasilnya kosong: belum_diukur, tidak_dilaporkan, tak_terbaca; kosong bila nilainya ada
-- kolom sendiri: benar bila dokumen itu milik kantor yang dibicarakan; salah pada BANDING di laporan kantor lain
-- kolom tahun_laporan: benar bila tahunnya tahun dokumen; salah untuk tahun-tahun lalu pada TREN
-- kolom salah_cetak: benar bila baris itu dikenal sebagai salah cetak dokumen, kecuali bila hanya targetnya
-- kolom urutan_bukti: 1 hitungan lolos, 2 tidak ada hitungan, 3 hitungan gagal
-- kolom urutan_tabel: 1 CAPAIAN, 2 TREN, 3 RENSTRA, 4 EFISIENSI, 5 BANDING, 6 BANDING pada laporan kantor lain
-- kolom tahun_dokumen: tahun kinerja dokumen asalnya
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom tempat: jenis tabel, berkas, dan halaman atau baris dump, untuk dibaca orang
-- kolom sumber: tabel fakta yang memuatnya: capaian atau efisiensi
-- kolom bagian: baris keberapa dari satu baris tercetak, seperti di tabel bukti
CREATE TABLE _capaian_kandidat AS
WITH pemeriksaan AS (
    SELECT c.doc_id, c.baris, c.status, starts_with(c.aturan, 'capaian_') OR c.aturan = 'output_persen' AS utama
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
    WHERE starts_with(c.aturan, 'capaian_') OR c.aturan = 'output_persen' OR list_contains(string_split(a.membuktikan, '|'), 'capaian')
),
bukti AS (
    SELECT
        doc_id, baris,
        -- realisasi = pembilang/penyebut decides only where the capaian itself could not be computed: composite percentages break it
        CASE
            WHEN bool_or(utama AND status = 'gagal') THEN 3
            WHEN bool_or(utama AND status = 'lolos') THEN 1
            WHEN bool_or(status = 'gagal') THEN 3
            WHEN bool_or(status = 'lolos') THEN 1
            ELSE 2
        END AS urutan_bukti
    FROM pemeriksaan
    GROUP BY ALL
),
tercetak AS (
    SELECT
        'capaian' AS sumber, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian,
        doc_id, tabel_no, tabel, baris, halaman, line, bendera, upt_id, upt_raw, tahun, periode, indikator_raw, indikator_id, satuan,
        target, pembilang, penyebut, realisasi, capaian_persen, capaian_penyesuaian_persen, kriteria, alasan_kosong
    FROM capaian
    -- a table of names and criteria says nothing of a result
    WHERE NOT list_contains(bendera, 'tanpa_kolom_angka')
    UNION ALL
    SELECT
        'efisiensi', row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid),
        doc_id, tabel_no, tabel, baris, halaman, line, bendera, upt_id, NULL, tahun, periode, indikator_raw, indikator_id, NULL,
        nullif(output_target, 0), NULL, NULL, output_realisasi, output_persen, NULL, NULL, NULL
    FROM efisiensi
    -- a table of budgets alone says nothing of a result
    WHERE NOT list_contains(bendera, 'baris_total') AND NOT list_contains(bendera, 'hanya_masukan')
),
asal AS (
    SELECT
        c.*, coalesce(c.indikator_id, trim(lower(regexp_replace(c.indikator_raw, '\s+', ' ', 'g')))) AS kunci,
        -- a column of BANDING whose office is unknown is not the reporting office
        CASE WHEN c.tabel = 'BANDING' THEN c.upt_id ELSE coalesce(c.upt_id, d.upt_id) END AS kantor,
        CASE WHEN c.tabel = 'BANDING' THEN c.upt_raw ELSE coalesce(c.upt_raw, d.upt_raw) END AS kantor_raw,
        c.tabel IS DISTINCT FROM 'BANDING' OR coalesce(c.upt_id = d.upt_id, FALSE) AS sendiri,
        coalesce(c.tahun = d.tahun, FALSE) AS tahun_laporan,
        d.tahun AS tahun_dokumen, d.tanggal, d.nama_berkas, d.status AS status_dokumen
    FROM tercetak c JOIN dokumen d USING (doc_id)
    -- a quarterly report sets what was reached so far against the year's target: that is no result of the year
    WHERE NOT (d.jenis IS NOT DISTINCT FROM 'LAKIP_INTERIM' AND c.periode = 'TAHUNAN' AND c.tahun IS NOT DISTINCT FROM d.tahun)
),
diukur AS (
    SELECT
        doc_id, kunci, tahun, periode, coalesce(bool_or(realisasi = 0), FALSE) AS nol,
        bool_or(alasan_kosong = 'belum_diukur') AND count(realisasi) = 0 AS belum
    FROM asal
    WHERE tabel <> 'EFISIENSI' AND sendiri
    GROUP BY ALL
),
ditimbang AS (
    SELECT
        a.* EXCLUDE (realisasi, capaian_persen, alasan_kosong), a.realisasi AS tercetak, a.capaian_persen AS persen_tercetak, a.alasan_kosong AS alasan,
        a.tabel = 'EFISIENSI' AND ((a.realisasi = 0 AND NOT coalesce(d.nol, FALSE)) OR coalesce(d.belum, FALSE)) AS tak_dipakai,
        CASE WHEN d.belum THEN 'belum_diukur' ELSE 'tidak_dilaporkan' END AS sebab
    FROM asal a
    LEFT JOIN diukur d ON d.doc_id = a.doc_id AND d.kunci = a.kunci AND d.tahun IS NOT DISTINCT FROM a.tahun
        AND d.periode IS NOT DISTINCT FROM a.periode
),
dipakai AS (
    SELECT
        *, CASE WHEN NOT tak_dipakai THEN tercetak END AS realisasi, CASE WHEN NOT tak_dipakai THEN persen_tercetak END AS capaian_persen,
        CASE WHEN tak_dipakai THEN sebab ELSE alasan END AS alasan_kosong
    FROM ditimbang
)
SELECT
    a.kunci,
    concat_ws(
        ' ', coalesce(a.kantor, concat(a.doc_id, ' ', lower(a.kantor_raw))),
        CASE WHEN a.kunci IS NULL THEN concat(a.doc_id, ' ', a.baris) END
    ) AS pemilik,
    a.indikator_id, a.indikator_raw AS indikator, a.kantor AS upt_id, a.kantor_raw AS upt_raw, a.tahun, a.periode, a.satuan,
    CASE WHEN a.tabel <> 'RENSTRA' THEN coalesce(f.target, a.target) END AS target,
    CASE WHEN a.tabel <> 'RENSTRA' THEN a.target END AS target_tercetak, a.pembilang, a.penyebut, a.realisasi,
    CAST(round(a.realisasi, 2) AS DECIMAL(18, 2)) AS angka,
    CASE WHEN a.tabel <> 'RENSTRA' THEN a.capaian_persen END AS capaian_persen,
    CASE WHEN a.tabel <> 'RENSTRA' THEN a.capaian_penyesuaian_persen END AS capaian_penyesuaian_persen,
    CASE WHEN a.tabel <> 'RENSTRA' THEN a.kriteria END AS kriteria,
    a.alasan_kosong,
    a.sendiri, a.tahun_laporan, list_contains(a.bendera, 'salah_cetak') AND f.doc_id IS NULL AS salah_cetak,
    CAST(coalesce(b.urutan_bukti, 2) AS INTEGER) AS urutan_bukti,
    CAST(CASE
        WHEN NOT a.sendiri THEN 6
        WHEN a.tabel = 'CAPAIAN' THEN 1
        WHEN a.tabel = 'TREN' THEN 2
        WHEN a.tabel = 'RENSTRA' THEN 3
        WHEN a.tabel = 'EFISIENSI' THEN 4
        ELSE 5
    END AS INTEGER) AS urutan_tabel,
    a.tahun_dokumen, a.tanggal, a.nama_berkas, a.status_dokumen, a.bendera, a.doc_id, a.tabel_no, a.tabel, a.sumber, a.bagian, a.baris, a.halaman, a.line,
    concat(
        a.tabel, ' ', a.nama_berkas,
        CASE WHEN a.halaman IS NOT NULL THEN concat(' halaman ', a.halaman) WHEN a.line IS NOT NULL THEN concat(' baris ', a.line) END
    ) AS tempat
FROM dipakai a
LEFT JOIN bukti b ON b.doc_id = a.doc_id AND b.baris = a.baris
LEFT JOIN _target_salah_cetak f ON a.sumber = 'capaian' AND f.doc_id = a.doc_id AND f.baris = a.baris AND f.bagian = a.bagian;
