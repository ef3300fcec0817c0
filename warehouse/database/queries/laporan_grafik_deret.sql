-- The indicator with most results over the years, at the offices that have it longest; breaks in the scale split nothing here, the years say it.
-- An office is one line through all its names, and goes by the latest.
WITH hasil AS (
    SELECT deret_id, nama_deret, satuan, upt_id, nama_upt, tahun, target, realisasi FROM v_deret_indikator
    WHERE upt_id IS NOT NULL AND tahun IS NOT NULL AND (target IS NOT NULL OR realisasi IS NOT NULL)
),
terpilih AS (
    SELECT deret_id FROM hasil GROUP BY deret_id HAVING count(DISTINCT tahun) > 1
    ORDER BY count(DISTINCT tahun) DESC, count(realisasi) DESC, deret_id LIMIT 1
),
kantor AS (
    SELECT upt_id, arg_max(nama_upt, tahun) AS nama_upt FROM hasil WHERE deret_id IN (FROM terpilih)
    GROUP BY upt_id ORDER BY count(DISTINCT tahun) DESC, count(realisasi) DESC, upt_id LIMIT 6
)
SELECT h.nama_deret, h.satuan, k.nama_upt, h.tahun, h.target, h.realisasi FROM hasil h JOIN kantor k USING (upt_id)
WHERE h.deret_id IN (FROM terpilih)
ORDER BY k.nama_upt, h.upt_id, h.tahun
