-- The twelve months of target $1 as read, with its yearly target, unit and row.
SELECT m.nilai, t.target_tahunan, t.satuan, t.baris FROM target_bulanan m JOIN target t USING (target_id) WHERE target_id = $1 ORDER BY m.bulan
