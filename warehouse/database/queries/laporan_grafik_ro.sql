-- What every office gives the dearest RO, in the year that most offices have: contributions only, which a budget is not to be set beside.
-- The head office stands apart and is left out.
WITH ada AS (
    SELECT tahun, ro_kunci, nama_ro, nama_upt, kontribusi_rp AS rp FROM v_ro_antar_upt
    WHERE upt_id IS NOT NULL AND level IS DISTINCT FROM 'PUSAT' AND kontribusi_rp IS NOT NULL
),
tahun_ini AS (
    SELECT * FROM ada WHERE tahun = (SELECT tahun FROM ada GROUP BY tahun ORDER BY count(DISTINCT nama_upt) DESC, tahun DESC LIMIT 1)
),
terbesar AS (
    SELECT ro_kunci, min(nama_ro) AS nama_ro, sum(rp) AS jumlah FROM tahun_ini GROUP BY ro_kunci ORDER BY jumlah DESC, ro_kunci LIMIT 12
)
SELECT a.tahun, t.ro_kunci, t.nama_ro, a.nama_upt, a.rp FROM terbesar t JOIN tahun_ini a USING (ro_kunci) ORDER BY t.jumlah DESC, t.ro_kunci, a.nama_upt
