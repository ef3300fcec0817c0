-- Tabel bantu. Satu baris satu kantor, tahun, dan peran: dari tabel mana targetnya diambil, dan dari tabel mana anggaran dan RO-nya, bila
-- ada beberapa dokumen. Laporan kinerja mencetak ulang RAPK tanpa anggaran: karena itu anggaran dicari tersendiri.
-- Target: tabel RAPK didahulukan dari PK, PK dari RKT; dokumen RAPK, dan versi REVISI di laporan, sebelum cetakan ulang di laporan; lalu
-- tanggal terbaru; dokumen RAPK; versi REVISI; doc_id. Anggaran: tabel yang memuat anggaran, lalu urutan yang sama.
-- Seluruh isi diambil dari satu tabel dan satu versi: indikator yang dihapus pada revisi tidak ikut.
-- Dokumen yang kantornya tidak dikenali berdiri sendiri-sendiri, dengan upt_id kosong.
-- diperbarui: kantor
-- kolom peran: target; anggaran (anggaran indikator dan RO)
CREATE TABLE _dokumen_berlaku AS
WITH isi AS (
    SELECT
        coalesce(t.upt_id, d.upt_id) AS upt_id, coalesce(t.tahun, d.tahun) AS tahun, t.doc_id, t.tabel, t.versi, d.tanggal, d.jenis,
        t.anggaran_rp
    FROM target t JOIN dokumen d USING (doc_id)
    UNION ALL
    -- RO lines whose indicator is lost: all that may be left of a damaged document
    SELECT d.upt_id, d.tahun, k.doc_id, k.tabel, k.versi, d.tanggal, d.jenis, k.kontribusi_rp
    FROM kontribusi_ro k JOIN dokumen d USING (doc_id)
    WHERE k.target_id IS NULL
),
tabel AS (
    SELECT
        upt_id, tahun, doc_id, tabel, versi, tanggal, jenis IS NOT DISTINCT FROM 'RAPK' AS rencana, count(anggaran_rp) > 0 AS beranggaran,
        CASE tabel WHEN 'RAPK' THEN 1 WHEN 'PK' THEN 2 ELSE 3 END AS urutan_tabel,
        CASE WHEN versi = 'REVISI' THEN 1 WHEN versi IS NULL THEN 2 ELSE 3 END AS urutan_versi
    FROM isi
    WHERE tabel IN ('RAPK', 'PK', 'RKT')
    GROUP BY ALL
),
target_dari AS (
    SELECT * FROM tabel
    QUALIFY row_number() OVER (
        PARTITION BY tahun, coalesce(upt_id, doc_id)
        ORDER BY
            urutan_tabel, tabel = 'RAPK' AND NOT rencana AND versi IS DISTINCT FROM 'REVISI', tanggal DESC NULLS LAST, rencana DESC, urutan_versi,
            doc_id DESC
    ) = 1
),
anggaran_dari AS (
    SELECT * FROM tabel
    QUALIFY row_number() OVER (
        PARTITION BY tahun, coalesce(upt_id, doc_id)
        ORDER BY
            beranggaran DESC, urutan_tabel, tabel = 'RAPK' AND NOT rencana AND versi IS DISTINCT FROM 'REVISI', tanggal DESC NULLS LAST,
            rencana DESC, urutan_versi, doc_id DESC
    ) = 1
)
SELECT 'target' AS peran, upt_id, tahun, doc_id, tabel, versi FROM target_dari
UNION ALL
SELECT 'anggaran', upt_id, tahun, doc_id, tabel, versi FROM anggaran_dari;
