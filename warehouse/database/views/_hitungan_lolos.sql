-- Tabel bantu. Satu baris satu baris tabel fakta yang hitungannya lolos semua, dengan sedikitnya satu yang menghitung angkanya. Benderanya
-- tidak perlu ditanyakan lagi (_temuan). Ini bukan bukti angka: itu ada di tabel bukti.
-- diperbarui: dokumen
-- kolom sumber: target, kontribusi_ro, $daftar_hasil
-- kolom baris: urutan baris di dalam dokumen
CREATE TABLE _hitungan_lolos AS
WITH pemeriksaan AS (
    SELECT
        c.doc_id, c.baris, c.target_id, c.status, string_split(a.tentang, '|') AS tentang, string_split(a.membuktikan, '|') AS membuktikan
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
),
diperiksa AS (
    SELECT t.doc_id, t.baris, 'target' AS sumber, p.status, coalesce(list_contains(p.membuktikan, 'target'), FALSE) AS menghitung
    FROM target t JOIN pemeriksaan p ON p.target_id = t.target_id
    WHERE list_contains(p.membuktikan, 'target') OR p.tentang = ['target']
    UNION ALL
    -- of an RO line: the checks of its indicator and, by place, its own
    SELECT k.doc_id, k.baris, 'kontribusi_ro', p.status, coalesce(list_contains(p.membuktikan, 'kontribusi_ro'), FALSE)
    FROM kontribusi_ro k JOIN pemeriksaan p ON p.target_id = k.target_id
    WHERE list_contains(p.membuktikan, 'kontribusi_ro') OR list_contains(p.tentang, 'kontribusi_ro')
    UNION ALL
    SELECT p.doc_id, p.baris, 'kontribusi_ro', p.status, coalesce(list_contains(p.membuktikan, 'kontribusi_ro'), FALSE)
    FROM pemeriksaan p
    WHERE p.target_id IS NULL AND list_contains(p.tentang, 'kontribusi_ro')
    UNION ALL
    -- the columns of one printed row of a report share its place
    SELECT p.doc_id, p.baris, x.sumber, p.status, coalesce(list_contains(p.membuktikan, x.sumber), FALSE)
    FROM pemeriksaan p CROSS JOIN (SELECT unnest([$tabel_hasil]) AS sumber) x
    WHERE list_contains(p.tentang, x.sumber) OR list_contains(p.membuktikan, x.sumber)
)
SELECT sumber, doc_id, baris FROM diperiksa GROUP BY ALL HAVING bool_and(status = 'lolos') AND bool_or(menghitung);
