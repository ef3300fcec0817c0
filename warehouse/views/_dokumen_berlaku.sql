-- Tampilan bantu. Satu baris satu kantor dan tahun: dari tabel mana targetnya diambil, bila ada beberapa dokumen.
-- Tabel RAPK didahulukan dari PK, PK dari RKT; lalu tanggal terbaru; lalu versi REVISI; lalu doc_id.
-- Seluruh isi diambil dari satu tabel dan satu versi: indikator yang dihapus pada revisi tidak ikut.
-- Dokumen yang kantornya tidak dikenali berdiri sendiri-sendiri, dengan upt_id kosong.
CREATE VIEW _dokumen_berlaku AS
WITH isi AS (
    SELECT coalesce(t.upt_id, d.upt_id) AS upt_id, coalesce(t.tahun, d.tahun) AS tahun, t.doc_id, t.tabel, t.versi, d.tanggal
    FROM target t JOIN dokumen d USING (doc_id)
    UNION
    -- RO lines whose indicator is lost: all that may be left of a damaged document
    SELECT d.upt_id, d.tahun, k.doc_id, k.tabel, k.versi, d.tanggal
    FROM kontribusi_ro k JOIN dokumen d USING (doc_id)
    WHERE k.target_id IS NULL
)
SELECT upt_id, tahun, doc_id, tabel, versi
FROM isi
WHERE tabel IN ('RAPK', 'PK', 'RKT')
QUALIFY row_number() OVER (
    PARTITION BY tahun, coalesce(upt_id, doc_id)
    ORDER BY
        CASE tabel WHEN 'RAPK' THEN 1 WHEN 'PK' THEN 2 ELSE 3 END,
        tanggal DESC NULLS LAST,
        CASE WHEN versi = 'REVISI' THEN 1 WHEN versi IS NULL THEN 2 ELSE 3 END,
        doc_id DESC
) = 1;
