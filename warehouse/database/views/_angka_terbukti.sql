-- Tampilan bantu. Satu baris satu indikator yang angkanya terbukti untuk ekspor: oleh hitungannya sendiri (_target_terbukti); oleh total yang
-- tercetak, bila semua anggaran tabelnya berjumlah tepat sama; atau oleh laporannya, bila capaian yang dihitung dari target itu cocok.
-- Tidak ada hitungannya sendiri yang gagal.
-- kolom target_id: kunci baris target
CREATE VIEW _angka_terbukti AS
WITH gagal AS (
    SELECT DISTINCT target_id FROM cek WHERE status = 'gagal' AND target_id IS NOT NULL
),
total AS (
    SELECT doc_id, tabel_no FROM cek WHERE aturan = 'total_dokumen' GROUP BY ALL HAVING bool_and(status = 'lolos')
),
dari_total AS (
    SELECT t.target_id FROM target t JOIN total x ON x.doc_id = t.doc_id AND x.tabel_no = t.tabel_no WHERE t.anggaran_rp IS NOT NULL
),
dari_laporan AS (
    SELECT t.target_id
    FROM target t
    JOIN capaian c ON c.doc_id = t.doc_id AND c.indikator_id = t.indikator_id AND c.tahun = t.tahun AND c.upt_id IS NOT DISTINCT FROM t.upt_id
        AND c.periode = 'TAHUNAN' AND c.target = t.target_tahunan AND c.tabel <> 'RENSTRA'
    JOIN cek k ON k.doc_id = c.doc_id AND k.baris = c.baris AND k.aturan = 'capaian_vs_target' AND k.status = 'lolos'
)
SELECT target_id FROM _target_terbukti
UNION
SELECT target_id FROM dari_total WHERE target_id NOT IN (SELECT target_id FROM gagal)
UNION
SELECT target_id FROM dari_laporan WHERE target_id NOT IN (SELECT target_id FROM gagal);
