-- The numbers (rows of the table bukti) that people accepted as they stand. A table that was accepted: all its numbers that are not proved; a failed check: the
-- numbers that it contradicts; doubts about numbers (flags): the numbers of that row; a number that was put right, or is of a line that a person wrote: itself.
-- Decisions written by an older version of the program named such a table by its place and reason: they hold as well.
WITH terima AS (
    SELECT * FROM _ref_tinjauan WHERE keputusan = 'terima'
),
temuan AS MATERIALIZED (
    SELECT t.*, d.nama_berkas FROM _temuan_semua t JOIN dokumen d USING (doc_id)
),
baris AS (
    SELECT 'target' AS perihal, doc_id, tabel_no, baris, halaman, line, bendera FROM target
    UNION ALL
    SELECT 'target', doc_id, tabel_no, baris, halaman, line, bendera FROM kontribusi_ro
    UNION ALL
    SELECT 'capaian', doc_id, tabel_no, baris, halaman, line, bendera FROM capaian
    UNION ALL
    SELECT 'efisiensi', doc_id, tabel_no, baris, halaman, line, bendera FROM efisiensi
    UNION ALL
    SELECT 'volume_ro', doc_id, tabel_no, baris, halaman, line, bendera FROM volume_ro
),
tabel_diterima AS (
    SELECT DISTINCT t.sumber AS perihal, t.doc_id, t.tabel_no
    FROM temuan t
    WHERE t.tentang = 'tabel' AND EXISTS (
        SELECT 1 FROM terima r
        WHERE r.temuan_id = t.temuan_id OR (r.dokumen = t.nama_berkas AND r.alasan = t.alasan AND EXISTS (
            SELECT 1 FROM baris b
            WHERE b.perihal = t.sumber AND b.doc_id = t.doc_id AND b.tabel_no = t.tabel_no
                AND TRY_CAST(regexp_extract(r.letak, '[0-9]+') AS INTEGER) = coalesce(b.halaman, b.line)
        ))
    )
),
baris_diterima AS (
    SELECT DISTINCT b.perihal, b.doc_id, b.baris FROM tabel_diterima t JOIN baris b USING (perihal, doc_id, tabel_no)
),
bendera_diterima AS (
    SELECT DISTINCT sumber, doc_id, baris
    FROM temuan
    WHERE sumber IN ($tabel_fakta) AND NOT per_tabel AND tentang <> 'tabel'
        AND len(list_intersect(string_split(alasan, '|'), [
            'angka_ambigu', 'angka_diperbaiki', 'bulan_ambigu', 'bulan_disimpulkan', 'nilai_janggal', 'salah_cetak', 'di_luar_skala', 'kolom_ambigu',
            'urutan_ambigu'
        ])) > 0
        AND temuan_id IN (SELECT temuan_id FROM terima)
),
garis_ditulis AS (
    SELECT doc_id, baris, bagian
    FROM (SELECT doc_id, baris, bendera, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM kontribusi_ro)
    WHERE list_contains(bendera, 'ditulis_orang')
),
cek_diterima AS (
    SELECT DISTINCT cek_id FROM temuan WHERE cek_id IS NOT NULL AND temuan_id IN (SELECT temuan_id FROM terima)
)
SELECT doc_id, tabel, baris, bagian, kolom
FROM bukti
WHERE status <> 'terbukti' AND (
    (status = 'tak_terbukti' AND EXISTS (
        SELECT 1 FROM baris_diterima b
        WHERE b.doc_id = bukti.doc_id AND b.baris = bukti.baris
            AND b.perihal = CASE WHEN bukti.tabel IN ('target', 'target_bulanan', 'kontribusi_ro') THEN 'target' ELSE bukti.tabel END
    ))
    OR EXISTS (
        SELECT 1 FROM bendera_diterima b WHERE b.doc_id = bukti.doc_id AND b.baris = bukti.baris
            AND (b.sumber = bukti.tabel OR (b.sumber = 'target' AND bukti.tabel = 'target_bulanan'))
    )
    OR (status = 'berselisih' AND EXISTS (SELECT 1 FROM cek_diterima c WHERE list_contains(bukti.oleh, c.cek_id)))
    -- accepted once for both documents, of which only one may be asked about here
    OR (status = 'berselisih' AND EXISTS (
        SELECT 1 FROM _angka_antar_dokumen a
        WHERE a.doc_id = bukti.doc_id AND a.tabel = bukti.tabel AND a.baris = bukti.baris AND a.bagian = bukti.bagian AND a.kolom = bukti.kolom
            AND list_has_any(a.temuan, (SELECT list(temuan_id) FROM terima))
    ))
    OR EXISTS (
        SELECT 1 FROM _ref_koreksi k JOIN dokumen d ON k.dokumen IN (d.doc_id, d.nama_berkas)
        WHERE d.doc_id = bukti.doc_id AND k.tabel = bukti.tabel AND k.baris = bukti.baris AND k.bagian = bukti.bagian AND k.kolom = bukti.kolom
    )
    -- a line that a person wrote
    OR (bukti.tabel = 'kontribusi_ro' AND EXISTS (
        SELECT 1 FROM garis_ditulis g WHERE g.doc_id = bukti.doc_id AND g.baris = bukti.baris AND g.bagian = bukti.bagian
    ))
)
