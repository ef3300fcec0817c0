-- One row an indicator: its unit, the span of its yearly targets and how many offices have it.
SELECT indikator_id, mode(satuan) AS satuan, min(target_tahunan) AS terendah, max(target_tahunan) AS tertinggi, count(DISTINCT upt_id) AS kantor
FROM _target_berlaku WHERE peran = 'target' AND indikator_id IS NOT NULL GROUP BY indikator_id
