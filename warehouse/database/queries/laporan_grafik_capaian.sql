-- Achievement of every indicator at every office, in the year and period that most offices have.
WITH ada AS (
    SELECT tahun, periode, nama_upt, capaian_persen FROM v_capaian_antar_upt WHERE capaian_persen IS NOT NULL AND upt_id IS NOT NULL
)
SELECT tahun, periode, nama_upt, capaian_persen FROM ada
WHERE (tahun, periode) = (
    SELECT (tahun, periode) FROM ada GROUP BY tahun, periode ORDER BY count(DISTINCT nama_upt) DESC, count(*) DESC, tahun DESC, periode LIMIT 1
)
ORDER BY nama_upt, capaian_persen
