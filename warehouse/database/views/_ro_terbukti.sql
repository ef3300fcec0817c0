-- Tampilan bantu. Satu baris satu baris RO yang angkanya terbukti: hitungan indikatornya atau hitungannya sendiri lolos, dan tidak ada
-- yang gagal atau tak terbukti.
-- kolom baris: urutan baris RO di dalam dokumen
CREATE VIEW _ro_terbukti AS
WITH pemeriksaan AS (
    SELECT
        c.doc_id, c.baris, c.target_id, c.status, a.tentang,
        coalesce(list_contains(string_split(a.membuktikan, '|'), 'kontribusi_ro'), FALSE) AS bukti_ro
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
),
-- what is known of an RO line: the checks of its indicator and, by place, its own
diperiksa AS (
    SELECT k.doc_id, k.baris, c.status, c.bukti_ro
    FROM kontribusi_ro k JOIN pemeriksaan c ON c.target_id = k.target_id
    WHERE c.bukti_ro OR c.tentang = 'kontribusi_ro'
    UNION ALL
    SELECT c.doc_id, c.baris, c.status, c.bukti_ro
    FROM pemeriksaan c
    WHERE c.target_id IS NULL AND c.tentang = 'kontribusi_ro'
)
SELECT doc_id, baris FROM diperiksa GROUP BY ALL HAVING bool_and(status = 'lolos') AND bool_or(bukti_ro);
