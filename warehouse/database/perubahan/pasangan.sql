-- Satu baris satu dokumen sekarang dan dokumen sebelumnya yang digantikannya: isinya sama, atau namanya sama.
-- banding: nilainya dapat berbeda, sebab isinya lain atau dibaca ulang.
CREATE TEMP TABLE pasangan AS
WITH sama_isi AS (
    SELECT a.doc_id AS doc_id_lama, b.doc_id AS doc_id_baru FROM lama.dokumen a JOIN dokumen b USING (doc_id)
),
sama_nama AS (
    SELECT a.doc_id AS doc_id_lama, b.doc_id AS doc_id_baru
    FROM lama.dokumen a JOIN dokumen b USING (nama_berkas)
    WHERE a.doc_id NOT IN (SELECT doc_id_lama FROM sama_isi) AND b.doc_id NOT IN (SELECT doc_id_baru FROM sama_isi)
),
semua AS (
    FROM sama_isi UNION ALL FROM sama_nama
    UNION ALL SELECT doc_id, NULL FROM lama.dokumen
    WHERE doc_id NOT IN (SELECT doc_id_lama FROM sama_isi UNION ALL SELECT doc_id_lama FROM sama_nama)
    UNION ALL SELECT NULL, doc_id FROM dokumen
    WHERE doc_id NOT IN (SELECT doc_id_baru FROM sama_isi UNION ALL SELECT doc_id_baru FROM sama_nama)
)
SELECT
    row_number() OVER (ORDER BY coalesce(b.nama_berkas, a.nama_berkas), s.doc_id_baru, s.doc_id_lama) AS pasangan,
    s.doc_id_lama, s.doc_id_baru, coalesce(b.nama_berkas, a.nama_berkas) AS nama_berkas, a.nama_berkas AS nama_lama,
    coalesce(b.upt_id, a.upt_id) AS upt_id, coalesce(b.tahun, a.tahun) AS tahun,
    s.doc_id_lama IS NOT NULL AND s.doc_id_baru IS NOT NULL
        AND (s.doc_id_lama <> s.doc_id_baru OR a.diproses_pada IS DISTINCT FROM b.diproses_pada) AS banding,
    CASE
        WHEN s.doc_id_lama IS NULL THEN 'baru'
        WHEN s.doc_id_baru IS NULL THEN 'hilang'
        WHEN s.doc_id_lama <> s.doc_id_baru THEN 'berganti'
        WHEN a.nama_berkas <> b.nama_berkas THEN 'berganti nama'
    END AS perubahan
FROM semua s
LEFT JOIN lama.dokumen a ON a.doc_id = s.doc_id_lama
LEFT JOIN dokumen b ON b.doc_id = s.doc_id_baru;
