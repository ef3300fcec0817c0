-- What rows of v_perlu_tinjau may be about.
SELECT DISTINCT sumber, alasan FROM _temuan_semua
UNION
SELECT DISTINCT 'dokumen', concat('dokumen: ', status) FROM dokumen
