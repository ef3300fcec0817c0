-- Satu baris satu indikator dan pasangan versi: target dan anggaran semula di samping target dan anggaran menjadi.
-- Pasangan: tabel AWAL dan REVISI di satu dokumen; dan satu dokumen dengan dokumen sebelumnya (tanggal lebih awal) dari kantor, tahun, dan
-- jenis tabel yang sama (RAPK dengan RAPK, PK dengan PK), rencana dengan rencana dan laporan dengan laporan: versi terakhir dokumen lama dengan versi pertama dokumen baru. Dokumen tanpa
-- tanggal tidak dipasangkan dengan dokumen lain. Indikator dipasangkan menurut indikator_id, atau nama tercetak selama itu kosong:
-- nama yang diganti muncul sebagai dihapus dan baru. Sel kosong yang menjadi terisi (atau sebaliknya) dihitung berubah.
-- Nilai dalam satuan indikator, rupiah penuh.
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom tabel: RAPK atau PK
-- kolom indikator: nama indikator seperti tercetak pada versi baru; versi lama bila dihapus
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom satuan: persen indeks nilai jumlah
-- kolom status: sama, berubah (target, anggaran, atau salah satu bulan), baru, dihapus
-- kolom target_tahunan_lama: target setahun semula
-- kolom target_tahunan_baru: target setahun menjadi
-- kolom selisih_target: target baru dikurangi target lama
-- kolom anggaran_lama_rp: anggaran indikator semula, rupiah penuh
-- kolom anggaran_baru_rp: anggaran indikator menjadi, rupiah penuh
-- kolom selisih_anggaran_rp: anggaran baru dikurangi anggaran lama, rupiah penuh
-- kolom bulan_berubah: bulan yang targetnya berganti, misalnya B07: 60 → 65; kosong berarti sel itu kosong
-- kolom versi_lama: AWAL, REVISI; kosong bila dokumen lama hanya memuat satu versi
-- kolom versi_baru: AWAL, REVISI; kosong bila dokumen baru hanya memuat satu versi
-- kolom tanggal_lama: tanggal dokumen lama
-- kolom tanggal_baru: tanggal dokumen baru
-- kolom doc_id_lama: dokumen lama
-- kolom doc_id_baru: dokumen baru; sama dengan doc_id_lama bila AWAL dan REVISI di satu dokumen
-- kolom nama_berkas_lama: berkas lama
-- kolom nama_berkas_baru: berkas baru
-- kolom target_id_lama: baris target lama; kosong bila indikatornya baru
-- kolom target_id_baru: baris target baru; kosong bila indikatornya dihapus
-- kolom halaman_lama: halaman PDF target lama; kosong untuk dump teks
-- kolom halaman_baru: halaman PDF target baru; kosong untuk dump teks
-- kolom line_lama: baris dump teks target lama; kosong untuk PDF
-- kolom line_baru: baris dump teks target baru; kosong untuk PDF
-- kolom bukti_target_lama: bukti target_tahunan_lama (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_target_baru: bukti target_tahunan_baru (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_anggaran_lama: bukti anggaran_lama_rp (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
-- kolom bukti_anggaran_baru: bukti anggaran_baru_rp (lihat tabel bukti): diterima, berselisih, terbukti, tak_terbukti; kosong bila angkanya kosong
CREATE VIEW v_perubahan_target AS
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
    b.target_id_lama, b.target_id_baru, b.halaman_lama, b.halaman_baru, b.line_lama, b.line_baru,
    xa.target_tahunan AS bukti_target_lama, xb.target_tahunan AS bukti_target_baru,
    xa.anggaran_rp AS bukti_anggaran_lama, xb.anggaran_rp AS bukti_anggaran_baru
FROM berdampingan b
LEFT JOIN _bukti_baris xa ON xa.tabel = 'target' AND xa.doc_id = b.doc_id_lama AND xa.baris = b.baris_lama AND xa.bagian = 1
LEFT JOIN _bukti_baris xb ON xb.tabel = 'target' AND xb.doc_id = b.doc_id_baru AND xb.baris = b.baris_baru AND xb.bagian = 1
LEFT JOIN bulan m ON m.target_id_lama = b.target_id_lama AND m.target_id_baru = b.target_id_baru
LEFT JOIN _upt_per_tahun u ON u.upt_id = b.upt_id AND u.tahun IS NOT DISTINCT FROM b.tahun
ORDER BY
    b.tahun, b.upt_id NULLS LAST, b.tabel, b.tanggal_baru NULLS LAST, b.doc_id_baru, b.doc_id_lama, b.versi_lama NULLS FIRST,
    b.versi_baru NULLS FIRST, b.baris_baru NULLS LAST, b.baris_lama, b.target_id_baru, b.target_id_lama;
