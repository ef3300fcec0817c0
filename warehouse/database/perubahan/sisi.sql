-- Tempat hasil nilai.sql dan banyaknya nilai tiap dokumen, untuk gudang data sebelumnya dan yang sekarang; dan apa yang tidak dapat dibandingkan.
CREATE TEMP TABLE nilai_lama (
    pasangan BIGINT, tabel VARCHAR, indikator VARCHAR, butir VARCHAR, urutan BIGINT, baris INTEGER, bagian INTEGER, halaman INTEGER, line INTEGER, kolom VARCHAR, nilai VARCHAR
);
CREATE TEMP TABLE nilai_baru AS FROM nilai_lama;
CREATE TEMP TABLE jumlah_lama (doc_id VARCHAR, jumlah BIGINT);
CREATE TEMP TABLE jumlah_baru AS FROM jumlah_lama;
CREATE TEMP TABLE tak_banding (tabel VARCHAR, kolom VARCHAR, sebab VARCHAR);
