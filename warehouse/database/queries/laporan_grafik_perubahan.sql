-- Targets that a revision moved, most moved first; of those in percent of the old one. One that PK and RAPK both print is one change.
SELECT
    nama_upt, tahun, concat(min(indikator), ' (', string_agg(DISTINCT tabel, ', ' ORDER BY tabel), ')') AS indikator, satuan,
    target_tahunan_lama AS semula, target_tahunan_baru AS menjadi
FROM v_perubahan_target
WHERE target_tahunan_lama IS NOT NULL AND target_tahunan_baru IS NOT NULL AND target_tahunan_lama <> target_tahunan_baru
    AND satuan IN ('persen', 'indeks', 'nilai')
GROUP BY upt_id, nama_upt, tahun, coalesce(indikator_id, indikator), urutan, satuan, target_tahunan_lama, target_tahunan_baru
ORDER BY abs(target_tahunan_baru - target_tahunan_lama) / nullif(abs(target_tahunan_lama), 0) DESC NULLS LAST, nama_upt, indikator
LIMIT 14
