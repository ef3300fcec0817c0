-- Tabel bantu. Satu baris satu baris tabel fakta: status bukti (lihat bukti) tiap kolomnya; kosong bila angkanya kosong.
-- diperbarui: dokumen
-- kolom tabel: tabel fakta
-- kolom baris: urutan baris di dalam dokumen
-- kolom target_tahunan: status bukti kolom itu; begitu pula kolom lain
-- kolom anggaran_rp: status bukti
-- kolom nilai: status bukti
-- kolom kontribusi_rp: status bukti
-- kolom target: status bukti target atau output_target
-- kolom pembilang: status bukti
-- kolom penyebut: status bukti
-- kolom realisasi: status bukti realisasi atau output_realisasi
-- kolom capaian_persen: status bukti capaian_persen atau output_persen
-- kolom capaian_penyesuaian_persen: status bukti
-- kolom realisasi_rp: status bukti
-- kolom input_persen: status bukti
-- kolom target_volume: status bukti
CREATE TABLE _bukti_baris AS
SELECT
    doc_id, tabel, baris, bagian,
    any_value(status) FILTER (kolom = 'target_tahunan') AS target_tahunan,
    any_value(status) FILTER (kolom = 'anggaran_rp') AS anggaran_rp,
    any_value(status) FILTER (kolom = 'nilai') AS nilai,
    any_value(status) FILTER (kolom = 'kontribusi_rp') AS kontribusi_rp,
    any_value(status) FILTER (kolom IN ('target', 'output_target')) AS target,
    any_value(status) FILTER (kolom = 'pembilang') AS pembilang,
    any_value(status) FILTER (kolom = 'penyebut') AS penyebut,
    any_value(status) FILTER (kolom IN ('realisasi', 'output_realisasi')) AS realisasi,
    any_value(status) FILTER (kolom IN ('capaian_persen', 'output_persen')) AS capaian_persen,
    any_value(status) FILTER (kolom = 'capaian_penyesuaian_persen') AS capaian_penyesuaian_persen,
    any_value(status) FILTER (kolom = 'realisasi_rp') AS realisasi_rp,
    any_value(status) FILTER (kolom = 'input_persen') AS input_persen,
    any_value(status) FILTER (kolom = 'target_volume') AS target_volume
FROM bukti
GROUP BY doc_id, tabel, baris, bagian;
