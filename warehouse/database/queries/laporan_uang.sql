-- Budget and what was spent of it, one row an own report: the first TOTAL that its tables of absorption print for its own year and period,
-- else the sums over its indicators, unknown where one of them is.
WITH tercetak AS (
    SELECT l.doc_id, s.pagu_rp, s.realisasi_rp
    FROM _laporan_sendiri l
    JOIN serapan s ON s.doc_id = l.doc_id AND s.jenis_belanja = 'TOTAL' AND s.tahun = l.tahun AND s.periode = l.periode
    WHERE s.pagu_rp IS NOT NULL AND s.realisasi_rp IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY l.doc_id ORDER BY s.baris) = 1
),
jumlah AS (
    SELECT
        l.doc_id, CASE WHEN count(*) = count(e.pagu_rp) THEN sum(e.pagu_rp) END AS pagu_rp,
        CASE WHEN count(*) = count(e.realisasi_rp) THEN sum(e.realisasi_rp) END AS realisasi_rp
    FROM _laporan_sendiri l
    JOIN efisiensi e ON e.doc_id = l.doc_id AND e.tahun = l.tahun AND e.periode = l.periode AND NOT list_contains(e.bendera, 'baris_total')
    GROUP BY l.doc_id
)
SELECT doc_id, CAST(coalesce(t.pagu_rp, j.pagu_rp) AS DECIMAL(18, 2)) AS pagu_rp, CAST(coalesce(t.realisasi_rp, j.realisasi_rp) AS DECIMAL(18, 2)) AS realisasi_rp
FROM jumlah j FULL JOIN tercetak t USING (doc_id)
