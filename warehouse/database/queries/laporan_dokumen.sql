-- One row a document: what came in and how far its numbers are proved.
SELECT
    d.doc_id, d.nama_berkas, d.jenis, coalesce(u.nama_upt, d.upt_raw, d.upt_id) AS kantor, d.tahun, d.periode, d.status, d.pesan,
    (SELECT count(*) FROM target t WHERE t.doc_id = d.doc_id) AS indikator,
    (SELECT count(*) FROM kontribusi_ro k WHERE k.doc_id = d.doc_id) AS baris_ro,
    (SELECT count(*) FROM capaian c WHERE c.doc_id = d.doc_id) AS capaian,
    (SELECT count(*) FROM cek c WHERE c.doc_id = d.doc_id AND c.status = 'lolos') AS lolos,
    (SELECT count(*) FROM cek c WHERE c.doc_id = d.doc_id AND c.status = 'gagal') AS gagal,
    (SELECT count(*) FROM cek c WHERE c.doc_id = d.doc_id AND c.status = 'tak_terbukti') AS tak_terbukti,
    coalesce(b.terbukti, 0) AS terbukti, coalesce(b.jumlah, 0) AS diekspor
FROM dokumen d
LEFT JOIN _upt_per_tahun u ON u.upt_id = d.upt_id AND u.tahun IS NOT DISTINCT FROM d.tahun
LEFT JOIN (
    SELECT dokumen, count(*) AS jumlah, count(*) FILTER (terbukti) AS terbukti
    FROM (SELECT dokumen, terbukti FROM v_bappenas WHERE periode = 'TAHUNAN' UNION ALL SELECT dokumen, terbukti FROM v_bappenas_ro)
    GROUP BY dokumen
) b ON b.dokumen = d.nama_berkas
ORDER BY d.nama_berkas
