-- Tabel bantu. Satu baris satu kantor dan tahun yang ada di gudang data (juga tahun kosong): nama dan level pada tahun itu.
-- Pada tahun pergantian level, dua masa bertumpang tindih: level yang lebih baru dipakai. Di luar semua masa: masa terdekat.
-- diperbarui: seluruhnya
-- kolom tahun: tahun kinerja
-- kolom nama_upt: nama resmi kantor pada tahun itu
-- kolom nasional: benar untuk BPOM sebagai lembaga, yang dokumennya adalah dokumen nasional
-- kolom berlaku: salah bila kantor ini belum atau tidak lagi ada pada tahun itu
CREATE TABLE _upt_per_tahun AS
WITH tahun AS (
    SELECT tahun FROM dokumen
    UNION
    SELECT tahun FROM target
    UNION
    -- a report prints the years before it too
    SELECT tahun FROM capaian
),
masa AS (
    SELECT
        u.*, t.tahun,
        -- 0: the year lies within the period; otherwise how many years away it is
        greatest(0, coalesce(u.tahun_mulai - t.tahun, 0), coalesce(t.tahun - u.tahun_selesai, 0)) AS jarak
    FROM dim_upt u CROSS JOIN tahun t
)
SELECT
    upt_id, tahun, nama AS nama_upt, level, provinsi, kode_satker,
    upt_id IN (SELECT upt_id FROM _ref_instansi) AS nasional,
    tahun IS NOT NULL AND jarak = 0 AS berlaku
FROM masa
QUALIFY row_number() OVER (PARTITION BY upt_id, tahun ORDER BY jarak, tahun_mulai DESC NULLS LAST, nama) = 1;
