-- Tabel bantu. Satu baris satu indikator, tahun, periode, dan kantor: baris EFISIENSI yang dipakai bila ada beberapa.
-- Dari tabel yang memuat keluarannya juga, bukan salah cetak, lalu hitungan persen masukannya lolos, lalu dokumen terbaru.
-- diperbarui: kantor
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id; untuk baris yang bukan indikator nama tercetaknya (huruf kecil)
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt
-- kolom realisasi_rp: realisasi anggaran, rupiah penuh
-- kolom bagian: baris keberapa dari satu baris tercetak, seperti di tabel bukti
CREATE TABLE _efisiensi_berlaku AS
WITH bukti AS (
    SELECT doc_id, baris, CASE WHEN bool_or(status = 'gagal') THEN 3 WHEN bool_or(status = 'lolos') THEN 1 ELSE 2 END AS urutan_bukti
    FROM cek
    WHERE aturan = 'input_persen'
    GROUP BY ALL
),
asal AS (
    SELECT
        coalesce(e.indikator_id, trim(lower(regexp_replace(e.indikator_raw, '\s+', ' ', 'g')))) AS kunci,
        coalesce(e.upt_id, d.upt_id) AS kantor, e.*, row_number() OVER (PARTITION BY e.doc_id, e.baris ORDER BY e.rowid) AS bagian, d.tahun AS tahun_dokumen, d.tanggal, coalesce(b.urutan_bukti, 2) AS urutan_bukti
    FROM efisiensi e
    JOIN dokumen d USING (doc_id)
    LEFT JOIN bukti b ON b.doc_id = e.doc_id AND b.baris = e.baris
)
SELECT kunci, tahun, periode, kantor AS upt_id, pagu_rp, realisasi_rp, input_persen, doc_id, tabel_no, baris, bagian, halaman, line
FROM asal
WHERE kantor IS NOT NULL AND NOT list_contains(bendera, 'baris_total')
QUALIFY row_number() OVER (
    PARTITION BY kunci, tahun, periode, kantor
    ORDER BY
        realisasi_rp IS NULL AND input_persen IS NULL, list_contains(bendera, 'hanya_masukan'), list_contains(bendera, 'salah_cetak'), urutan_bukti,
        tahun_dokumen DESC NULLS LAST, tanggal DESC NULLS LAST, doc_id DESC, baris
) = 1;
