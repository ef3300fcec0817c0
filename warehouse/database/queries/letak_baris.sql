-- Page and line of table row $2 of document $1; facts take their baris from the row they are read from.
SELECT halaman, line FROM sel WHERE doc_id = $1 AND baris = $2 ORDER BY halaman, line, kolom LIMIT 1
