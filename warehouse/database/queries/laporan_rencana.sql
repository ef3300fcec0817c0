-- The plan that holds of each office in the year that its page is about (of its last report, else of its last plan), one row an indicator,
-- with its months (to be drawn) and its budget. progres: the months are percent of progress.
WITH laporan AS (
    SELECT upt_id, max(tahun) AS tahun FROM _nilai_kantor WHERE sasaran_id IS NULL GROUP BY upt_id
),
berlaku AS MATERIALIZED (
    SELECT t.*
    FROM _target_berlaku t LEFT JOIN laporan l USING (upt_id)
    WHERE t.upt_id IS NOT NULL AND t.indikator_id IS NOT NULL AND t.tahun IS NOT NULL AND t.level <> 'PUSAT' AND t.urutan = 1
    QUALIFY t.tahun = coalesce(l.tahun, max(t.tahun) FILTER (t.peran = 'target') OVER (PARTITION BY t.upt_id))
),
bulan AS (
    SELECT target_id, list(CAST(nilai AS DOUBLE) ORDER BY bulan) AS bulan, bool_or(satuan = 'persen_progres') AS progres
    FROM target_bulanan
    WHERE target_id IN (SELECT target_id FROM berlaku WHERE peran = 'target')
    GROUP BY target_id
    HAVING count(nilai) > 0
)
SELECT
    t.upt_id, t.nama_upt, t.level, t.tahun, t.indikator_id, t.nama_indikator, m.sasaran_id, t.satuan, t.target_tahunan, b.bulan,
    coalesce(b.progres, FALSE) AS progres, coalesce(t.anggaran_rp, a.anggaran_rp) AS anggaran_rp, t.nama_berkas, t.doc_id, t.baris, t.halaman, t.line
FROM berlaku t
LEFT JOIN bulan b ON b.target_id = t.target_id
LEFT JOIN berlaku a ON a.peran = 'anggaran' AND a.kunci = t.kunci AND a.upt_id = t.upt_id AND a.tahun = t.tahun
LEFT JOIN dim_indikator_sasaran m ON m.indikator_id = t.indikator_id AND m.tahun = t.tahun
WHERE t.peran = 'target'
