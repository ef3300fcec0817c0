-- Tabel bantu. Baris v_perubahan_target, di sana dijelaskan; pertanyaan laporan dan ekspor atasnya sering.
-- diperbarui: kantor
-- kolom doc_id: dokumen baru, seperti doc_id_baru
-- kolom baris_lama: baris target lama, lihat target; kosong bila indikatornya baru
-- kolom baris_baru: baris target baru, lihat target; kosong bila indikatornya dihapus
CREATE TABLE _perubahan_target AS
WITH versi AS (
    SELECT DISTINCT
        upt_id, tahun, tabel, doc_id, versi, tanggal, nama_berkas, upt_raw, jenis = 'RAPK' AS rencana,
        CASE WHEN versi = 'AWAL' THEN 1 WHEN versi IS NULL THEN 2 ELSE 3 END AS urutan_versi
    FROM _target_versi
    WHERE tabel IN ('RAPK', 'PK')
),
pertama AS (
    SELECT * FROM versi QUALIFY row_number() OVER (PARTITION BY upt_id, tahun, tabel, doc_id ORDER BY urutan_versi) = 1
),
terakhir AS (
    SELECT * FROM versi QUALIFY row_number() OVER (PARTITION BY upt_id, tahun, tabel, doc_id ORDER BY urutan_versi DESC) = 1
),
pasangan AS (
    SELECT
        b.upt_id, b.tahun, b.tabel, b.upt_raw, a.doc_id AS doc_id_lama, a.versi AS versi_lama, a.tanggal AS tanggal_lama,
        a.nama_berkas AS nama_berkas_lama, b.doc_id AS doc_id_baru, b.versi AS versi_baru, b.tanggal AS tanggal_baru,
        b.nama_berkas AS nama_berkas_baru
    FROM versi a
    JOIN versi b ON b.doc_id = a.doc_id AND b.tabel = a.tabel AND b.upt_id IS NOT DISTINCT FROM a.upt_id AND b.tahun IS NOT DISTINCT FROM a.tahun
    WHERE a.versi = 'AWAL' AND b.versi = 'REVISI'
    UNION ALL
    SELECT
        b.upt_id, b.tahun, b.tabel, b.upt_raw, a.doc_id, a.versi, a.tanggal, a.nama_berkas, b.doc_id, b.versi, b.tanggal, b.nama_berkas
    FROM pertama b
    JOIN terakhir a ON a.upt_id = b.upt_id AND a.tahun = b.tahun AND a.tabel = b.tabel AND a.tanggal < b.tanggal
        AND a.rencana IS NOT DISTINCT FROM b.rencana
    -- the document right before this one
    QUALIFY row_number() OVER (PARTITION BY b.upt_id, b.tahun, b.tabel, b.doc_id ORDER BY a.tanggal DESC, a.doc_id DESC) = 1
),
lama AS (
    SELECT p.*, t.kunci, t.urutan, t.indikator_id, t.indikator, t.satuan, t.target_tahunan, t.anggaran_rp, t.target_id, t.baris, t.halaman, t.line
    FROM pasangan p
    JOIN _target_versi t ON t.doc_id = p.doc_id_lama AND t.tabel = p.tabel AND t.versi IS NOT DISTINCT FROM p.versi_lama
        AND t.upt_id IS NOT DISTINCT FROM p.upt_id AND t.tahun IS NOT DISTINCT FROM p.tahun
),
baru AS (
    SELECT p.*, t.kunci, t.urutan, t.indikator_id, t.indikator, t.satuan, t.target_tahunan, t.anggaran_rp, t.target_id, t.baris, t.halaman, t.line
    FROM pasangan p
    JOIN _target_versi t ON t.doc_id = p.doc_id_baru AND t.tabel = p.tabel AND t.versi IS NOT DISTINCT FROM p.versi_baru
        AND t.upt_id IS NOT DISTINCT FROM p.upt_id AND t.tahun IS NOT DISTINCT FROM p.tahun
),
berdampingan AS (
    SELECT
        coalesce(b.upt_id, a.upt_id) AS upt_id, coalesce(b.tahun, a.tahun) AS tahun, coalesce(b.tabel, a.tabel) AS tabel,
        coalesce(b.upt_raw, a.upt_raw) AS upt_raw, coalesce(b.kunci, a.kunci) AS kunci, coalesce(b.urutan, a.urutan) AS urutan,
        coalesce(b.indikator_id, a.indikator_id) AS indikator_id, coalesce(b.indikator, a.indikator) AS indikator,
        coalesce(b.satuan, a.satuan) AS satuan, a.target_tahunan AS target_tahunan_lama, b.target_tahunan AS target_tahunan_baru,
        a.anggaran_rp AS anggaran_lama_rp, b.anggaran_rp AS anggaran_baru_rp, a.target_id AS target_id_lama, b.target_id AS target_id_baru,
        coalesce(b.versi_lama, a.versi_lama) AS versi_lama, coalesce(b.versi_baru, a.versi_baru) AS versi_baru,
        coalesce(b.tanggal_lama, a.tanggal_lama) AS tanggal_lama, coalesce(b.tanggal_baru, a.tanggal_baru) AS tanggal_baru,
        coalesce(b.doc_id_lama, a.doc_id_lama) AS doc_id_lama, coalesce(b.doc_id_baru, a.doc_id_baru) AS doc_id_baru,
        coalesce(b.nama_berkas_lama, a.nama_berkas_lama) AS nama_berkas_lama,
        coalesce(b.nama_berkas_baru, a.nama_berkas_baru) AS nama_berkas_baru,
        a.halaman AS halaman_lama, b.halaman AS halaman_baru, a.line AS line_lama, b.line AS line_baru, a.baris AS baris_lama, b.baris AS baris_baru
    FROM lama a
    FULL JOIN baru b ON b.doc_id_lama = a.doc_id_lama AND b.doc_id_baru = a.doc_id_baru AND b.tabel = a.tabel
        AND coalesce(b.versi_lama, '') = coalesce(a.versi_lama, '') AND coalesce(b.versi_baru, '') = coalesce(a.versi_baru, '')
        AND coalesce(b.upt_id, '') = coalesce(a.upt_id, '') AND coalesce(b.tahun, 0) = coalesce(a.tahun, 0)
        AND b.kunci = a.kunci AND b.urutan = a.urutan
),
bulan AS (
    SELECT
        b.target_id_lama, b.target_id_baru,
        list_sort(list(concat(
            'B', lpad(CAST(x.bulan AS VARCHAR), 2, '0'), ': ',
            coalesce(replace(regexp_replace(CAST(x.nilai AS VARCHAR), '\.?0+$', ''), '.', ','), 'kosong'), ' → ',
            coalesce(replace(regexp_replace(CAST(y.nilai AS VARCHAR), '\.?0+$', ''), '.', ','), 'kosong')
        ))) AS bulan_berubah
    FROM berdampingan b
    JOIN target_bulanan x ON x.target_id = b.target_id_lama
    JOIN target_bulanan y ON y.target_id = b.target_id_baru AND y.bulan = x.bulan
    WHERE x.nilai IS DISTINCT FROM y.nilai
    GROUP BY ALL
)
SELECT
    b.tahun, b.upt_id, coalesce(u.nama_upt, b.upt_raw) AS nama_upt, u.level, b.tabel, b.indikator_id, b.indikator, b.urutan, b.satuan,
    CASE
        WHEN b.target_id_lama IS NULL THEN 'baru'
        WHEN b.target_id_baru IS NULL THEN 'dihapus'
        WHEN b.target_tahunan_lama IS DISTINCT FROM b.target_tahunan_baru OR b.anggaran_lama_rp IS DISTINCT FROM b.anggaran_baru_rp
            OR m.bulan_berubah IS NOT NULL THEN 'berubah'
        ELSE 'sama'
    END AS status,
    b.target_tahunan_lama, b.target_tahunan_baru, CAST(b.target_tahunan_baru - b.target_tahunan_lama AS DECIMAL(18, 6)) AS selisih_target,
    b.anggaran_lama_rp, b.anggaran_baru_rp, CAST(b.anggaran_baru_rp - b.anggaran_lama_rp AS DECIMAL(18, 2)) AS selisih_anggaran_rp,
    coalesce(m.bulan_berubah, CAST([] AS VARCHAR[])) AS bulan_berubah,
    b.versi_lama, b.versi_baru, b.tanggal_lama, b.tanggal_baru, b.doc_id_lama, b.doc_id_baru, b.nama_berkas_lama, b.nama_berkas_baru,
    b.target_id_lama, b.target_id_baru, b.halaman_lama, b.halaman_baru, b.line_lama, b.line_baru, b.baris_lama, b.baris_baru,
    xa.target_tahunan AS bukti_target_lama, xb.target_tahunan AS bukti_target_baru,
    xa.anggaran_rp AS bukti_anggaran_lama, xb.anggaran_rp AS bukti_anggaran_baru, b.doc_id_baru AS doc_id
FROM berdampingan b
LEFT JOIN _bukti_baris xa ON xa.tabel = 'target' AND xa.doc_id = b.doc_id_lama AND xa.baris = b.baris_lama AND xa.bagian = 1
LEFT JOIN _bukti_baris xb ON xb.tabel = 'target' AND xb.doc_id = b.doc_id_baru AND xb.baris = b.baris_baru AND xb.bagian = 1
LEFT JOIN bulan m ON m.target_id_lama = b.target_id_lama AND m.target_id_baru = b.target_id_baru
LEFT JOIN _upt_per_tahun u ON u.upt_id = b.upt_id AND u.tahun IS NOT DISTINCT FROM b.tahun;
