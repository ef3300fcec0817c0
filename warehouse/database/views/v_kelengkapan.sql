-- Satu baris satu kantor, jenis dokumen, tahun, dan periode: siapa sudah melapor, dan siapa melapor tanpa target.
-- Kantor: semua UPT yang ada pada tahun itu menurut dim_upt; PUSAT hanya bila ada dokumennya. Jenis, tahun, dan periode: yang ada pada
-- paling sedikit satu dokumen. Dokumen yang kantor atau tahunnya tidak dikenali berdiri sendiri di bawah, dengan kolom itu kosong;
-- berkas yang jenisnya pun tidak diketahui ada di v_perlu_tinjau. Target kosong dan target 0 dihitung terpisah.
-- kolom nama_upt: nama resmi pada tahun itu; nama tercetak bila kantor tidak dikenali
-- kolom upt_id: kantor, lihat dim_upt; kosong bila tidak dikenali
-- kolom tahun: tahun kinerja
-- kolom status: sudah, belum, perlu_tinjau, gagal (ada berkas, tetapi tidak terbaca)
-- kolom jumlah_indikator: banyaknya indikator pada tabel targetnya; 0 bila dokumen tidak memuat target; kosong bila belum melapor
-- kolom indikator_tanpa_target: di antaranya yang target setahunnya kosong
-- kolom indikator_target_nol: di antaranya yang target setahunnya 0
-- kolom jumlah_capaian: banyaknya indikator kantor itu yang realisasinya tercetak di laporannya untuk tahun laporan; 0 bila tidak ada;
--   kosong bila belum melapor
-- kolom capaian_tanpa_realisasi: banyaknya indikator yang tercetak pada tabel capaian laporan itu, tetapi realisasinya kosong di semua tabel
-- kolom jumlah_dokumen: banyaknya berkas untuk kantor, jenis, tahun, dan periode ini; yang terbaru yang dihitung
-- kolom doc_id: berkas yang dihitung; kosong bila belum melapor
CREATE VIEW v_kelengkapan AS
WITH kombinasi AS (
    SELECT DISTINCT jenis, tahun, periode FROM dokumen WHERE jenis IS NOT NULL AND tahun IS NOT NULL
),
tabel_dihitung AS (
    -- one table and version of a document, as in _dokumen_berlaku
    SELECT t.doc_id, t.tabel, t.versi
    FROM target t
    QUALIFY row_number() OVER (
        PARTITION BY t.doc_id
        ORDER BY CASE t.tabel WHEN 'RAPK' THEN 1 WHEN 'PK' THEN 2 ELSE 3 END,
            CASE WHEN t.versi = 'REVISI' THEN 1 WHEN t.versi IS NULL THEN 2 ELSE 3 END, t.baris
    ) = 1
),
baris AS (
    -- a table printed again in an annex counts once
    SELECT DISTINCT t.doc_id, t.no_sasaran, t.no_indikator, t.indikator_raw, t.target_tahunan, t.anggaran_rp
    FROM target t
    JOIN tabel_dihitung x ON x.doc_id = t.doc_id AND x.tabel = t.tabel AND x.versi IS NOT DISTINCT FROM t.versi
),
isi AS (
    SELECT
        doc_id, count(*) AS jumlah_indikator,
        count(*) FILTER (target_tahunan IS NULL) AS indikator_tanpa_target,
        count(*) FILTER (target_tahunan = 0) AS indikator_target_nol
    FROM baris
    GROUP BY doc_id
),
realisasi AS (
    -- of the report's own office and year: not the other offices of BANDING, not the years before in TREN
    SELECT doc_id, kunci, bool_or(realisasi IS NOT NULL) AS ada
    FROM _capaian_kandidat
    WHERE sendiri AND tahun_laporan AND tabel <> 'EFISIENSI'
    GROUP BY ALL
),
hasil AS (
    SELECT doc_id, count(*) FILTER (ada) AS jumlah_capaian, count(*) FILTER (NOT ada) AS capaian_tanpa_realisasi
    FROM realisasi
    GROUP BY doc_id
),
berkas AS (
    SELECT d.*, count(*) OVER w AS jumlah_dokumen
    FROM dokumen d
    WHERE d.jenis IS NOT NULL
    WINDOW w AS (PARTITION BY d.jenis, d.tahun, d.periode, coalesce(d.upt_id, d.doc_id))
    -- an unreadable file never hides a readable one
    QUALIFY row_number() OVER (
        PARTITION BY d.jenis, d.tahun, d.periode, coalesce(d.upt_id, d.doc_id)
        ORDER BY d.status = 'gagal', d.tanggal DESC NULLS LAST, d.doc_id DESC
    ) = 1
),
wajib AS (
    SELECT u.upt_id, u.nama_upt, u.level, k.jenis, k.tahun, k.periode
    FROM kombinasi k JOIN _upt_per_tahun u ON u.tahun = k.tahun
    WHERE u.berlaku AND u.level <> 'PUSAT'
),
semua AS (
    SELECT
        coalesce(w.upt_id, b.upt_id) AS upt_id, coalesce(w.nama_upt, u.nama_upt, b.upt_raw) AS nama_upt, coalesce(w.level, u.level) AS level,
        coalesce(w.jenis, b.jenis) AS jenis, coalesce(w.tahun, b.tahun) AS tahun, coalesce(w.periode, b.periode) AS periode,
        b.doc_id, b.status, b.nama_berkas, b.jumlah_dokumen
    FROM wajib w
    FULL JOIN berkas b ON b.upt_id = w.upt_id AND b.jenis = w.jenis AND b.tahun = w.tahun AND b.periode IS NOT DISTINCT FROM w.periode
    LEFT JOIN _upt_per_tahun u ON u.upt_id = b.upt_id AND u.tahun IS NOT DISTINCT FROM b.tahun
)
SELECT
    s.upt_id, s.nama_upt, s.level, s.jenis, s.tahun, s.periode,
    CASE WHEN s.doc_id IS NULL THEN 'belum' WHEN s.status = 'lengkap' THEN 'sudah' ELSE s.status END AS status,
    CASE WHEN s.status <> 'gagal' THEN coalesce(i.jumlah_indikator, 0) END AS jumlah_indikator,
    CASE WHEN s.status <> 'gagal' THEN coalesce(i.indikator_tanpa_target, 0) END AS indikator_tanpa_target,
    CASE WHEN s.status <> 'gagal' THEN coalesce(i.indikator_target_nol, 0) END AS indikator_target_nol,
    CASE WHEN s.status <> 'gagal' THEN coalesce(h.jumlah_capaian, 0) END AS jumlah_capaian,
    CASE WHEN s.status <> 'gagal' THEN coalesce(h.capaian_tanpa_realisasi, 0) END AS capaian_tanpa_realisasi,
    coalesce(s.jumlah_dokumen, 0) AS jumlah_dokumen, s.doc_id, s.nama_berkas
FROM semua s
LEFT JOIN isi i ON i.doc_id = s.doc_id
LEFT JOIN hasil h ON h.doc_id = s.doc_id
ORDER BY s.tahun NULLS LAST, s.jenis, s.periode, s.upt_id NULLS LAST, s.doc_id;
