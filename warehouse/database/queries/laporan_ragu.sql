-- All that there is to doubt. Texts only where the reason is one of $1: those of the others are known.
SELECT
    berat, sumber, doc_id, nama_berkas, baris, halaman, line, alasan,
    CASE WHEN list_contains($1, alasan) THEN penjelasan END AS penjelasan, CASE WHEN list_contains($1, alasan) THEN anjuran END AS anjuran,
    CASE WHEN list_contains($1, alasan) THEN kode END AS kode, CASE WHEN list_contains($1, alasan) THEN isi END AS isi
FROM v_perlu_tinjau
WHERE doc_id IS NOT NULL
