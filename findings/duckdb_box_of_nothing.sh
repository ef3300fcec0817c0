#!/usr/bin/env bash
# A Parquet file that DuckDB writes with a column of fixed length is refused by pyarrow where a value of it is missing.
#
# Seen with duckdb 2.0.0 and pyarrow 26.0.1: COPY of DOUBLE[4] with a NULL in it gives a file whose footer pyarrow reads, and whose rows it does not ("Length
# spanned by list offsets (7) larger than values array (length 4)"). DuckDB reads its own file; written as DOUBLE[], a list of any length, both read it. So the
# boxes of places on a page, which rows without a place lack, are cast to lists before they are written for other readers.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "duckdb==2.0.0" "pyarrow==26.0.1"
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import duckdb
import pyarrow
import pyarrow.parquet as pq

con = duckdb.connect()
con.execute("CREATE TABLE rows AS SELECT * FROM (VALUES (1, [1.0, 2.0, 3.0, 4.0]::DOUBLE[4]), (2, NULL)) t(n, box)")
con.execute("COPY rows TO 'fixed.parquet'")
con.execute("COPY (SELECT n, box::DOUBLE[] AS box FROM rows) TO 'list.parquet'")
own = con.execute("SELECT box FROM 'fixed.parquet' ORDER BY n").fetchall()
try:
    pq.read_table("fixed.parquet")
    said = ""
except pyarrow.ArrowInvalid as error:
    said = str(error)
listed = pq.read_table("list.parquet").column("box").to_pylist()
print(f"duckdb {duckdb.__version__}: {own}; pyarrow {pyarrow.__version__}: {said!r}; as a list: {listed}")
assert pq.read_metadata("fixed.parquet").num_rows == 2
assert own == [([1.0, 2.0, 3.0, 4.0],), (None,)] and said and listed == [[1.0, 2.0, 3.0, 4.0], None]
PYTHON
