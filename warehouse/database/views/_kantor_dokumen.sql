-- Tabel bantu. Satu baris satu dokumen dan satu kantor dan tahun yang angkanya ia cetak, juga kantor lain pada tabel BANDING dan tahun-tahun
-- lalu pada TREN: bila satu dokumen berganti, inilah kantor dan tahun yang pilihannya dapat berganti.
-- diperbarui: dokumen
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom tahun: tahun kinerja
CREATE TABLE _kantor_dokumen AS
SELECT doc_id, upt_id, tahun FROM dokumen
UNION
SELECT t.doc_id, coalesce(t.upt_id, d.upt_id), coalesce(t.tahun, d.tahun) FROM target t JOIN dokumen d USING (doc_id)
UNION
SELECT doc_id, upt_id, tahun FROM _capaian_kandidat
UNION
SELECT e.doc_id, coalesce(e.upt_id, d.upt_id), e.tahun FROM efisiensi e JOIN dokumen d USING (doc_id)
UNION
SELECT v.doc_id, coalesce(v.upt_id, d.upt_id), coalesce(v.tahun, d.tahun) FROM volume_ro v JOIN dokumen d USING (doc_id)
UNION
SELECT doc_id, upt_id, tahun FROM _angka_berulang;
