-- Tabel bantu. Isi v_bappenas_ro, dengan kolom yang mengurutkannya.
-- diperbarui: kantor
CREATE TABLE _bappenas_ro AS
WITH asal AS (
    SELECT
        b.upt_id, b.tahun, d.upt_raw, d.nama_berkas, k.*,
        count(k.anggaran_rp) OVER (PARTITION BY k.doc_id) = 0 AS tanpa_anggaran,
        CASE WHEN k.anggaran_rp IS NULL THEN x.kontribusi_rp ELSE x.anggaran_rp END AS bukti
    FROM _dokumen_berlaku b
    JOIN (SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM kontribusi_ro) k
        ON k.doc_id = b.doc_id AND k.tabel = b.tabel AND k.versi IS NOT DISTINCT FROM b.versi
    JOIN dokumen d ON d.doc_id = k.doc_id
    LEFT JOIN target t ON t.target_id = k.target_id
    LEFT JOIN _bukti_baris x ON x.tabel = 'kontribusi_ro' AND x.doc_id = k.doc_id AND x.baris = k.baris AND x.bagian = k.bagian
    WHERE b.peran = 'anggaran' AND coalesce(t.upt_id, d.upt_id) IS NOT DISTINCT FROM b.upt_id AND coalesce(t.tahun, d.tahun) IS NOT DISTINCT FROM b.tahun
),
baris_ragu AS (
    SELECT k.doc_id, k.baris, t.alasan
    FROM kontribusi_ro k
    JOIN _temuan t ON t.doc_id = k.doc_id AND list_contains(string_split(t.tentang, '|'), 'kontribusi_ro')
        AND (t.target_id = k.target_id AND t.sumber = 'cek' OR t.baris = k.baris AND (t.target_id IS NULL OR t.sumber <> 'cek'))
    UNION ALL
    -- the sum of an indicator that does not close puts each of its lines in doubt
    SELECT k.doc_id, k.baris, t.alasan
    FROM kontribusi_ro k
    JOIN _temuan t ON t.target_id = k.target_id AND t.sumber = 'cek'
    JOIN _ref_aturan a ON a.aturan = split_part(t.alasan, ':', 1)
    WHERE list_contains(string_split(a.membuktikan, '|'), 'kontribusi_ro')
),
dokumen_gagal_hitung AS (
    -- one row a document: a second would print its RO lines twice
    SELECT doc_id, list(alasan) AS alasan
    FROM (
        SELECT c.doc_id, concat(c.aturan, ': gagal') AS alasan
        FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
        WHERE c.status = 'gagal' AND c.target_id IS NULL
            -- a number of the plan that was placed nowhere may be one of any RO
            AND (coalesce(a.tentang, 'dokumen') = 'dokumen' OR (c.aturan = 'angka_terbuka' AND c.tabel = 'RAPK'))
        UNION ALL
        SELECT doc_id, alasan FROM _temuan WHERE sumber = 'dokumen'
    )
    GROUP BY doc_id
),
ragu AS (
    SELECT a.doc_id, a.kode_program, a.kode_kegiatan, a.kode_kro, a.kode_ro, a.nama_ro_kunci, list(r.alasan) AS alasan
    FROM (SELECT *, CASE WHEN kode_ro IS NULL THEN nama_ro END AS nama_ro_kunci FROM asal) a
    JOIN baris_ragu r ON r.doc_id = a.doc_id AND r.baris = a.baris
    GROUP BY ALL
),
komponen AS (
    SELECT
        upt_id, tahun, upt_raw, nama_berkas, doc_id, kode_program, kode_kegiatan, kode_kro, kode_ro,
        CASE WHEN kode_ro IS NULL THEN nama_ro END AS nama_ro_kunci, min(nama_ro) AS nama_ro,
        CASE WHEN tanpa_anggaran THEN CASE WHEN count(*) = count(kontribusi_rp) THEN sum(kontribusi_rp) END
            WHEN count(*) = count(anggaran_rp) THEN max(anggaran_rp) END AS alokasi_rp,
        list(coalesce(bukti, 'tak_terbukti')) AS bukti, min(anggaran_rp) <> max(anggaran_rp) AS berselisih, min(baris) AS baris, min(halaman) AS halaman,
        min(line) AS line
    FROM asal
    GROUP BY upt_id, tahun, upt_raw, nama_berkas, doc_id, kode_program, kode_kegiatan, kode_kro, kode_ro, nama_ro_kunci, tanpa_anggaran,
        coalesce(kode_komponen, lower(nama_komponen)), coalesce(kode_subkomponen, lower(nama_subkomponen))
),
rencana AS (
    SELECT
        upt_id, tahun, upt_raw, nama_berkas, doc_id, kode_program, kode_kegiatan, kode_kro, kode_ro, nama_ro_kunci, min(nama_ro) AS nama_ro,
        CASE WHEN count(*) = count(alokasi_rp) THEN sum(alokasi_rp) END AS alokasi_rp, flatten(list(bukti)) AS bukti, bool_or(berselisih) AS berselisih,
        min(baris) AS baris, min(halaman) AS halaman, min(line) AS line,
        -- one code under two programs: the report does not say which it means
        row_number() OVER (PARTITION BY doc_id, kode_kegiatan, kode_kro, kode_ro ORDER BY kode_program NULLS LAST) AS urutan_kode
    FROM komponen
    GROUP BY upt_id, tahun, upt_raw, nama_berkas, doc_id, kode_program, kode_kegiatan, kode_kro, kode_ro, nama_ro_kunci
),
volume AS (
    SELECT
        coalesce(v.upt_id, d.upt_id) AS upt_id, d.upt_raw, coalesce(v.tahun, d.tahun) AS tahun, v.bulan, v.kode_kegiatan, v.kode_kro, v.kode_ro,
        v.nama_ro, v.target_volume, v.satuan_volume, v.target, v.realisasi, [
            CASE WHEN v.target_volume IS NOT NULL THEN coalesce(x.target_volume, 'tak_terbukti') END,
            CASE WHEN v.target IS NOT NULL THEN coalesce(x.target, 'tak_terbukti') END,
            CASE WHEN v.realisasi IS NOT NULL THEN coalesce(x.realisasi, 'tak_terbukti') END
        ] AS bukti, d.nama_berkas, v.doc_id, v.baris, v.halaman, v.line,
        (
            SELECT list(t.alasan) FROM _temuan t
            WHERE t.doc_id = v.doc_id AND t.baris = v.baris AND list_contains(string_split(t.tentang, '|'), 'volume_ro')
        ) AS alasan
    FROM (SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM volume_ro) v
    JOIN dokumen d USING (doc_id)
    LEFT JOIN _bukti_baris x ON x.tabel = 'volume_ro' AND x.doc_id = v.doc_id AND x.baris = v.baris AND x.bagian = v.bagian
    QUALIFY row_number() OVER (
        PARTITION BY coalesce(v.upt_id, d.upt_id, v.doc_id), coalesce(v.tahun, d.tahun), v.bulan, v.kode_kegiatan, v.kode_kro, v.kode_ro,
            CASE WHEN v.kode_ro IS NULL THEN v.nama_ro END
        ORDER BY d.tanggal DESC NULLS LAST, v.doc_id DESC, v.baris
    ) = 1
),
volume_sd AS (
    SELECT
        *,
        CASE WHEN count(realisasi) OVER sampai = bulan AND count(*) OVER sampai = bulan THEN sum(realisasi) OVER sampai END AS realisasi_sd
    FROM volume
    WINDOW sampai AS (
        PARTITION BY coalesce(upt_id, doc_id), tahun, kode_kegiatan, kode_kro, kode_ro, CASE WHEN kode_ro IS NULL THEN nama_ro END
        ORDER BY bulan ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
    )
),
gabungan AS (
    SELECT
        coalesce(r.tahun, v.tahun) AS tahun, v.bulan, coalesce(r.upt_id, v.upt_id) AS upt_id, coalesce(r.upt_raw, v.upt_raw) AS upt_raw,
        r.kode_program, coalesce(r.kode_kegiatan, v.kode_kegiatan) AS kode_kegiatan, coalesce(r.kode_kro, v.kode_kro) AS kode_kro,
        coalesce(r.kode_ro, v.kode_ro) AS kode_ro, coalesce(r.nama_ro, v.nama_ro) AS nama_ro, v.satuan_volume, v.target_volume, v.target,
        v.realisasi, v.realisasi_sd, r.alokasi_rp, coalesce(r.nama_berkas, v.nama_berkas) AS dokumen, coalesce(r.doc_id, v.doc_id) AS doc_id,
        CASE WHEN r.doc_id IS NULL THEN v.baris ELSE r.baris END AS baris, v.baris AS baris_realisasi,
        CASE WHEN r.doc_id IS NULL THEN v.halaman ELSE r.halaman END AS halaman, CASE WHEN r.doc_id IS NULL THEN v.line ELSE r.line END AS line,
        v.nama_berkas AS dokumen_realisasi, v.halaman AS halaman_realisasi, v.line AS line_realisasi,
        CASE
            WHEN r.alokasi_rp IS NULL THEN NULL
            WHEN r.berselisih OR list_contains(r.bukti, 'berselisih') THEN 'berselisih'
            -- of a sum over all lines one that a lost page held would be missing unseen
            WHEN list_contains(r.bukti, 'tak_terbukti') OR (ut.doc_id IS NULL AND NOT list_contains(r.bukti, 'diterima')) THEN 'tak_terbukti'
            WHEN list_contains(r.bukti, 'diterima') THEN 'diterima'
            ELSE 'terbukti'
        END AS bukti_alokasi,
        CASE
            WHEN len(list_distinct(v.bukti)) = 0 THEN NULL
            WHEN list_contains(v.bukti, 'berselisih') THEN 'berselisih'
            WHEN list_contains(v.bukti, 'tak_terbukti') THEN 'tak_terbukti'
            WHEN list_contains(v.bukti, 'diterima') THEN 'diterima'
            ELSE 'terbukti'
        END AS bukti_volume,
        list_sort(list_distinct(flatten([
            coalesce(g.alasan, CAST([] AS VARCHAR[])), coalesce(q.alasan, CAST([] AS VARCHAR[])), coalesce(v.alasan, CAST([] AS VARCHAR[]))
        ]))) AS alasan
    FROM rencana r
    FULL JOIN volume_sd v ON r.urutan_kode = 1 AND v.upt_id = r.upt_id AND v.tahun = r.tahun AND v.kode_kegiatan = r.kode_kegiatan
        AND v.kode_kro = r.kode_kro AND v.kode_ro = r.kode_ro
    LEFT JOIN dokumen_gagal_hitung g ON g.doc_id = r.doc_id
    LEFT JOIN _dokumen_utuh ut ON ut.doc_id = r.doc_id
    LEFT JOIN ragu q ON q.doc_id = r.doc_id AND q.kode_program IS NOT DISTINCT FROM r.kode_program
        AND q.kode_kegiatan IS NOT DISTINCT FROM r.kode_kegiatan AND q.kode_kro IS NOT DISTINCT FROM r.kode_kro
        AND q.kode_ro IS NOT DISTINCT FROM r.kode_ro AND q.nama_ro_kunci IS NOT DISTINCT FROM r.nama_ro_kunci
),
diputuskan AS (
    SELECT
        *,
        list_sort(list_distinct(list_concat(alasan, [
            CASE WHEN bukti_alokasi = 'berselisih' THEN concat('alokasi: ', bukti_alokasi) END,
            CASE WHEN bukti_volume = 'berselisih' THEN concat('volume: ', bukti_volume) END
        ]))) AS dibantah,
        list_distinct([
            CASE WHEN bukti_alokasi = 'tak_terbukti' THEN concat('alokasi: ', bukti_alokasi) END,
            CASE WHEN bukti_volume = 'tak_terbukti' THEN concat('volume: ', bukti_volume) END
        ]) AS belum
    FROM gabungan
)
SELECT
    g.tahun, g.bulan, k.kode_kl, u.kode_satker, g.upt_id, coalesce(u.nama_upt, g.upt_raw) AS nama_upt, u.level, g.kode_program,
    g.kode_kegiatan, g.kode_kro, g.kode_ro, nullif(concat_ws('.', g.kode_program, g.kode_kegiatan, g.kode_kro, g.kode_ro), '') AS kode_lengkap,
    g.nama_ro, g.satuan_volume, g.target_volume AS target_volume_tahunan, g.target AS target_volume_bulan,
    g.realisasi AS realisasi_volume_bulan, CAST(g.realisasi_sd AS DECIMAL(18, 6)) AS realisasi_volume_sd,
    CAST(NULL AS DECIMAL(18, 6)) AS progres_persen, CAST(g.alokasi_rp AS DECIMAL(18, 2)) AS alokasi_rp,
    CAST(NULL AS DECIMAL(18, 2)) AS realisasi_rp, CAST(NULL AS DECIMAL(18, 6)) AS realisasi_persen,
    CASE WHEN len(g.dibantah) = 0 THEN 'lengkap' ELSE 'perlu_tinjau' END AS status_data, g.dokumen, g.halaman, g.line, g.dokumen_realisasi,
    len(g.dibantah) = 0 AND len(g.belum) = 0 AND coalesce(g.bukti_alokasi, g.bukti_volume) IS NOT NULL AS terbukti,
    nullif(array_to_string(list_concat(g.dibantah, list_sort(g.belum)), '|'), '') AS alasan, g.baris, g.baris_realisasi, g.bukti_alokasi,
    g.bukti_volume, g.halaman_realisasi, g.line_realisasi,
    g.doc_id
FROM diputuskan g
-- all offices are of the first agency
LEFT JOIN _ref_instansi k ON k.urutan = 1
LEFT JOIN _upt_per_tahun u ON u.upt_id = g.upt_id AND u.tahun IS NOT DISTINCT FROM g.tahun;
