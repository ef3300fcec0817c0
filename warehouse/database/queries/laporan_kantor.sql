-- The offices that exist in a year of the warehouse's documents, and whether their plan is there. The head office is none of them.
SELECT u.upt_id, u.nama_upt, u.level, u.tahun, bool_or(coalesce(d.jenis = 'RAPK', FALSE)) AS berencana
FROM _upt_per_tahun u
LEFT JOIN dokumen d ON d.upt_id = u.upt_id AND d.tahun = u.tahun
WHERE u.berlaku AND u.level <> 'PUSAT' AND u.tahun IN (SELECT tahun FROM dokumen)
GROUP BY ALL
