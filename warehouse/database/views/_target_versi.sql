-- Tabel bantu. Satu baris satu indikator di tiap dokumen, jenis tabel (RAPK, PK, RKT), dan versi; belum dipilih mana yang berlaku.
-- Tabel yang tercetak dua kali di satu dokumen dengan angka yang sama dihitung sekali.
-- diperbarui: dokumen
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id; untuk baris yang bukan indikator nama tercetaknya (huruf kecil)
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom satuan: persen indeks nilai jumlah
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom anggaran_rp: anggaran indikator, rupiah penuh
-- kolom target_id: kunci baris target, unik di seluruh gudang data
CREATE TABLE _target_versi AS
WITH baris AS (
    SELECT
        coalesce(t.indikator_id, trim(lower(regexp_replace(t.indikator_raw, '\s+', ' ', 'g')))) AS kunci,
        t.indikator_id, t.indikator_raw AS indikator, coalesce(t.tahun, d.tahun) AS tahun, coalesce(t.upt_id, d.upt_id) AS upt_id,
        t.no_sasaran, t.sasaran_raw, t.no_indikator, t.satuan, t.target_tahunan, t.anggaran_rp,
        t.target_id, t.doc_id, t.tabel_no, t.tabel, t.versi, t.baris, t.halaman, t.line, t.bendera,
        d.upt_raw, d.nama_berkas, d.status AS status_dokumen, d.total_anggaran_rp, d.tanggal, d.jenis
    FROM target t JOIN dokumen d USING (doc_id)
),
sekali AS (
    SELECT * FROM baris
    -- a table printed again in an annex; rows that differ in a number are kept, for a person must see them
    QUALIFY tabel_no IS NOT DISTINCT FROM
        min(tabel_no) OVER (PARTITION BY doc_id, tabel, versi, upt_id, tahun, kunci, satuan, target_tahunan, anggaran_rp)
)
SELECT
    kunci, row_number() OVER (PARTITION BY doc_id, tabel, versi, upt_id, tahun, kunci ORDER BY baris, target_id) AS urutan,
    indikator_id, indikator, tahun, upt_id, no_sasaran, sasaran_raw, no_indikator, satuan, target_tahunan, anggaran_rp,
    target_id, doc_id, tabel_no, tabel, versi, baris, halaman, line, bendera, upt_raw, nama_berkas, status_dokumen, total_anggaran_rp, tanggal, jenis
FROM sekali;
