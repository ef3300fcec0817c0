-- One row a rule: how often it holds, fails, or could not be proved; the failing first.
SELECT
    c.aturan, a.arti, count(*) FILTER (c.status = 'lolos') AS lolos, count(*) FILTER (c.status = 'gagal') AS gagal,
    count(*) FILTER (c.status = 'tak_terbukti') AS tak_terbukti
FROM cek c LEFT JOIN _ref_aturan a USING (aturan)
GROUP BY ALL
ORDER BY gagal DESC, tak_terbukti DESC, c.aturan
