-- Satu baris satu nilai dokumen yang dibandingkan. Dijalankan dua kali: `asal.` menjadi gudang data lama lalu yang sekarang, `sisi` menjadi
-- doc_id_lama lalu doc_id_baru.
WITH dipilih AS (SELECT pasangan, sisi AS doc_id FROM pasangan WHERE banding),
baris AS (
    SELECT p.pasangan, 'dokumen' AS tabel, NULL AS indikator, NULL AS butir, NULL AS halaman, NULL AS line, 0 AS baris,
        MAP {
            'jenis': d.jenis, 'upt_id': d.upt_id, 'tahun': CAST(d.tahun AS VARCHAR), 'tanggal': CAST(d.tanggal AS VARCHAR),
            'status': d.status, 'total_anggaran_rp': CAST(d.total_anggaran_rp AS VARCHAR)
        } AS nilai
    FROM asal.dokumen d JOIN dipilih p USING (doc_id)
    UNION ALL
    SELECT p.pasangan, 'target', t.indikator_raw, concat_ws(' ', t.tabel, t.versi), t.halaman, t.line, t.baris,
        MAP {
            'target_tahunan': CAST(t.target_tahunan AS VARCHAR), 'anggaran_rp': CAST(t.anggaran_rp AS VARCHAR), 'satuan': t.satuan,
            'indikator_id': t.indikator_id
        }
    FROM asal.target t JOIN dipilih p USING (doc_id)
    UNION ALL
    SELECT p.pasangan, 'target_bulanan', t.indikator_raw, concat_ws(' ', t.tabel, t.versi, 'B' || lpad(CAST(b.bulan AS VARCHAR), 2, '0')),
        b.halaman, b.line, b.baris, MAP {'nilai': CAST(b.nilai AS VARCHAR)}
    FROM asal.target_bulanan b JOIN dipilih p USING (doc_id) LEFT JOIN asal.target t ON t.target_id = b.target_id
    UNION ALL
    SELECT p.pasangan, 'kontribusi_ro', coalesce(k.nama_ro, k.nama_komponen),
        concat_ws(' ', k.tabel, k.versi, concat_ws('.', k.kode_kegiatan, k.kode_kro, k.kode_ro, k.kode_komponen, k.kode_subkomponen), t.indikator_raw),
        k.halaman, k.line, k.baris, MAP {'anggaran_rp': CAST(k.anggaran_rp AS VARCHAR), 'kontribusi_rp': CAST(k.kontribusi_rp AS VARCHAR)}
    FROM asal.kontribusi_ro k JOIN dipilih p USING (doc_id) LEFT JOIN asal.target t ON t.target_id = k.target_id
    UNION ALL
    SELECT p.pasangan, 'capaian', c.indikator_raw,
        concat_ws(' ', c.tabel, CAST(c.tahun AS VARCHAR), c.periode, coalesce(c.upt_id, c.upt_raw)), c.halaman, c.line, c.baris,
        MAP {
            'target': CAST(c.target AS VARCHAR), 'realisasi': CAST(c.realisasi AS VARCHAR), 'capaian_persen': CAST(c.capaian_persen AS VARCHAR),
            'kriteria': c.kriteria, 'indikator_id': c.indikator_id
        }
    FROM asal.capaian c JOIN dipilih p USING (doc_id)
    UNION ALL
    SELECT p.pasangan, 'efisiensi', e.indikator_raw, e.periode, e.halaman, e.line, e.baris,
        MAP {
            'pagu_rp': CAST(e.pagu_rp AS VARCHAR), 'realisasi_rp': CAST(e.realisasi_rp AS VARCHAR), 'ie': CAST(e.ie AS VARCHAR),
            'te': CAST(e.te AS VARCHAR), 'indikator_id': e.indikator_id
        }
    FROM asal.efisiensi e JOIN dipilih p USING (doc_id)
    UNION ALL
    SELECT p.pasangan, 'serapan', s.jenis_belanja, s.periode, s.halaman, s.line, s.baris,
        MAP {
            'pagu_rp': CAST(s.pagu_rp AS VARCHAR), 'realisasi_rp': CAST(s.realisasi_rp AS VARCHAR), 'persen': CAST(s.persen AS VARCHAR)
        }
    FROM asal.serapan s JOIN dipilih p USING (doc_id)
    UNION ALL
    SELECT p.pasangan, 'volume_ro', v.nama_ro,
        concat_ws(' ', concat_ws('.', v.kode_kegiatan, v.kode_kro, v.kode_ro), 'B' || lpad(CAST(v.bulan AS VARCHAR), 2, '0')),
        v.halaman, v.line, v.baris, MAP {'target': CAST(v.target AS VARCHAR), 'realisasi': CAST(v.realisasi AS VARCHAR)}
    FROM asal.volume_ro v JOIN dipilih p USING (doc_id)
),
bernomor AS (
    SELECT *, row_number() OVER (PARTITION BY pasangan, tabel, indikator, butir ORDER BY baris) AS urutan FROM baris
)
SELECT pasangan, tabel, indikator, butir, urutan, halaman, line, isi.key AS kolom,
    CASE WHEN regexp_matches(isi.value, '^-?\d+\.\d+$') THEN regexp_replace(isi.value, '\.?0+$', '') ELSE isi.value END AS nilai
FROM (SELECT * EXCLUDE nilai, unnest(map_entries(nilai)) AS isi FROM bernomor)
WHERE isi.value IS NOT NULL
