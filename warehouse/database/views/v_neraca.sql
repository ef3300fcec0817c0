-- Satu baris satu tabel tercetak: berapa angka yang tercetak di badannya dan apa jadinya. Bagian-bagiannya berjumlah tepat angka_tercetak.
-- Satu baris lagi untuk dokumen yang mencetak baris angka di luar semua tabel yang ditemukan (tabel_no kosong).
-- Angka di kepala tabel, nomor urut, kode, dan angka di dalam nama bukan ukuran dan tidak dihitung di sini; nasibnya ada di kolom sel.nasib.
-- kolom tabel_no: nomor tabel di dalam dokumen; kosong untuk angka di luar semua tabel
-- kolom tabel: jenis tabel; kosong untuk angka di luar semua tabel
-- kolom angka_tercetak: banyaknya angka yang tercetak
-- kolom fakta: angka yang ada di tabel fakta
-- kolom jumlah: jumlah yang dipakai sebuah pemeriksaan
-- kolom salinan: angka yang tercetak sekali lagi pada baris yang sama
-- kolom aturan: angka yang dikecualikan sebuah aturan (dikecualikan.csv)
-- kolom lain: angka di tabel yang bukan tentang kinerja, atau di dokumen yang jenisnya tidak dikenali
-- kolom terbuka: angka yang tidak ditempatkan di mana pun; dokumennya perlu ditinjau
CREATE VIEW v_neraca AS
SELECT
    n.doc_id, d.nama_berkas, n.tabel_no, n.tabel, CAST(sum(n.jumlah) AS BIGINT) AS angka_tercetak,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'fakta'), 0) AS BIGINT) AS fakta,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'jumlah'), 0) AS BIGINT) AS jumlah,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'salinan'), 0) AS BIGINT) AS salinan,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'aturan'), 0) AS BIGINT) AS aturan,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'lain'), 0) AS BIGINT) AS lain,
    CAST(coalesce(sum(n.jumlah) FILTER (n.nasib = 'terbuka'), 0) AS BIGINT) AS terbuka
FROM neraca n JOIN dokumen d USING (doc_id)
GROUP BY n.doc_id, d.nama_berkas, n.tabel_no, n.tabel
ORDER BY d.nama_berkas, n.doc_id, n.tabel_no NULLS LAST;
