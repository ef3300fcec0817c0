-- Tampilan bantu. Satu baris satu tabel yang berlaku dan memuat angka yang tidak dibuktikan hitungan apa pun: targetnya, atau hasilnya. Orang dapat
-- mencocokkannya dengan halamannya dan menerimanya (v_perlu_tinjau); sampai itu barisnya tidak ikut ekspor.
-- kolom perihal: target, capaian
-- kolom jumlah: banyaknya baris
CREATE VIEW _tanpa_bukti AS
SELECT
    'target' AS perihal, t.doc_id, t.tabel_no, any_value(t.tabel) AS tabel, min(t.baris) AS baris, arg_min(t.halaman, t.baris) AS halaman,
    arg_min(t.line, t.baris) AS line, count(*) AS jumlah
FROM _target_berlaku t LEFT JOIN _angka_terbukti b USING (target_id)
WHERE t.peran = 'target' AND b.target_id IS NULL AND coalesce(t.target_tahunan, t.anggaran_rp) IS NOT NULL
    -- a check that failed or could not run is a finding of its own
    AND t.target_id NOT IN (SELECT target_id FROM cek WHERE status <> 'lolos' AND target_id IS NOT NULL)
GROUP BY t.doc_id, t.tabel_no
UNION ALL
SELECT
    'capaian', c.doc_id, c.tabel_no, any_value(c.tabel), min(c.baris), arg_min(c.halaman, c.baris), arg_min(c.line, c.baris), count(*)
FROM _capaian_pilihan c
WHERE c.cakupan = 'sendiri' AND c.tahun_laporan AND c.bukti = 'tak_terbukti' AND c.realisasi IS NOT NULL
GROUP BY c.doc_id, c.tabel_no;
