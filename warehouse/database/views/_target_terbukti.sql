-- Tampilan bantu. Satu baris satu indikator yang angkanya terbukti: hitungan yang membuktikannya lolos dan tidak ada yang gagal atau
-- tak terbukti. Aturan mana yang membuktikan ada di aturan.csv.
-- kolom target_id: kunci baris target
CREATE VIEW _target_terbukti AS
SELECT c.target_id
FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
WHERE c.target_id IS NOT NULL AND (list_contains(string_split(a.membuktikan, '|'), 'target') OR a.tentang = 'target')
GROUP BY c.target_id
HAVING bool_and(c.status = 'lolos') AND bool_or(list_contains(string_split(a.membuktikan, '|'), 'target'));
