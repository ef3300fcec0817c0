-- Tabel bantu. Satu baris satu tabel yang angkanya diekspor dan memuat angka yang belum terbukti. Orang dapat mencocokkannya dengan
-- halamannya dan menerimanya (v_perlu_tinjau): semua angkanya yang belum terbukti lalu diterima.
-- diperbarui: dokumen
-- kolom perihal: target (rencana: target, bulan, dan baris RO), capaian, efisiensi, volume_ro
-- kolom jumlah: banyaknya angka yang belum terbukti
-- kolom sidik: sidik angka-angka tabel itu; angka lain berarti pertanyaan baru
CREATE TABLE _tanpa_bukti AS
WITH baris AS (
    SELECT DISTINCT 'target' AS perihal, doc_id, tabel_no, tabel, baris, halaman, line, concat_ws(' ', target_tahunan, anggaran_rp) AS isi
    FROM _target_berlaku
    UNION ALL
    SELECT 'target', k.doc_id, k.tabel_no, k.tabel, k.baris, k.halaman, k.line, concat_ws(' ', k.anggaran_rp, k.kontribusi_rp)
    FROM kontribusi_ro k
    WHERE EXISTS (SELECT 1 FROM _target_berlaku t WHERE t.doc_id = k.doc_id AND t.tabel_no = k.tabel_no)
    UNION ALL
    SELECT 'capaian', doc_id, tabel_no, tabel, baris, halaman, line, concat_ws(' ', target, pembilang, penyebut, realisasi, capaian_persen)
    FROM _capaian_pilihan
    WHERE cakupan = 'sendiri' AND tahun_laporan AND tabel <> 'EFISIENSI'
    UNION ALL
    SELECT 'efisiensi', e.doc_id, e.tabel_no, e.tabel, e.baris, e.halaman, e.line, concat_ws(' ', e.realisasi_rp, e.input_persen)
    FROM efisiensi e
    WHERE EXISTS (SELECT 1 FROM _efisiensi_berlaku b WHERE b.doc_id = e.doc_id AND b.baris = e.baris)
    UNION ALL
    SELECT 'volume_ro', doc_id, tabel_no, tabel, baris, halaman, line, concat_ws(' ', target_volume, target, realisasi)
    FROM volume_ro
),
belum AS (
    SELECT
        doc_id, baris, CASE WHEN tabel IN ('target', 'target_bulanan', 'kontribusi_ro') THEN 'target' ELSE tabel END AS perihal,
        count(*) AS jumlah
    FROM bukti
    WHERE status = 'tak_terbukti' AND tabel <> 'dokumen'
    GROUP BY ALL
)
SELECT
    r.perihal, r.doc_id, r.tabel_no, any_value(r.tabel) AS tabel, min(r.baris) AS baris, arg_min(r.halaman, r.baris) AS halaman,
    arg_min(r.line, r.baris) AS line, CAST(sum(b.jumlah) AS BIGINT) AS jumlah, md5(string_agg(r.isi, '|' ORDER BY r.baris, r.isi)) AS sidik
FROM (SELECT perihal, doc_id, tabel_no, tabel, baris, min(halaman) AS halaman, min(line) AS line, string_agg(isi, ' ' ORDER BY isi) AS isi
    FROM baris GROUP BY ALL) r
LEFT JOIN belum b ON b.perihal = r.perihal AND b.doc_id = r.doc_id AND b.baris = r.baris
GROUP BY r.perihal, r.doc_id, r.tabel_no
HAVING sum(b.jumlah) > 0;
