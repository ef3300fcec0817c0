-- Satu baris satu hal yang perlu dilihat orang, yang terberat di atas, dengan berkas, halaman atau baris dump, dan alasannya.
-- Isinya: berkas yang gagal atau perlu ditinjau, pemeriksaan hitungan yang gagal atau tak terbukti, baris berbendera, dokumen yang skala
-- rupiahnya disimpulkan atau yang punya saingan, dan tabel yang angkanya tidak dibuktikan hitungan apa pun.
-- Nama indikator yang belum diputuskan ada satu baris untuk tiap dokumen. Yang sudah diputuskan orang (terima, dokumen_salah) tidak muncul.
-- Baris berbendera yang semua hitungannya lolos tidak muncul, kecuali benderanya selalu perlu dilihat (bendera.csv).
-- Bendera tentang cara tabelnya dibaca (misalnya kolom yang garisnya tidak tercetak) ada satu baris untuk tiap tabel.
-- kolom berat: 5 paling berat sampai 1 ringan
-- kolom sumber: dokumen, cek, target, target_bulanan, kontribusi_ro, $daftar_hasil, indikator (nama yang terbuka)
-- kolom baris: urutan baris di dalam dokumen pada tabel sumber, yang pertama bila tentang beberapa baris; kosong bila tentang seluruh berkas
-- kolom halaman: halaman PDF mulai dari 1; kosong untuk dump teks atau bila tentang seluruh berkas
-- kolom target_id: indikatornya; kosong bila bukan tentang satu indikator
-- kolom kunci: nama indikator, kode RO, jenis belanja, kantor, atau bulan; banyaknya baris bila tentang satu tabel
-- kolom alasan: status berkas, aturan dan hasilnya, atau bendera dipisah |
-- kolom penjelasan: apa yang terjadi
-- kolom anjuran: apa yang sebaiknya diperiksa
-- kolom temuan_id: dengan ini keputusan orang dikenali (data/review/temuan.csv); berubah bila isi temuannya berubah
-- kolom keputusan: koreksi: orang sudah mengganti angka karena temuan ini, tetapi pemeriksaannya tetap gagal; kosong bila belum diputuskan
-- kolom kode: kode tiap kalimat penjelasan, menurut urutannya; pada bendera nama benderanya
-- kolom isi: isi tiap kalimat penjelasan sebagai JSON: nilai yang disebutnya, menurut namanya
CREATE VIEW v_perlu_tinjau AS
WITH semua AS (
    SELECT berat, sumber, doc_id, tabel_no, baris, halaman, line, target_id, kunci, alasan, penjelasan, anjuran, temuan_id, kode, isi
    FROM _temuan WHERE NOT per_tabel
    UNION ALL
    SELECT
        max(berat), sumber, doc_id, tabel_no, min(baris), min(halaman), min(line), CASE WHEN count(*) = 1 THEN min(target_id) END,
        CASE
            WHEN count(*) = 1 THEN min(kunci)
            WHEN min(halaman) < max(halaman) THEN concat(count(*), ' baris di halaman ', min(halaman), '–', max(halaman))
            ELSE concat(count(*), ' baris')
        END,
        alasan, penjelasan, any_value(anjuran), temuan_id, any_value(kode), any_value(isi)
    FROM _temuan t WHERE per_tabel
        -- the account of the table names the head; what the flag says of its rows need not be said again
        AND NOT (alasan = 'kolom_tak_dikenal' AND EXISTS (
            SELECT 1 FROM _temuan c WHERE c.doc_id = t.doc_id AND c.tabel_no = t.tabel_no AND split_part(c.alasan, ':', 1) = 'angka_terbuka'
        ))
    GROUP BY sumber, doc_id, tabel_no, alasan, penjelasan, temuan_id
    UNION ALL
    SELECT
        -- a document whose rows say why is listed once more all the same: its message may name pages that gave no rows
        CASE WHEN d.status = 'gagal' THEN 5 WHEN EXISTS (SELECT 1 FROM _temuan t WHERE t.doc_id = d.doc_id AND t.tentang <> 'tabel') THEN 2 ELSE 3 END,
        'dokumen', d.doc_id, NULL, NULL, NULL, NULL, NULL, NULL, concat('dokumen: ', d.status),
        coalesce(d.pesan, 'Tidak ada keterangan.'),
        CASE WHEN d.status = 'gagal' THEN 'Perbaiki atau ganti berkasnya lalu jalankan ulang.' ELSE 'Buka berkasnya dan periksa keterangannya.' END,
        d.temuan_id, if(d.pesan IS NULL, ['tanpa_keterangan'], d.kode), if(d.pesan IS NULL, ['{}'], d.isi)
    FROM _dokumen_ragu d
)
SELECT
    s.berat, s.sumber, s.doc_id, d.nama_berkas, s.tabel_no, s.baris, s.halaman, s.line, s.target_id, s.kunci, s.alasan, s.penjelasan, s.anjuran,
    s.temuan_id, r.keputusan, s.kode, s.isi
FROM semua s LEFT JOIN dokumen d USING (doc_id)
LEFT JOIN _ref_tinjauan r ON r.temuan_id = s.temuan_id
WHERE r.keputusan IS DISTINCT FROM 'dokumen_salah'
ORDER BY
    s.berat DESC,
    list_position(['dokumen', 'cek', $tabel_fakta, 'indikator'], s.sumber),
    d.nama_berkas, s.doc_id, s.halaman, s.line, s.baris, s.target_id, s.alasan, s.kunci, s.penjelasan, s.temuan_id;
