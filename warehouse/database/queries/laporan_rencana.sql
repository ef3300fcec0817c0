-- The plan that holds, one row an indicator, office and year, with its months (to be drawn) and its budget. progres: the months are percent
-- of progress.
WITH bulan AS (
    SELECT target_id, list(CAST(nilai AS DOUBLE) ORDER BY bulan) AS bulan, bool_or(satuan = 'persen_progres') AS progres
    FROM target_bulanan
    WHERE target_id IN (SELECT target_id FROM _target_berlaku WHERE peran = 'target')
    GROUP BY target_id
    HAVING count(nilai) > 0
),
berlaku AS MATERIALIZED (
    SELECT * FROM _target_berlaku WHERE upt_id IS NOT NULL AND indikator_id IS NOT NULL AND tahun IS NOT NULL AND level <> 'PUSAT' AND urutan = 1
)
SELECT
    t.upt_id, t.nama_upt, t.level, t.tahun, t.indikator_id, t.nama_indikator, m.sasaran_id, t.satuan, t.target_tahunan, b.bulan,
    coalesce(b.progres, FALSE) AS progres, coalesce(t.anggaran_rp, a.anggaran_rp) AS anggaran_rp, t.nama_berkas, t.doc_id, t.baris, t.halaman, t.line
FROM berlaku t
LEFT JOIN bulan b ON b.target_id = t.target_id
LEFT JOIN berlaku a ON a.peran = 'anggaran' AND a.kunci = t.kunci AND a.upt_id = t.upt_id AND a.tahun = t.tahun
LEFT JOIN dim_indikator_sasaran m ON m.indikator_id = t.indikator_id AND m.tahun = t.tahun
WHERE t.peran = 'target'
