-- Tabel bantu. Satu baris satu RO, tahun, dan kantor (juga PUSAT) dari dokumen yang berlaku, dijumlahkan dari kontribusi_ro.
-- Baris RO = komponen dan subkomponen; baris yang sama tercetak di bawah beberapa indikator, anggarannya dihitung sekali.
-- diperbarui: kantor
-- kolom ro_kunci: dengan apa RO dibandingkan dalam satu tahun: kegiatan.KRO.RO; kode U.. berbeda tiap kantor, jadi KRO dan nama RO
-- kolom tahun: tahun kinerja
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom nasional: benar untuk dokumen nasional, yaitu dokumen instansinya sendiri
-- kolom dibandingkan: benar bila ikut peringkat dan median
-- kolom kode_ro: rincian output; beberapa kode U.. kantor ini dipisah |
-- kolom jumlah_baris: banyaknya baris (komponen, subkomponen) yang berbeda
-- kolom anggaran_rp: jumlah anggaran baris yang berbeda, rupiah penuh; kosong bila salah satunya tidak terbaca atau tidak tercetak
-- kolom kontribusi_rp: jumlah kontribusi semua indikator, rupiah penuh; kosong bila salah satunya tidak terbaca
-- kolom baris_anggaran_berbeda: banyaknya baris yang anggarannya tercetak berbeda-beda; yang terbesar dipakai
-- kolom bukti_kontribusi: bukti kontribusi_rp: yang terlemah dari barisnya; terbukti hanya bila dokumennya utuh
-- kolom bukti_anggaran: bukti anggaran_rp: yang terlemah dari barisnya; terbukti hanya bila dokumennya utuh
-- kolom status_dokumen: lengkap, perlu_tinjau, gagal
-- kolom baris: baris pertama yang memuat RO ini di dalam dokumen
-- kolom halaman: halaman PDF pertama yang memuat RO ini; kosong untuk dump teks
-- kolom line: baris dump teks pertama yang memuat RO ini; kosong untuk PDF
CREATE TABLE _ro_berlaku AS
WITH asal AS (
    SELECT
        b.upt_id, b.tahun, d.upt_raw, d.nama_berkas, d.status AS status_dokumen, k.*,
        coalesce(x.kontribusi_rp, 'tak_terbukti') AS bukti_kontribusi, coalesce(x.anggaran_rp, 'tak_terbukti') AS bukti_anggaran,
        -- 'PERKARA DI BIDANG … MAKANAN DI LOKA POM KOTA DUMAI' and '… Makanan di UPT' are the same output: the office is no part of its name
        regexp_replace(
            trim(lower(regexp_replace(k.nama_ro, '\s+', ' ', 'g'))),
            ' (di|oleh|pada) ($kata_di_ro)\b.*$', ''
        ) AS nama_lipat
    FROM _dokumen_berlaku b
    JOIN (SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM kontribusi_ro) k
        ON k.doc_id = b.doc_id AND k.tabel = b.tabel AND k.versi IS NOT DISTINCT FROM b.versi
    LEFT JOIN _bukti_baris x ON x.tabel = 'kontribusi_ro' AND x.doc_id = k.doc_id AND x.baris = k.baris AND x.bagian = k.bagian
    JOIN dokumen d ON d.doc_id = k.doc_id
    LEFT JOIN target t ON t.target_id = k.target_id
    WHERE b.peran = 'anggaran' AND coalesce(t.upt_id, d.upt_id) IS NOT DISTINCT FROM b.upt_id AND coalesce(t.tahun, d.tahun) IS NOT DISTINCT FROM b.tahun
),
baris AS (
    SELECT
        CASE
            WHEN kode_kegiatan IS NULL OR kode_kro IS NULL OR kode_ro IS NULL THEN concat_ws('.', kode_kegiatan, kode_kro, kode_ro, nama_lipat)
            WHEN kode_ro LIKE 'U%' THEN concat_ws('.', kode_kegiatan, kode_kro, 'U', nama_lipat)
            ELSE concat_ws('.', kode_kegiatan, kode_kro, kode_ro)
        END AS ro_kunci,
        kode_kegiatan, kode_kro, asal.kode_ro, min(nama_ro) AS nama_ro,
        upt_id, tahun, upt_raw, doc_id, nama_berkas, status_dokumen,
        coalesce(kode_komponen, lower(nama_komponen)) AS komponen, coalesce(kode_subkomponen, lower(nama_subkomponen)) AS subkomponen,
        CASE WHEN count(*) = count(kontribusi_rp) THEN sum(kontribusi_rp) END AS kontribusi_rp,
        CASE WHEN count(*) = count(anggaran_rp) THEN max(anggaran_rp) END AS anggaran_rp,
        min(anggaran_rp) <> max(anggaran_rp) AS berbeda,
        list(bukti_kontribusi) AS bukti_kontribusi, list(bukti_anggaran) AS bukti_anggaran,
        min(baris) AS baris, min(halaman) AS halaman, min(line) AS line
    FROM asal
    -- kode_ro is part of the line: an office may hold two U.. codes of one name
    GROUP BY asal.kode_ro, kode_program, ro_kunci, kode_kegiatan, kode_kro, upt_id, tahun, upt_raw, doc_id, nama_berkas, status_dokumen, komponen, subkomponen
),
ro AS (
    SELECT
        ro_kunci, kode_kegiatan, kode_kro, string_agg(DISTINCT kode_ro, '|' ORDER BY kode_ro) AS kode_ro, min(nama_ro) AS nama_ro,
        upt_id, tahun, upt_raw, doc_id, nama_berkas, status_dokumen,
        count(*) AS jumlah_baris,
        CASE WHEN count(*) = count(kontribusi_rp) THEN sum(kontribusi_rp) END AS kontribusi_rp,
        CASE WHEN count(*) = count(anggaran_rp) THEN sum(anggaran_rp) END AS anggaran_rp,
        count(*) FILTER (berbeda) AS baris_anggaran_berbeda,
        flatten(list(bukti_kontribusi)) AS bukti_kontribusi, flatten(list(bukti_anggaran)) AS bukti_anggaran,
        min(baris) AS baris, min(halaman) AS halaman, min(line) AS line
    FROM baris
    GROUP BY ro_kunci, kode_kegiatan, kode_kro, upt_id, tahun, upt_raw, doc_id, nama_berkas, status_dokumen
)
SELECT
    ro.ro_kunci, ro.kode_kegiatan, ro.kode_kro, ro.kode_ro, ro.nama_ro, ro.tahun, ro.upt_id,
    coalesce(u.nama_upt, ro.upt_raw) AS nama_upt, u.level, coalesce(u.nasional, FALSE) AS nasional,
    ro.upt_id IS NOT NULL AND ro.tahun IS NOT NULL AND u.level IS DISTINCT FROM 'PUSAT' AS dibandingkan,
    ro.jumlah_baris, CAST(ro.kontribusi_rp AS DECIMAL(18, 2)) AS kontribusi_rp, CAST(ro.anggaran_rp AS DECIMAL(18, 2)) AS anggaran_rp,
    ro.baris_anggaran_berbeda,
    CASE
        WHEN ro.kontribusi_rp IS NULL THEN NULL
        WHEN list_contains(ro.bukti_kontribusi, 'berselisih') THEN 'berselisih'
        WHEN list_contains(ro.bukti_kontribusi, 'tak_terbukti') OR (e.doc_id IS NULL AND NOT list_contains(ro.bukti_kontribusi, 'diterima')) THEN 'tak_terbukti'
        WHEN list_contains(ro.bukti_kontribusi, 'diterima') THEN 'diterima'
        ELSE 'terbukti'
    END AS bukti_kontribusi,
    CASE
        WHEN ro.anggaran_rp IS NULL THEN NULL
        WHEN ro.baris_anggaran_berbeda > 0 OR list_contains(ro.bukti_anggaran, 'berselisih') THEN 'berselisih'
        WHEN list_contains(ro.bukti_anggaran, 'tak_terbukti') OR (e.doc_id IS NULL AND NOT list_contains(ro.bukti_anggaran, 'diterima')) THEN 'tak_terbukti'
        WHEN list_contains(ro.bukti_anggaran, 'diterima') THEN 'diterima'
        ELSE 'terbukti'
    END AS bukti_anggaran,
    ro.status_dokumen, ro.doc_id, ro.nama_berkas, ro.baris, ro.halaman, ro.line
FROM ro
LEFT JOIN _dokumen_utuh e ON e.doc_id = ro.doc_id
LEFT JOIN _upt_per_tahun u ON u.upt_id = ro.upt_id AND u.tahun IS NOT DISTINCT FROM ro.tahun;
