-- Results wherever they are printed, one an indicator, year, period and office: for comparison over years and with offices that sent no
-- report of their own. The head office stays apart.
SELECT
    indikator_id, nama_indikator, tahun, periode, upt_id, nama_upt, satuan, skala_sampai, realisasi, nama_berkas, doc_id, halaman, line
FROM _capaian_pilihan
WHERE cakupan = 'semua' AND dibandingkan AND indikator_id IS NOT NULL AND realisasi IS NOT NULL
