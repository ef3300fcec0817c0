-- Tampilan bantu. Satu baris satu indikator, tahun, dan kantor (juga PUSAT) dari dokumen yang berlaku, dengan nama kantornya.
-- Tabel yang tercetak dua kali di satu dokumen dengan angka yang sama dihitung sekali.
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id, atau nama tercetak (huruf kecil, spasi dirapikan)
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom satuan: persen indeks nilai jumlah
-- kolom nasional: benar untuk dokumen nasional (BPOM)
-- kolom dibandingkan: benar bila ikut peringkat dan median: kantor dikenali, bukan PUSAT, tahun diketahui
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom anggaran_rp: anggaran indikator, rupiah penuh
-- kolom target_id: kunci baris target, unik di seluruh gudang data
CREATE VIEW _target_berlaku AS
WITH baris AS (
    SELECT
        coalesce(t.indikator_id, trim(lower(regexp_replace(t.indikator_raw, '\s+', ' ', 'g')))) AS kunci,
        t.indikator_id, t.indikator_raw AS indikator, b.tahun, b.upt_id,
        t.no_sasaran, t.sasaran_raw, t.no_indikator, t.satuan, t.target_tahunan, t.anggaran_rp,
        t.target_id, t.doc_id, t.tabel_no, t.tabel, t.versi, t.baris, t.halaman, t.line, t.bendera,
        d.upt_raw, d.nama_berkas, d.status AS status_dokumen, d.total_anggaran_rp
    FROM _dokumen_berlaku b
    JOIN target t ON t.doc_id = b.doc_id AND t.tabel = b.tabel AND t.versi IS NOT DISTINCT FROM b.versi
    JOIN dokumen d ON d.doc_id = t.doc_id
    WHERE coalesce(t.upt_id, d.upt_id) IS NOT DISTINCT FROM b.upt_id AND coalesce(t.tahun, d.tahun) IS NOT DISTINCT FROM b.tahun
),
sekali AS (
    SELECT * FROM baris
    -- a table printed again in an annex; rows that differ in a number are kept, for a person must see them
    QUALIFY tabel_no IS NOT DISTINCT FROM min(tabel_no) OVER (PARTITION BY doc_id, upt_id, tahun, kunci, satuan, target_tahunan, anggaran_rp)
)
SELECT
    s.kunci,
    row_number() OVER (PARTITION BY s.doc_id, s.upt_id, s.tahun, s.kunci ORDER BY s.baris, s.target_id) AS urutan,
    s.indikator_id, s.indikator, s.tahun, s.upt_id, coalesce(u.nama_upt, s.upt_raw) AS nama_upt, u.level, u.provinsi, u.kode_satker,
    coalesce(u.nasional, FALSE) AS nasional,
    s.upt_id IS NOT NULL AND s.tahun IS NOT NULL AND s.kunci IS NOT NULL AND u.level IS DISTINCT FROM 'PUSAT' AS dibandingkan,
    s.no_sasaran, s.sasaran_raw, s.no_indikator, s.satuan, s.target_tahunan, s.anggaran_rp,
    s.target_id, s.tabel, s.versi, s.bendera, s.status_dokumen, s.total_anggaran_rp, s.doc_id, s.nama_berkas, s.baris, s.halaman, s.line
FROM sekali s
LEFT JOIN _upt_per_tahun u ON u.upt_id = s.upt_id AND u.tahun IS NOT DISTINCT FROM s.tahun;
