-- Tabel bantu. Satu baris satu angka yang biasa dicetak lebih dari satu dokumen, dengan alamatnya di tabel bukti: target atau anggaran satu indikator
-- dan masa, dan realisasinya. Dari RAPK dan PK (target setahun, bulan akhir triwulan, anggaran), CAPAIAN (target, realisasi), TREN (target, realisasi tahun-tahun
-- lalu), BANDING (realisasi kantor lain), EFISIENSI (target dan realisasi keluaran, pagu). Target renstra dan RKT bukan angka yang sama, jadi tidak
-- ikut; begitu pula realisasi setahun menurut laporan triwulan, yang belum selesai.
-- diperbarui: dokumen
-- kolom tabel: tabel fakta
-- kolom bagian: baris keberapa dari satu baris tercetak, atau bulan, seperti di tabel bukti
-- kolom kolom: kolom tabel fakta itu
-- kolom ukuran: target, anggaran, atau realisasi
-- kolom daftar: jenis tabelnya (RAPK, PK, CAPAIAN, TREN, BANDING, EFISIENSI)
-- kolom upt_id: kantor pemilik angka itu; kosong bila tidak dikenali
-- kolom kantor_kertas: kantor pemilik dokumen
-- kolom tahun: tahun kinerja angka itu
-- kolom periode: TAHUNAN TW1 TW2 TW3; triwulan terakhir adalah setahun
-- kolom kunci: indikator_id; untuk baris yang bukan indikator nama tercetaknya
-- kolom satuan: persen indeks nilai jumlah persen_progres; kosong bila tidak disebut
-- kolom nilai: angkanya
-- kolom pasti: benar bila namanya ada di registri (bukan sementara, bukan menurut bukti dokumennya) dan angkanya terbaca tanpa dipilih,
--   ditempatkan, atau diperbaiki hitungan
CREATE TABLE _angka_berulang AS
WITH tercetak AS (
    SELECT
        'target' AS tabel, doc_id, baris, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian,
        unnest(['target_tahunan', 'anggaran_rp']) AS kolom, unnest(['target', 'anggaran']) AS ukuran, tabel AS daftar, versi, upt_id, tahun,
        'TAHUNAN' AS periode, indikator_id, indikator_raw, satuan, halaman, line, bendera, unnest([target_tahunan, anggaran_rp]) AS nilai
    FROM target
    WHERE tabel IN ('RAPK', 'PK')
    UNION ALL
    -- targets are cumulative: the month that ends a quarter is the target of the quarter
    SELECT
        'target_bulanan', m.doc_id, m.baris, m.bulan, 'nilai', 'target', t.tabel, t.versi, t.upt_id, t.tahun,
        concat('TW', m.bulan // 3), t.indikator_id, t.indikator_raw, m.satuan,
        m.halaman, m.line, list_concat(t.bendera, m.bendera), m.nilai
    FROM target_bulanan m JOIN target t ON t.doc_id = m.doc_id AND t.target_id = m.target_id
    WHERE t.tabel = 'RAPK' AND m.bulan % 3 = 0
    UNION ALL
    SELECT
        'capaian', doc_id, baris, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid), unnest(['target', 'realisasi']),
        unnest(['target', 'realisasi']), tabel, unnest([versi, NULL]), upt_id, tahun, periode, indikator_id, indikator_raw, satuan, halaman, line, bendera,
        unnest([CASE WHEN tabel IN ('CAPAIAN', 'TREN') THEN target END, CASE WHEN tabel IN ('CAPAIAN', 'TREN', 'BANDING') THEN realisasi END])
    FROM capaian
    UNION ALL
    SELECT
        'efisiensi', doc_id, baris, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid), unnest(['output_target', 'pagu_rp', 'output_realisasi']),
        unnest(['target', 'anggaran', 'realisasi']), tabel, unnest([versi, versi, NULL]), upt_id, tahun, periode, indikator_id, indikator_raw, NULL, halaman,
        line, bendera, unnest([output_target, pagu_rp, output_realisasi])
    FROM efisiensi
    WHERE NOT list_contains(bendera, 'baris_total')
),
ragu AS (
    -- what was chosen, placed or repaired; a page that was read from a picture is none of these
    SELECT
        coalesce(list(bendera) FILTER (berat >= 3 AND bendera <> 'teks_ocr' AND NOT starts_with(bendera, 'skala_')), []) AS angka,
        list(bendera) FILTER (starts_with(bendera, 'skala_')) AS rupiah
    FROM _ref_bendera
)
SELECT
    t.doc_id, t.tabel, t.baris, CAST(t.bagian AS INTEGER) AS bagian, t.kolom, t.ukuran, t.daftar, t.versi, coalesce(t.upt_id, d.upt_id) AS upt_id,
    d.upt_id AS kantor_kertas, coalesce(t.tahun, d.tahun) AS tahun,
    CASE t.periode WHEN 'TW4' THEN 'TAHUNAN' ELSE t.periode END AS periode, coalesce(t.indikator_id, lower(t.indikator_raw)) AS kunci, t.satuan, t.halaman, t.line, t.nilai,
    coalesce(i.asal IN ('registri', 'tinjauan'), FALSE)
        AND NOT list_has_any(t.bendera, list_concat(r.angka, ['dipilih_hitungan', 'indikator_disimpulkan']))
        AND NOT (t.ukuran = 'anggaran' AND list_has_any(t.bendera, r.rupiah)) AS pasti
FROM tercetak t
JOIN dokumen d USING (doc_id)
CROSS JOIN ragu r
LEFT JOIN dim_indikator i USING (indikator_id)
WHERE t.nilai IS NOT NULL
    AND (t.daftar = 'BANDING' OR coalesce(t.upt_id, d.upt_id) IS NOT DISTINCT FROM d.upt_id)
    AND NOT (t.ukuran = 'realisasi' AND d.jenis = 'LAKIP_INTERIM' AND t.periode IN ('TAHUNAN', 'TW4') AND coalesce(t.tahun, d.tahun) = d.tahun);
