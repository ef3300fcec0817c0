-- Tabel bantu. Satu baris satu indikator, tahun, periode, dan kantor (juga PUSAT): angka yang dipakai dari semua yang tercetak.
-- Dua kali: dari semua dokumen, dan hanya dari dokumen kantor itu sendiri (kolom cakupan).
-- Urutan: realisasi yang tercetak sebelum yang kosong; bukan salah cetak; hitungannya lolos, lalu tanpa hitungan, lalu gagal; disepakati
-- lebih banyak tabel dan dokumen; CAPAIAN, TREN, RENSTRA, EFISIENSI, BANDING, BANDING kantor lain; dokumen terbaru; baris terlengkap.
-- Angka yang hanya ada pada EFISIENSI dipakai bila tidak ada yang lain: keluarannya kadang dalam satuan lain (persen kemajuan, jumlah).
-- Bukti satu angka adalah bukti terbaik dari semua tempat yang mencetaknya sama (sampai dua desimal).
-- diperbarui: kantor
-- kolom cakupan: semua: dari semua dokumen; sendiri: hanya dari dokumen kantor itu
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id; untuk baris yang bukan indikator nama tercetaknya (huruf kecil)
-- kolom pemilik: upt_id; untuk kantor yang tidak dikenali: dokumen dan nama tercetaknya
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom tahun: tahun kinerja
-- kolom skala_sampai: nilai tertinggi skala angka itu; hanya bila indikatornya memakai lebih dari satu skala tahun itu
-- kolom satuan: persen indeks nilai jumlah
-- kolom target: target periode itu; kosong bila tabel yang dipakai tidak mencetaknya
-- kolom realisasi: realisasi periode itu
-- kolom capaian_persen: capaian terhadap target periode itu, persen
-- kolom capaian_penyesuaian_persen: capaian setelah penyesuaian, persen
-- kolom kriteria: kriteria seperti tercetak
-- kolom alasan_kosong: mengapa hasilnya kosong: belum_diukur, tidak_dilaporkan, tak_terbaca; kosong bila nilainya ada
-- kolom bukti: lolos, tak_terbukti, gagal: hasil hitungan angka ini
-- kolom nasional: benar untuk BPOM sebagai lembaga
-- kolom dibandingkan: benar bila ikut peringkat dan median: kantor dikenali, bukan PUSAT, tahun diketahui
-- kolom tahun_laporan: benar bila salah satu sumbernya dokumen tahun itu sendiri
-- kolom tabel_sepakat: tabel lain yang mencetak realisasi yang sama
-- kolom tabel_berbeda: tabel yang mencetak realisasi lain, atau target atau capaian lain di samping realisasi yang sama, dengan angkanya
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom sumber: tabel fakta yang memuatnya: capaian atau efisiensi
-- kolom bagian: baris keberapa dari satu baris tercetak, seperti di tabel bukti
CREATE TABLE _capaian_pilihan AS
WITH kandidat AS (
    SELECT 'semua' AS cakupan, k.* FROM _capaian_kandidat k
    UNION ALL
    SELECT 'sendiri', k.* FROM _capaian_kandidat k WHERE k.sendiri
),
angka AS (
    SELECT
        cakupan, kunci, pemilik, tahun, periode, angka,
        bool_and(salah_cetak) AS salah_cetak_semua, min(urutan_bukti) AS bukti_angka,
        len(list_distinct(list(concat(doc_id, ' ', tabel)))) AS jumlah_sepakat, bool_and(tabel = 'EFISIENSI') AS hanya_efisiensi
    FROM kandidat
    GROUP BY ALL
),
urut AS (
    SELECT
        k.*, a.bukti_angka, replace(regexp_replace(CAST(k.realisasi AS VARCHAR), '\.?0+$', ''), '.', ',') AS realisasi_teks,
        replace(regexp_replace(CAST(k.target_tercetak AS VARCHAR), '\.?0+$', ''), '.', ',') AS target_teks,
        replace(regexp_replace(CAST(k.capaian_persen AS VARCHAR), '\.?0+$', ''), '.', ',') AS capaian_teks,
        row_number() OVER (
            PARTITION BY k.cakupan, k.kunci, k.pemilik, k.tahun, k.periode
            ORDER BY
                k.angka IS NULL, a.hanya_efisiensi, a.salah_cetak_semua, a.bukti_angka, a.jumlah_sepakat DESC,
                -- from here on: which of the places that print the chosen figure
                k.salah_cetak, k.urutan_tabel, k.urutan_bukti, k.tahun_dokumen DESC NULLS LAST, k.tanggal DESC NULLS LAST, k.doc_id DESC,
                k.capaian_persen IS NULL, k.kriteria IS NULL, k.target IS NULL, k.baris, k.tabel_no
        ) AS nomor
    FROM kandidat k
    JOIN angka a ON a.cakupan = k.cakupan AND a.kunci IS NOT DISTINCT FROM k.kunci AND a.pemilik = k.pemilik
        AND a.tahun IS NOT DISTINCT FROM k.tahun AND a.periode IS NOT DISTINCT FROM k.periode AND a.angka IS NOT DISTINCT FROM k.angka
),
lain AS (
    SELECT
        p.cakupan, p.kunci, p.pemilik, p.tahun, p.periode,
        bool_or(u.tahun_laporan) AS tahun_laporan, min(u.satuan) AS satuan,
        list_sort(list_distinct(list(u.tempat) FILTER (u.nomor > 1 AND u.angka = p.angka))) AS tabel_sepakat,
        list_sort(list_distinct(flatten([
            coalesce(list(concat(u.tempat, ': ', u.realisasi_teks)) FILTER (u.angka <> p.angka), CAST([] AS VARCHAR[])),
            -- beside the same result another target, or of the same target another achievement: half a unit of what is printed apart
            -- does not count; an efficiency table may set a quarter against the target of the year
            coalesce(list(concat(u.tempat, ': target ', u.target_teks)) FILTER (
                u.angka = p.angka AND u.tabel <> 'EFISIENSI' AND abs(u.target_tercetak - p.target) > 0.006
            ), CAST([] AS VARCHAR[])),
            coalesce(list(concat(u.tempat, ': capaian ', u.capaian_teks)) FILTER (
                u.angka = p.angka AND coalesce(abs(u.target - p.target) <= 0.006, TRUE) AND abs(u.capaian_persen - p.capaian_persen) > 0.06
            ), CAST([] AS VARCHAR[]))
        ]))) AS tabel_berbeda
    FROM urut p
    JOIN urut u ON u.cakupan = p.cakupan AND u.kunci IS NOT DISTINCT FROM p.kunci AND u.pemilik = p.pemilik
        AND u.tahun IS NOT DISTINCT FROM p.tahun AND u.periode IS NOT DISTINCT FROM p.periode
    WHERE p.nomor = 1
    GROUP BY ALL
)
SELECT
    p.cakupan, p.kunci, p.pemilik, p.indikator_id, p.indikator, i.nama AS nama_indikator, p.tahun, p.periode, p.upt_id,
    coalesce(u.nama_upt, p.upt_raw) AS nama_upt,
    u.level, u.provinsi, u.kode_satker, coalesce(u.nasional, FALSE) AS nasional,
    p.upt_id IS NOT NULL AND p.tahun IS NOT NULL AND p.kunci IS NOT NULL AND u.level IS DISTINCT FROM 'PUSAT' AS dibandingkan,
    coalesce(p.satuan, l.satuan) AS satuan, p.target, p.pembilang, p.penyebut, p.realisasi, p.capaian_persen, p.capaian_penyesuaian_persen, p.kriteria,
    p.alasan_kosong,
    CASE p.bukti_angka WHEN 1 THEN 'lolos' WHEN 2 THEN 'tak_terbukti' ELSE 'gagal' END AS bukti,
    (
        SELECT min(g.sampai) FROM _skala_ganda g
        WHERE g.indikator_id = p.indikator_id AND g.tahun = p.tahun AND coalesce(p.realisasi, p.target) <= g.batas
    ) AS skala_sampai,
    l.tahun_laporan, coalesce(l.tabel_sepakat, CAST([] AS VARCHAR[])) AS tabel_sepakat,
    coalesce(l.tabel_berbeda, CAST([] AS VARCHAR[])) AS tabel_berbeda,
    p.bendera, p.status_dokumen, p.tabel, p.tabel_no, p.sumber, p.bagian, p.doc_id, p.nama_berkas, p.baris, p.halaman, p.line
FROM urut p
JOIN lain l ON l.cakupan = p.cakupan AND l.kunci IS NOT DISTINCT FROM p.kunci AND l.pemilik = p.pemilik
    AND l.tahun IS NOT DISTINCT FROM p.tahun AND l.periode IS NOT DISTINCT FROM p.periode
LEFT JOIN dim_indikator i ON i.indikator_id = p.indikator_id
LEFT JOIN _upt_per_tahun u ON u.upt_id = p.upt_id AND u.tahun IS NOT DISTINCT FROM p.tahun
WHERE p.nomor = 1;
