-- Tabel bantu. Satu baris satu deret dan satu indikator di dalamnya: deret dinamai menurut indikator terakhirnya, dan memuat semua
-- pendahulunya. Indikator yang pecah menjadi beberapa ada di deret setiap pecahannya.
-- diperbarui: seluruhnya
-- kolom deret_id: indikator terakhir deret itu, yang tidak punya penerus
-- kolom indikator_id: indikator di dalam deret
-- kolom langkah: 0 untuk indikator terakhir, 1 pendahulunya, dan seterusnya
-- kolom jenis: hubungan dengan indikator sesudahnya: penerus, pecah; kosong pada indikator terakhir
CREATE TABLE _deret_anggota AS
WITH RECURSIVE anggota AS (
    SELECT i.indikator_id AS deret_id, i.indikator_id, 0 AS langkah, CAST(NULL AS VARCHAR) AS jenis
    FROM dim_indikator i
    WHERE NOT EXISTS (SELECT 1 FROM dim_indikator_penerus p WHERE p.indikator_id = i.indikator_id)
    UNION ALL
    SELECT a.deret_id, p.indikator_id, CAST(a.langkah + 1 AS INTEGER), p.jenis
    FROM anggota a JOIN dim_indikator_penerus p ON p.penerus_id = a.indikator_id
    WHERE a.langkah < 10
)
SELECT deret_id, indikator_id, min(langkah) AS langkah, arg_min(jenis, langkah) AS jenis
FROM anggota
GROUP BY ALL;
