-- Tabel bantu. Satu baris satu kantor, tahun, dan dokumen RAPK yang punya saingan: dokumen lain dari kantor dan tahun yang sama, bertanggal sama atau salah
-- satunya tanpa tanggal, dengan target atau anggaran yang lain. Mana yang berlaku tidak dikatakan dokumennya; orang menulis tanggalnya.
-- diperbarui: kantor
-- kolom upt_id: kantor yang sama
-- kolom tahun: tahun yang sama
-- kolom saingan: nama berkas yang lain
CREATE TABLE _dokumen_kembar AS
WITH isi AS (
    SELECT
        upt_id, tahun, doc_id, nama_berkas, tanggal,
        list_sort(list(concat_ws('|', kunci, urutan, versi, coalesce(target_tahunan, -1), coalesce(anggaran_rp, -1)))) AS isi
    FROM _target_versi
    WHERE jenis = 'RAPK' AND tabel = 'RAPK' AND upt_id IS NOT NULL AND tahun IS NOT NULL
    GROUP BY ALL
)
SELECT a.doc_id, a.upt_id, a.tahun, list_sort(list(DISTINCT b.nama_berkas)) AS saingan
FROM isi a
JOIN isi b ON b.upt_id = a.upt_id AND b.tahun = a.tahun AND b.doc_id <> a.doc_id AND b.isi <> a.isi
    AND (a.tanggal IS NULL OR b.tanggal IS NULL OR a.tanggal = b.tanggal)
GROUP BY a.doc_id, a.upt_id, a.tahun;
