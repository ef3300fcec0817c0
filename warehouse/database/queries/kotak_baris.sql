-- The boxes on page $2 of document $1 of its table row $3; of target $4 the months in doubt, where the source $5 of a doubt is its months.
WITH bulan AS (
    SELECT bbox, len(bendera) > 0 AS ditandai FROM target_bulanan
    WHERE $5 = 'target_bulanan' AND target_id = $4 AND halaman = $2 AND bbox IS NOT NULL
),
sel_baris AS (
    -- a cell that spans many rows (the sasaran) is no cell of this row alone
    SELECT bbox FROM sel
    WHERE doc_id = $1 AND halaman = $2 AND baris = $3 AND bbox IS NOT NULL AND NOT EXISTS (SELECT 1 FROM bulan)
    QUALIFY abs(bbox[4] - bbox[2]) <= 1.3 * min(abs(bbox[4] - bbox[2])) OVER ()
)
SELECT DISTINCT bbox FROM bulan WHERE ditandai OR NOT EXISTS (SELECT 1 FROM bulan WHERE ditandai)
UNION
SELECT [min(bbox[1]), min(bbox[2]), max(bbox[3]), max(bbox[4])] FROM sel_baris HAVING count(*) > 0
