-- The indicator with most results over the years, at the offices that have it longest; breaks in the scale split nothing here, the years say it.
WITH hasil AS (
    SELECT deret_id, nama_deret, satuan, nama_upt, tahun, target, realisasi FROM v_deret_indikator
    WHERE upt_id IS NOT NULL AND tahun IS NOT NULL AND (target IS NOT NULL OR realisasi IS NOT NULL)
),
terpilih AS (
    SELECT deret_id FROM hasil GROUP BY deret_id HAVING count(DISTINCT tahun) > 1
    ORDER BY count(DISTINCT tahun) DESC, count(realisasi) DESC, deret_id LIMIT 1
),
kantor AS (
    SELECT nama_upt FROM hasil WHERE deret_id IN (FROM terpilih)
    GROUP BY nama_upt ORDER BY count(DISTINCT tahun) DESC, count(realisasi) DESC, nama_upt LIMIT 6
)
SELECT nama_deret, satuan, nama_upt, tahun, target, realisasi FROM hasil
WHERE deret_id IN (FROM terpilih) AND nama_upt IN (FROM kantor)
ORDER BY nama_upt, tahun
