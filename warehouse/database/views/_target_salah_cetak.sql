-- Tabel bantu. Satu baris satu baris CAPAIAN yang hanya targetnya salah cetak: capaian tercetaknya adalah realisasi dibagi target yang
-- dicetak tabel rencana dokumen itu sendiri, bukan dibagi target di baris itu (misalnya target 0 dengan capaian 111,11 dan rencana 90).
-- diperbarui: dokumen
-- kolom bagian: baris keberapa dari satu baris tercetak, seperti di tabel bukti
-- kolom target: target periode itu menurut tabel rencana dokumen yang sama
CREATE TABLE _target_salah_cetak AS
WITH tercetak AS (
    SELECT *, row_number() OVER (PARTITION BY doc_id, baris ORDER BY rowid) AS bagian FROM capaian
),
rencana AS (
    SELECT doc_id, indikator_id, tahun, 'TAHUNAN' AS periode, target_tahunan AS target FROM target WHERE target_tahunan > 0
    UNION
    SELECT t.doc_id, t.indikator_id, t.tahun, p.periode, m.nilai
    FROM target t
    JOIN target_bulanan m ON m.target_id = t.target_id AND m.nilai > 0
    JOIN (VALUES ('TW1', 3), ('TW2', 6), ('TW3', 9), ('TW4', 12)) AS p (periode, bulan) ON p.bulan = m.bulan
)
SELECT c.doc_id, c.baris, c.bagian, min(r.target) AS target
FROM tercetak c
JOIN rencana r ON r.doc_id = c.doc_id AND r.indikator_id = c.indikator_id AND r.tahun = c.tahun AND r.periode = c.periode
WHERE c.tabel = 'CAPAIAN' AND list_contains(c.bendera, 'salah_cetak') AND c.target IS NOT NULL
    AND abs(CAST(c.capaian_persen AS DOUBLE) - 100.0 * CAST(c.realisasi AS DOUBLE) / CAST(r.target AS DOUBLE)) <= 0.011
    AND coalesce(abs(
        CAST(c.capaian_persen AS DOUBLE) - 100.0 * CAST(c.realisasi AS DOUBLE) / nullif(CAST(c.target AS DOUBLE), 0)
    ) > 0.011, TRUE)
GROUP BY c.doc_id, c.baris, c.bagian
HAVING min(r.target) = max(r.target);
