-- The six outputs of an office and year that it gives most, beside the median of the offices.
SELECT tahun, upt_id, ro_kunci, nama_ro, kontribusi_rp, median_rp, jumlah_upt, nama_berkas, doc_id, halaman, line
FROM v_ro_antar_upt
WHERE upt_id IS NOT NULL AND tahun IS NOT NULL AND kontribusi_rp IS NOT NULL
QUALIFY row_number() OVER (PARTITION BY upt_id, tahun ORDER BY kontribusi_rp DESC, ro_kunci) <= 6
