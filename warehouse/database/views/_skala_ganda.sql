-- Tabel bantu. Satu baris satu skala indikator pada tahun yang memakai lebih dari satu skala untuk indikator itu: angka pada skala yang
-- berbeda tidak dibandingkan.
-- diperbarui: seluruhnya
-- kolom tahun: tahun kinerja
-- kolom batas: nilai tertinggi yang masih dianggap pada skala itu; laporan kadang melewati skalanya sedikit
CREATE TABLE _skala_ganda AS
SELECT s.indikator_id, t.tahun, s.dari, s.sampai, CAST(s.sampai * 1.2 AS DECIMAL(18, 6)) AS batas
FROM dim_indikator_skala s
JOIN (SELECT DISTINCT tahun FROM _upt_per_tahun WHERE tahun IS NOT NULL) t
    ON t.tahun BETWEEN coalesce(s.tahun_mulai, t.tahun) AND coalesce(s.tahun_selesai, t.tahun)
QUALIFY count(*) OVER (PARTITION BY s.indikator_id, t.tahun) > 1;
