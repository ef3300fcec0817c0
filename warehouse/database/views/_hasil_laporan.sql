-- Tabel bantu. Satu baris satu indikator di laporan kantor itu sendiri (lihat _laporan_sendiri): angka tabel CAPAIAN-nya.
-- Bila beberapa tabel memuatnya: yang bukan salah cetak, yang capaiannya tercetak, yang hasilnya tercetak, lalu tabel dengan indikator terbanyak.
-- Nama yang masih terbuka di samping kembarannya yang terdaftar (angka sama, tabel lain) tidak dihitung lagi.
-- Sasarannya menurut dim_indikator_sasaran; nama terbuka mengikuti indikator terdaftar di bawah sasaran tercetak yang sama, atau kedua
-- tetangganya di tabel itu bila keduanya satu sasaran.
-- diperbarui: kantor
-- kolom upt_id: kantor, lihat dim_upt
-- kolom nama_upt: nama resmi pada tahun itu
-- kolom tahun: tahun kinerja
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom sementara: benar bila nama indikatornya belum diputuskan
-- kolom sasaran_id: sasaran, lihat dim_sasaran; kosong bila tidak diketahui
-- kolom satuan: persen indeks nilai jumlah
-- kolom target: target periode itu; bila salah cetak, menurut tabel rencana dokumen itu (lihat _target_salah_cetak)
-- kolom realisasi: realisasi periode itu
-- kolom capaian_persen: capaian terhadap target periode itu seperti tercetak, persen
-- kolom dihitung: capaian_persen yang dihitung dalam nilai sasaran: sejak 2023 paling tinggi 120
-- kolom bukti_target: status bukti target; kosong bila angkanya kosong
-- kolom bukti_realisasi: status bukti realisasi
-- kolom bukti_capaian: status bukti capaian_persen
-- kolom diragukan: benar bila target, realisasi, atau capaiannya belum terbukti atau berselisih
-- kolom pagu_rp: pagu indikator menurut tabel efisiensi laporan itu, rupiah penuh
-- kolom realisasi_rp: realisasi anggaran indikator menurut tabel efisiensi laporan itu, rupiah penuh
-- kolom serap_persen: realisasi_rp dalam persen dari pagu_rp seperti tercetak
-- kolom tabel_berbeda: tabel dokumen kantor itu yang mencetak hasil, target, atau capaian lain, seperti di v_capaian_antar_upt
-- kolom status_dokumen: lengkap, perlu_tinjau
CREATE TABLE _hasil_laporan AS
WITH bernomor AS (
    -- all rows of a printed row are numbered, then those of this report are taken
    SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM capaian
),
semua AS (
    SELECT
        l.upt_id, l.nama_upt, l.level, l.tahun, l.periode, l.doc_id, l.nama_berkas, l.status_dokumen, c.indikator_id, i.nama AS nama_indikator,
        i.asal = 'sementara' AS sementara, coalesce(c.satuan, i.satuan) AS satuan, coalesce(f.target, c.target) AS target, c.pembilang, c.penyebut, c.realisasi, c.capaian_persen,
        c.kriteria, c.alasan_kosong, c.tabel_no, c.baris, c.halaman, c.line, c.bendera,
        list_contains(c.bendera, 'salah_cetak') AND f.doc_id IS NULL AS salah_cetak, c.bagian
    FROM _laporan_sendiri l
    JOIN bernomor c ON c.doc_id = l.doc_id AND c.tabel = 'CAPAIAN'
    LEFT JOIN _target_salah_cetak f ON f.doc_id = c.doc_id AND f.baris = c.baris AND f.bagian = c.bagian
    JOIN dim_indikator i ON i.indikator_id = c.indikator_id
    WHERE c.tahun = l.tahun AND c.periode = l.periode AND coalesce(c.upt_id, l.upt_id) = l.upt_id
        AND NOT list_contains(c.bendera, 'tanpa_kolom_angka')
),
luas AS (
    SELECT doc_id, tabel_no, coalesce(len(list_distinct(list(indikator_id) FILTER (NOT sementara))), 0) AS luas FROM semua GROUP BY ALL
),
kembar AS (
    SELECT DISTINCT s.doc_id, s.indikator_id
    FROM semua s
    JOIN semua t ON t.doc_id = s.doc_id AND t.tabel_no <> s.tabel_no AND NOT t.sementara
        AND t.realisasi = s.realisasi AND t.target IS NOT DISTINCT FROM s.target AND t.capaian_persen IS NOT DISTINCT FROM s.capaian_persen
    WHERE s.sementara
),
satu AS (
    SELECT s.*
    FROM semua s
    JOIN luas USING (doc_id, tabel_no)
    ANTI JOIN kembar USING (doc_id, indikator_id)
    -- an open name without a result in a table of few rows is a part of a measure or a name cut off
    WHERE NOT s.sementara OR s.realisasi IS NOT NULL OR luas.luas >= 10
    QUALIFY row_number() OVER (
        PARTITION BY s.doc_id, s.indikator_id
        ORDER BY s.salah_cetak, s.capaian_persen IS NULL, s.realisasi IS NULL, luas.luas DESC, s.baris
    ) = 1
),
-- the sasaran that all registered indicators under one printed sasaran of the document share
tercetak AS (
    SELECT t.doc_id, t.sasaran_raw, min(m.sasaran_id) AS sasaran_id
    FROM target t
    JOIN dim_indikator_sasaran m ON m.indikator_id = t.indikator_id AND m.tahun = t.tahun
    WHERE t.sasaran_raw IS NOT NULL
    GROUP BY ALL
    HAVING min(m.sasaran_id) = max(m.sasaran_id)
),
menurut_nama AS (
    SELECT t.doc_id, t.indikator_id, min(n.sasaran_id) AS sasaran_id
    FROM target t JOIN tercetak n ON n.doc_id = t.doc_id AND n.sasaran_raw = t.sasaran_raw
    GROUP BY ALL
    HAVING min(n.sasaran_id) = max(n.sasaran_id)
),
bersasaran AS (
    SELECT
        s.*, m.sasaran_id AS terdaftar, n.sasaran_id AS menurut_nama,
        lag(m.sasaran_id) OVER urut AS di_atas, lead(m.sasaran_id) OVER urut AS di_bawah
    FROM satu s
    LEFT JOIN dim_indikator_sasaran m ON m.indikator_id = s.indikator_id AND m.tahun = s.tahun
    LEFT JOIN menurut_nama n ON n.doc_id = s.doc_id AND n.indikator_id = s.indikator_id
    WINDOW urut AS (PARTITION BY s.doc_id, s.tabel_no ORDER BY s.baris)
),
uang AS (
    SELECT doc_id, indikator_id, tahun, periode, pagu_rp, realisasi_rp, input_persen
    FROM efisiensi
    WHERE indikator_id IS NOT NULL AND NOT list_contains(bendera, 'baris_total')
    QUALIFY row_number() OVER (PARTITION BY doc_id, indikator_id, tahun, periode ORDER BY realisasi_rp IS NULL, baris) = 1
)
SELECT
    s.upt_id, s.nama_upt, s.level, s.tahun, s.periode, s.indikator_id, s.nama_indikator, s.sementara,
    coalesce(s.terdaftar, s.menurut_nama, CASE WHEN s.di_atas = s.di_bawah THEN s.di_atas END) AS sasaran_id,
    s.satuan, s.target, s.pembilang, s.penyebut, s.realisasi, s.capaian_persen,
    CASE WHEN s.tahun >= 2023 THEN least(s.capaian_persen, 120) ELSE s.capaian_persen END AS dihitung,
    s.kriteria, s.alasan_kosong, b.target AS bukti_target, b.realisasi AS bukti_realisasi, b.capaian_persen AS bukti_capaian,
    coalesce(b.target, 'terbukti') NOT IN ('terbukti', 'diterima') OR coalesce(b.realisasi, 'terbukti') NOT IN ('terbukti', 'diterima')
        OR coalesce(b.capaian_persen, 'terbukti') NOT IN ('terbukti', 'diterima') AS diragukan,
    u.pagu_rp, u.realisasi_rp, u.input_persen AS serap_persen, s.doc_id, s.nama_berkas, s.status_dokumen, s.tabel_no, s.baris, s.halaman, s.line,
    coalesce(p.tabel_berbeda, CAST([] AS VARCHAR[])) AS tabel_berbeda
FROM bersasaran s
LEFT JOIN _capaian_pilihan p ON p.cakupan = 'sendiri' AND p.kunci = s.indikator_id AND p.pemilik = s.upt_id AND p.tahun = s.tahun AND p.periode = s.periode
LEFT JOIN _bukti_baris b ON b.tabel = 'capaian' AND b.doc_id = s.doc_id AND b.baris = s.baris AND b.bagian = s.bagian
LEFT JOIN uang u ON u.doc_id = s.doc_id AND u.indikator_id = s.indikator_id AND u.tahun = s.tahun AND u.periode = s.periode;
