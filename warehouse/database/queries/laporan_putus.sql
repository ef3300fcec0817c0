-- Where an indicator's figures stop being comparable with those before: it took another's place, or its scale changed.
SELECT p.penerus_id AS indikator_id, p.tahun, p.jenis AS sebab, p.indikator_id AS sebelumnya, p.catatan FROM dim_indikator_penerus p
UNION ALL
SELECT indikator_id, tahun_mulai, 'skala', NULL, concat(dari, '–', sampai, ', ', sumber) FROM dim_indikator_skala WHERE tahun_mulai IS NOT NULL
