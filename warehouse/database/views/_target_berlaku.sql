-- Tabel bantu. Satu baris satu indikator, tahun, kantor (juga PUSAT), dan peran dari dokumen yang berlaku untuk peran itu, dengan nama
-- kantornya. Tabel yang tercetak dua kali di satu dokumen dengan angka yang sama dihitung sekali.
-- diperbarui: kantor
-- kolom peran: target; anggaran (anggaran indikator dan RO), lihat _dokumen_berlaku
-- kolom kunci: dengan apa indikator dibandingkan: indikator_id; untuk baris yang bukan indikator nama tercetaknya (huruf kecil)
-- kolom urutan: 1; 2 dan seterusnya bila dokumen mencetak indikator bernama sama lebih dari sekali
-- kolom indikator: nama indikator seperti tercetak, tanpa nomor
-- kolom nama_indikator: nama baku, lihat dim_indikator; pada indikator sementara salah satu nama tercetaknya
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom skala_sampai: nilai tertinggi skala angka itu; hanya bila indikatornya memakai lebih dari satu skala tahun itu
-- kolom satuan: persen indeks nilai jumlah
-- kolom nasional: benar untuk dokumen nasional (BPOM)
-- kolom dibandingkan: benar bila ikut peringkat dan median: kantor dikenali, bukan PUSAT, tahun diketahui
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom anggaran_rp: anggaran indikator, rupiah penuh
-- kolom target_id: kunci baris target, unik di seluruh gudang data
CREATE TABLE _target_berlaku AS
SELECT
    b.peran, s.kunci, s.urutan,
    s.indikator_id, s.indikator, i.nama AS nama_indikator, s.tahun, s.upt_id, coalesce(u.nama_upt, s.upt_raw) AS nama_upt, u.level, u.provinsi, u.kode_satker,
    coalesce(u.nasional, FALSE) AS nasional,
    s.upt_id IS NOT NULL AND s.tahun IS NOT NULL AND s.kunci IS NOT NULL AND u.level IS DISTINCT FROM 'PUSAT' AS dibandingkan,
    s.no_sasaran, s.sasaran_raw, s.no_indikator, s.satuan, s.target_tahunan, s.anggaran_rp,
    (
        SELECT min(g.sampai) FROM _skala_ganda g
        WHERE g.indikator_id = s.indikator_id AND g.tahun = s.tahun AND s.target_tahunan <= g.batas
    ) AS skala_sampai,
    s.target_id, s.tabel_no, s.tabel, s.versi, s.bendera, s.status_dokumen, s.total_anggaran_rp, s.doc_id, s.nama_berkas, s.baris, s.halaman, s.line
FROM _target_versi s
JOIN _dokumen_berlaku b ON b.doc_id = s.doc_id AND b.tabel = s.tabel AND b.versi IS NOT DISTINCT FROM s.versi
    AND b.upt_id IS NOT DISTINCT FROM s.upt_id AND b.tahun IS NOT DISTINCT FROM s.tahun
LEFT JOIN dim_indikator i ON i.indikator_id = s.indikator_id
LEFT JOIN _upt_per_tahun u ON u.upt_id = s.upt_id AND u.tahun IS NOT DISTINCT FROM s.tahun;
