-- Tabel bantu. Satu baris satu angka yang juga dicetak dokumen lain, dan apa kata dokumen lain tentangnya: lihat docs/proof.md.
-- Dibandingkan angka kantor, tahun, indikator, masa, dan versi yang sama, dari dua kertas yang berlainan: dua berkas sejenis
-- satu kantor dari masa yang sama adalah salinan atau edisi satu kertas, bukan dua saksi. Dari beberapa edisi hanya yang bertanggal terakhir ikut.
-- Dua daftar adalah satu daftar bila hampir semua angkanya sama, atau bila angka-angkanya sama tetapi di samping nama lain: namanya bergeser.
-- Bila banyak yang lain, rencananya direvisi dan tidak ada yang dikatakan.
-- diperbarui: kantor
-- kolom tabel: tabel fakta
-- kolom bagian: baris keberapa dari satu baris tercetak, atau bulan, seperti di tabel bukti
-- kolom kolom: kolom tabel fakta itu
-- kolom upt_id: kantor pemilik angka itu; kosong bila tidak dikenali
-- kolom tahun: tahun kinerja angka itu
-- kolom status: terbukti; berselisih; kosong bila yang satu menyamakan dan yang lain membantah, atau daftarnya terlalu pendek untuk membuktikan
-- kolom oleh: dokumen lain yang mengatakannya, dengan halamannya
-- kolom temuan: temuan_id perselisihannya, satu untuk tiap dokumen lain
-- kolom lawan: perselisihan yang ditunjukkan pada baris ini, satu untuk dua dokumen: temuan_id, penjelasannya, dan isi penjelasan itu
CREATE TABLE _angka_antar_dokumen AS
WITH kertas AS (
    SELECT DISTINCT a.upt_id, a.tahun, a.doc_id, a.kantor_kertas, d.nama_berkas, d.jenis, d.tahun AS tahun_kertas, d.periode AS periode_kertas, d.tanggal
    FROM _angka_berulang a JOIN dokumen d USING (doc_id)
    WHERE a.upt_id IS NOT NULL AND d.jenis IS NOT NULL
),
edisi AS (
    SELECT *, min(tanggal) OVER sejenis IS DISTINCT FROM max(tanggal) OVER sejenis AS direvisi
    FROM kertas
    WINDOW sejenis AS (PARTITION BY upt_id, tahun, kantor_kertas, jenis, tahun_kertas, periode_kertas)
    QUALIFY coalesce(tanggal, DATE '0001-01-01') = max(coalesce(tanggal, DATE '0001-01-01')) OVER sejenis
),
bertanda AS (
    SELECT upt_id, tahun, doc_id, ukuran, bool_or(versi IS NOT NULL) AS berversi FROM _angka_berulang GROUP BY ALL
),
daftar AS (
    SELECT upt_id, tahun, doc_id, ukuran, periode, kolom, daftar, versi, len(list_distinct(list(kunci))) AS banyak FROM _angka_berulang GROUP BY ALL
),
angka AS (
    -- an indicator that a list prints with two figures is compared with nothing
    SELECT
        upt_id, tahun, doc_id, ukuran, periode, kolom, daftar, versi, kunci, max(satuan) AS satuan, min(nilai) AS nilai,
        coalesce('halaman ' || min(halaman), 'baris ' || min(line), 'letak tidak diketahui') AS letak,
        CASE
            WHEN min(halaman) IS NOT NULL THEN json_object('kode', 'di_halaman', 'isi', json_object('halaman', min(halaman)))
            WHEN min(line) IS NOT NULL THEN json_object('kode', 'di_baris', 'isi', json_object('line', min(line)))
            ELSE json_object('kode', 'letak_tak_diketahui', 'isi', json_object())
        END AS letak_isi
    FROM _angka_berulang
    WHERE pasti
    GROUP BY ALL
    HAVING min(nilai) = max(nilai)
),
sisi AS (
    SELECT a.*, e.* EXCLUDE (upt_id, tahun, doc_id), b.berversi, f.banyak, concat_ws(' ', a.doc_id, a.kolom, a.daftar, a.versi) AS satu
    FROM angka a
    JOIN edisi e USING (upt_id, tahun, doc_id)
    JOIN bertanda b USING (upt_id, tahun, doc_id, ukuran)
    JOIN daftar f USING (upt_id, tahun, doc_id, ukuran, periode, kolom, daftar)
    WHERE f.versi IS NOT DISTINCT FROM a.versi
),
berhadapan AS (
    SELECT
        a.upt_id, a.tahun, a.ukuran, a.periode, a.kunci, a.doc_id, a.kolom, a.daftar, a.versi, a.satu, a.nilai, a.letak, a.letak_isi, a.nama_berkas,
        a.banyak = b.banyak AS sama_banyak, b.doc_id AS lain, b.satu AS satu_lain, b.nilai AS nilai_lain, b.letak AS letak_lain, b.letak_isi AS letak_lain_isi, b.nama_berkas AS nama_lain,
        CASE
            WHEN a.nilai = b.nilai THEN 'sama'
            -- one prints more decimals than the other: no contradiction, and no proof of the finer one
            WHEN list_contains([round(a.nilai, 0), round(a.nilai, 1), round(a.nilai, 2)], b.nilai) THEN 'bulat'
            WHEN list_contains([round(b.nilai, 0), round(b.nilai, 1), round(b.nilai, 2)], a.nilai) THEN 'bulat'
            ELSE 'beda'
        END AS hasil
    FROM sisi a
    JOIN sisi b USING (upt_id, tahun, ukuran, periode, kunci)
    WHERE a.doc_id <> b.doc_id
        AND (a.kantor_kertas, a.jenis, a.tahun_kertas, a.periode_kertas) IS DISTINCT FROM (b.kantor_kertas, b.jenis, b.tahun_kertas, b.periode_kertas)
        AND (a.satuan IS NULL OR b.satuan IS NULL OR a.satuan = b.satuan)
        -- which version a table without one repeats is not said where its document prints versions
        AND a.versi IS NOT DISTINCT FROM b.versi AND (a.versi IS NOT NULL OR NOT (a.berversi OR b.berversi))
        -- a quarter may have gone by before the last edition
        AND NOT ((a.direvisi AND b.jenis = 'LAKIP_INTERIM') OR (b.direvisi AND a.jenis = 'LAKIP_INTERIM'))
),
terhitung AS (
    SELECT
        *, count(*) FILTER (hasil = 'sama') OVER berdua AS sama, count(*) FILTER (hasil = 'beda') OVER berdua AS beda,
        -- the same figures beside other names
        coalesce(list_sort(list(nilai) FILTER (hasil = 'beda') OVER berdua) = list_sort(list(nilai_lain) FILTER (hasil = 'beda') OVER berdua), FALSE)
            AS bergeser
    FROM berhadapan
    WINDOW berdua AS (PARTITION BY upt_id, tahun, ukuran, periode, satu, satu_lain)
),
dinilai AS (
    -- an exchange of two equal figures' names takes away two that are the same and adds two that differ: proved is only where that would be told
    SELECT
        *, sama_banyak AND beda <= 1 AND sama >= 2 * beda + 4 AS membuktikan,
        $temuan_id('|', least(doc_id, lain), greatest(doc_id, lain), ukuran, tahun, periode, kunci,
            min(least(nilai, nilai_lain)) FILTER (hasil = 'beda') OVER berdua, max(greatest(nilai, nilai_lain)) FILTER (hasil = 'beda') OVER berdua
        ) AS temuan_id,
        concat(
            upper(ukuran[1]), ukuran[2:], ' indikator ini di dua dokumen tidak sama (', tahun, ', ', periode, '): ',
            regexp_replace(CAST(nilai AS VARCHAR), '\.?0+$', ''), ' di ', nama_berkas, ', ', letak, '; ',
            regexp_replace(CAST(nilai_lain AS VARCHAR), '\.?0+$', ''), ' di ', nama_lain, ', ', letak_lain, '.'
        ) AS penjelasan,
        CAST(json_object(
            'ukuran', json_object('kode', concat('ukuran_', ukuran), 'isi', json_object()), 'tahun', tahun, 'periode', periode,
            'satu', regexp_replace(CAST(nilai AS VARCHAR), '\.?0+$', ''), 'berkas', nama_berkas, 'letak', letak_isi,
            'dua', regexp_replace(CAST(nilai_lain AS VARCHAR), '\.?0+$', ''), 'lain', nama_lain, 'letak_lain', letak_lain_isi
        ) AS VARCHAR) AS isi
    FROM terhitung
    WHERE hasil <> 'bulat' AND ((beda <= 3 AND sama >= greatest(2, 2 * beda - 2)) OR (beda >= 3 AND bergeser))
    WINDOW berdua AS (PARTITION BY upt_id, tahun, ukuran, periode, kunci, least(doc_id, lain), greatest(doc_id, lain))
),
dikatakan AS (
    SELECT
        a.upt_id, a.tahun, a.doc_id, a.tabel, a.baris, a.bagian, a.kolom, a.halaman, a.line, n.lain,
        bool_or(n.hasil = 'sama') AS sama, bool_or(n.hasil = 'beda') AS beda, bool_or(n.hasil = 'sama' AND n.membuktikan) AS membuktikan,
        min(n.letak_lain) AS letak_lain, min(n.temuan_id) FILTER (n.hasil = 'beda') AS temuan_id,
        min(n.penjelasan) FILTER (n.hasil = 'beda') AS penjelasan, arg_min(n.isi, n.penjelasan) FILTER (n.hasil = 'beda') AS isi
    FROM _angka_berulang a
    JOIN dinilai n ON n.upt_id = a.upt_id AND n.tahun = a.tahun AND n.doc_id = a.doc_id AND n.ukuran = a.ukuran AND n.periode = a.periode
        AND n.kolom = a.kolom AND n.daftar = a.daftar AND n.versi IS NOT DISTINCT FROM a.versi AND n.kunci = a.kunci
    WHERE a.pasti
    GROUP BY ALL
),
ditunjukkan AS (
    -- one row of one of the two documents shows the contradiction
    SELECT doc_id, tabel, baris, bagian, kolom, temuan_id, penjelasan, isi FROM dikatakan WHERE beda
    QUALIFY row_number() OVER (PARTITION BY least(doc_id, lain), greatest(doc_id, lain), temuan_id ORDER BY doc_id, tabel, baris, bagian, kolom) = 1
),
tampak AS (
    SELECT doc_id, tabel, baris, bagian, kolom, list({'temuan_id': temuan_id, 'penjelasan': penjelasan, 'isi': isi} ORDER BY temuan_id) AS lawan
    FROM ditunjukkan
    GROUP BY ALL
)
SELECT
    k.upt_id, k.tahun, k.doc_id, k.tabel, k.baris, k.bagian, k.kolom, min(k.halaman) AS halaman, min(k.line) AS line,
    CASE
        WHEN bool_or(beda) AND NOT bool_or(sama) THEN 'berselisih'
        WHEN bool_or(membuktikan) AND NOT bool_or(beda) THEN 'terbukti'
    END AS status,
    list_sort(list_distinct(
        list(concat('antar_dokumen ', lain, ' ', letak_lain)) FILTER (CASE WHEN bool_beda THEN beda ELSE membuktikan END)
    )) AS oleh,
    list_sort(list_distinct(list(temuan_id) FILTER (temuan_id IS NOT NULL))) AS temuan, any_value(t.lawan) AS lawan
FROM (SELECT *, bool_or(beda) OVER (PARTITION BY doc_id, tabel, baris, bagian, kolom) AS bool_beda FROM dikatakan) k
LEFT JOIN tampak t USING (doc_id, tabel, baris, bagian, kolom)
GROUP BY k.upt_id, k.tahun, k.doc_id, k.tabel, k.baris, k.bagian, k.kolom;
