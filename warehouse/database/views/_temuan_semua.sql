-- Tabel bantu. Satu baris satu temuan dari pemeriksaan atau bendera, juga yang sudah diterima orang.
-- Bendera dengan berat 1 bukan temuan. Bendera pada baris yang semua hitungannya lolos bukan temuan, kecuali selalu_tinjau.
-- Bulan tidak pernah terbukti oleh hitungan: jumlah yang cocok tidak mengatakan angka mana milik bulan mana.
-- Bendera yang belum ada di bendera.csv selalu menjadi temuan.
-- Kantor yang tidak dikenali di kepala tabel BANDING menjadi satu temuan untuk tiap dokumen, bukan satu untuk tiap indikator.
-- Angka rencana yang tidak sama di dua dokumen (_angka_antar_dokumen) satu temuan, pada salah satunya.
-- Skala rupiah yang disimpulkan, dokumen yang punya saingan, dan tabel tanpa hitungan masing-masing satu temuan.
-- Nama indikator yang belum diputuskan menjadi satu temuan untuk tiap dokumen, dengan tempatnya yang pertama.
-- Bendera tentang cara tabelnya dibaca (per_tabel pada bendera.csv) tetap satu baris di sini untuk tiap baris data, tetapi satu temuan untuk tiap
-- tabel: temuan_id-nya sama. Keraguan milik baris itu sendiri menjadi temuan tersendiri.
-- diperbarui: dokumen
-- kolom berat: 5 paling berat sampai 1 ringan
-- kolom sumber: cek, target, target_bulanan, kontribusi_ro, $daftar_hasil, indikator (nama yang terbuka)
-- kolom tentang: tabel fakta yang dimaksud doc_id dan baris; tabel bila tentang tabel_no itu; dokumen bila tentang seluruh berkas
-- kolom target_id: indikatornya; kosong bila bukan tentang satu indikator
-- kolom kunci: nama indikator, kode RO, jenis belanja, program, kantor, atau bulan
-- kolom alasan: aturan dan hasilnya, atau bendera dipisah |
-- kolom penjelasan: apa yang terjadi
-- kolom anjuran: apa yang sebaiknya diperiksa
-- kolom per_tabel: benar bila temuannya tentang seluruh tabel, bukan tentang baris itu
-- kolom kode: kode tiap kalimat penjelasan, menurut urutannya; pada bendera nama benderanya
-- kolom isi: isi tiap kalimat penjelasan sebagai JSON: nilai yang disebutnya, menurut namanya
-- kolom temuan_id: sidik isi temuan; berubah bila angkanya atau tempatnya berubah
-- kolom cek_id: pemeriksaannya; kosong bila bukan tentang pemeriksaan
-- kolom sidik: sidik angka tabelnya, bila tentang tabel yang belum terbukti
CREATE TABLE _temuan_semua AS
WITH pemeriksaan AS (
    SELECT
        c.*, coalesce(a.berat, 4) AS berat, a.tentang, a.arti
    FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
),
baris_hasil AS (
    -- tiap tabel hasil:
    SELECT '$tabel' AS sumber, doc_id, tabel_no, baris, halaman, line, bendera, $kantor AS upt_raw, $nama AS nama FROM $tabel
    -- sampai sini
),
nama_hasil AS (
    -- findings about a sasaran were decided before it had a name here, and are known by having none
    SELECT doc_id, baris, nullif(array_to_string(list_sort(list_distinct(list(nama))), ', '), '') AS nama FROM baris_hasil WHERE sumber <> 'capaian_sasaran' GROUP BY ALL
),
bendera_hasil AS (
    SELECT sumber, doc_id, tabel_no, baris, halaman, line, upt_raw, nama, unnest(bendera) AS bendera FROM baris_hasil
),
bendera_bulan AS (
    SELECT doc_id, tabel_no, baris, halaman, line, target_id, bulan, unnest(bendera) AS bendera FROM target_bulanan
),
bendera_baris AS (
    SELECT 'target' AS sumber, t.doc_id, t.tabel_no, t.baris, t.halaman, t.line, t.target_id, t.indikator_raw AS kunci,
        b.doc_id IS NOT NULL AS lolos, unnest(t.bendera) AS bendera
    FROM target t LEFT JOIN _hitungan_lolos b ON b.sumber = 'target' AND b.doc_id = t.doc_id AND b.baris = t.baris
    UNION ALL
    SELECT 'kontribusi_ro', k.doc_id, k.tabel_no, k.baris, k.halaman, k.line, k.target_id,
        nullif(concat_ws('.', k.kode_kegiatan, k.kode_kro, k.kode_ro, k.kode_komponen, k.kode_subkomponen), ''),
        b.doc_id IS NOT NULL, unnest(k.bendera)
    FROM kontribusi_ro k LEFT JOIN _hitungan_lolos b ON b.sumber = 'kontribusi_ro' AND b.doc_id = k.doc_id AND b.baris = k.baris
    UNION ALL
    SELECT 'target_bulanan', m.doc_id, min(m.tabel_no), min(m.baris), min(m.halaman), min(m.line), m.target_id,
        concat(any_value(t.indikator_raw), ' (bulan ', array_to_string(list_sort(list_distinct(list(m.bulan))), ', '), ')'), FALSE, m.bendera
    FROM bendera_bulan m LEFT JOIN target t ON t.target_id = m.target_id
    GROUP BY m.doc_id, m.target_id, m.bendera
    UNION ALL
    -- the columns of one printed row (years, offices) are one thing to look at
    SELECT h.sumber, h.doc_id, min(h.tabel_no), h.baris, min(h.halaman), min(h.line), NULL, nullif(array_to_string(list_sort(list_distinct(list(h.nama))), ', '), ''),
        bool_and(b.doc_id IS NOT NULL), h.bendera
    FROM bendera_hasil h LEFT JOIN _hitungan_lolos b ON b.doc_id = h.doc_id AND b.baris = h.baris AND b.sumber = h.sumber
    WHERE h.bendera <> 'kantor_tidak_dikenal'
    GROUP BY h.sumber, h.doc_id, h.baris, h.bendera
    UNION ALL
    SELECT sumber, doc_id, min(tabel_no), min(baris), min(halaman), min(line), NULL, coalesce(upt_raw, 'tanpa nama'), FALSE, bendera
    FROM bendera_hasil
    WHERE bendera = 'kantor_tidak_dikenal'
    GROUP BY sumber, doc_id, upt_raw, bendera
),
bernama AS (
    SELECT doc_id, tabel_no, baris, halaman, line, target_id, indikator_raw, indikator_id FROM target
    UNION ALL
    SELECT doc_id, tabel_no, baris, halaman, line, NULL, indikator_raw, indikator_id FROM capaian
    UNION ALL
    SELECT doc_id, tabel_no, baris, halaman, line, NULL, indikator_raw, indikator_id FROM efisiensi
),
nama_terbuka AS (
    SELECT
        b.doc_id, arg_min(b.tabel_no, b.baris) AS tabel_no, min(b.baris) AS baris, arg_min(b.halaman, b.baris) AS halaman,
        arg_min(b.line, b.baris) AS line, arg_min(b.target_id, b.baris) AS target_id, b.indikator_raw AS kunci, any_value(n.alasan) AS alasan,
        any_value(json_object('kode', n.kode, 'isi', CAST(n.isi AS JSON))) AS sebab
    FROM bernama b JOIN dim_indikator_alias n ON n.alias = b.indikator_raw AND n.indikator_id = b.indikator_id
    WHERE n.status = 'terbuka'
    GROUP BY b.doc_id, b.indikator_raw
),
ditinjau AS (
    -- the scale is the whole document's, and sums close at any scale
    SELECT
        x.*, coalesce(r.berat, 3) AS berat, coalesce(r.per_tabel, FALSE) AS per_tabel,
        coalesce(r.arti, 'Bendera ini belum dijelaskan di bendera.csv.') AS arti, coalesce(r.anjuran, 'Periksa pada halamannya.') AS anjuran
    FROM bendera_baris x LEFT JOIN _ref_bendera r USING (bendera)
    WHERE x.bendera <> 'skala_disimpulkan' AND (r.bendera IS NULL OR r.selalu_tinjau OR (r.berat > 1 AND NOT x.lolos))
),
tanpa_ulangan AS (
    -- what is said of the indicator need not be said again of its months
    SELECT * FROM ditinjau d
    WHERE NOT (
        d.sumber = 'target_bulanan'
        AND EXISTS (SELECT 1 FROM ditinjau t WHERE t.sumber = 'target' AND t.target_id = d.target_id AND t.bendera = d.bendera)
    )
),
ditemukan AS (
    SELECT
        -- a check that could not run weighs less than one that failed
        CASE WHEN c.status = 'gagal' THEN c.berat ELSE greatest(1, c.berat - 2) END AS berat,
        'cek' AS sumber, coalesce(c.tentang, 'dokumen') AS tentang, c.doc_id, c.tabel_no, c.baris, c.halaman, c.line, c.target_id,
        coalesce(t.indikator_raw, n.nama) AS kunci,
        concat(c.aturan, ': ', c.status) AS alasan, c.penjelasan, coalesce(c.arti, 'Aturan ini belum dijelaskan di aturan.csv.') AS anjuran,
        FALSE AS per_tabel, c.cek_id, NULL AS sidik, [c.kode] AS kode, [c.isi] AS isi
    FROM pemeriksaan c
    LEFT JOIN target t ON t.target_id = c.target_id
    LEFT JOIN nama_hasil n ON c.target_id IS NULL AND c.tentang NOT IN ('dokumen', 'target', 'kontribusi_ro') AND n.doc_id = c.doc_id AND n.baris = c.baris
    WHERE c.status <> 'lolos'
        -- what another check tells already is not told again as the reason why the document is not known to be whole
        AND NOT (
            c.aturan = 'dokumen_utuh'
            AND EXISTS (
                SELECT 1 FROM cek o
                WHERE o.doc_id = c.doc_id AND o.status <> 'lolos' AND o.aturan <> c.aturan AND contains(c.penjelasan, o.penjelasan)
            )
        )
    UNION ALL
    SELECT
        max(berat), sumber, sumber, doc_id, tabel_no, baris, halaman, line, target_id, kunci,
        string_agg(bendera, '|' ORDER BY berat DESC, bendera), string_agg(arti, ' ' ORDER BY berat DESC, bendera),
        string_agg(anjuran, ' ' ORDER BY berat DESC, bendera), per_tabel, NULL, NULL,
        list(bendera ORDER BY berat DESC, bendera), list('{}')
    FROM tanpa_ulangan
    GROUP BY sumber, doc_id, tabel_no, baris, halaman, line, target_id, kunci, per_tabel
    UNION ALL
    SELECT
        2, 'indikator', 'indikator', doc_id, tabel_no, baris, halaman, line, target_id, kunci, 'nama_terbuka',
        concat('Nama indikator ini belum dikenal', coalesce(concat(': ', alasan), ''), '.'),
        'Putuskan dengan `python pipeline.py review`; sampai itu barisnya memakai indikator sementara.',
        FALSE, NULL, NULL, [if(alasan IS NULL, 'nama_belum_dikenal', 'nama_belum_dikenal_sebab')],
        [CAST(if(alasan IS NULL, json_object(), json_object('sebab', sebab)) AS VARCHAR)]
    FROM nama_terbuka
    UNION ALL
    SELECT
        r.berat, 'dokumen', 'dokumen', x.doc_id, NULL, NULL, NULL, NULL, NULL, NULL, x.bendera, coalesce(d.pesan, r.arti), r.anjuran, FALSE,
        NULL, NULL, if(d.pesan IS NULL, [x.bendera], d.kode), if(d.pesan IS NULL, ['{}'], d.isi)
    FROM (SELECT DISTINCT doc_id, bendera FROM bendera_baris WHERE bendera = 'skala_disimpulkan') x
    JOIN dokumen d USING (doc_id) JOIN _ref_bendera r USING (bendera)
    UNION ALL
    SELECT
        4, 'dokumen', 'dokumen', doc_id, NULL, NULL, NULL, NULL, NULL, NULL, 'dokumen_kembar',
        concat('Kantor dan tahun ini punya dokumen lain yang isinya berbeda dan tidak terbukti lebih lama atau lebih baru: ', saingan, '.'),
        'Tulis tanggalnya di data/review/dokumen.csv (kolom tanggal), atau keluarkan dari inbox yang tidak berlaku.',
        FALSE, NULL, NULL, ['dokumen_kembar'], [CAST(json_object('lain', saingan) AS VARCHAR)]
    FROM (
        SELECT doc_id, array_to_string(list_sort(list_distinct(flatten(list(saingan)))), ', ') AS saingan FROM _dokumen_kembar GROUP BY doc_id
    )
    UNION ALL
    SELECT
        4, x.tabel, x.tabel, x.doc_id, NULL, x.baris, x.halaman, x.line, t.target_id, coalesce(t.indikator_raw, n.nama), 'angka_antar_dokumen',
        x.lawan.penjelasan, 'Cocokkan kedua halamannya: perbaiki bacaan yang salah, atau terima bila angkanya memang direvisi.', FALSE, x.lawan.temuan_id, NULL,
        ['angka_antar_dokumen'], [x.lawan.isi]
    FROM (SELECT * REPLACE (unnest(lawan) AS lawan) FROM _angka_antar_dokumen) x
    LEFT JOIN target t ON x.tabel IN ('target', 'target_bulanan') AND t.doc_id = x.doc_id AND t.baris = x.baris
    LEFT JOIN nama_hasil n ON x.tabel IN ('capaian', 'efisiensi') AND n.doc_id = x.doc_id AND n.baris = x.baris
    UNION ALL
    SELECT
        1, perihal, 'tabel', doc_id, tabel_no, baris, halaman, line, NULL, NULL, concat(perihal, ': tak_terbukti'),
        concat(jumlah, ' angka tabel ', tabel, ' ini belum terbukti: perubahannya tidak akan ketahuan oleh hitungan dokumennya sendiri.'),
        'Cocokkan tabelnya dengan halamannya, lalu terima; sampai itu barisnya tidak ikut ekspor yang hanya memuat angka terbukti.',
        FALSE, NULL, sidik, ['angka_belum_terbukti'], [CAST(json_object('jumlah', jumlah, 'tabel', tabel) AS VARCHAR)]
    FROM _tanpa_bukti
)
SELECT
    * REPLACE (CASE WHEN alasan <> 'angka_antar_dokumen' THEN cek_id END AS cek_id),
    -- the two documents of a contradiction know it by one name
    CASE
        WHEN alasan = 'angka_antar_dokumen' THEN cek_id
        WHEN sidik IS NOT NULL THEN $temuan_id('|', doc_id, sumber, tabel_no, alasan, sidik)
        WHEN per_tabel THEN $temuan_id('|', doc_id, sumber, tabel_no, alasan, penjelasan, string_agg(concat_ws(' ', baris, kunci), '|') OVER tabelnya)
        ELSE $temuan_id('|', doc_id, sumber, coalesce(target_id, ''), coalesce(baris, 0), coalesce(kunci, ''), alasan, penjelasan)
    END AS temuan_id
FROM ditemukan
WINDOW tabelnya AS (
    PARTITION BY doc_id, sumber, tabel_no, alasan, per_tabel ORDER BY baris, kunci, target_id
    ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING
);
