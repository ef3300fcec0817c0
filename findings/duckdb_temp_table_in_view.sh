#!/usr/bin/env bash
# A temporary table stands before the file's table of the same name, also inside a view that the file has kept since before.
#
# Seen with duckdb 2.0.0: the view's own text and the catalogue stay as they were, no word is said, and the connection that made the temporary table gets other rows from the view
# than every other connection. So a check that asks views over a connection with temporary tables may see what nobody else sees; said on purpose, it
# computes a view over a part of its tables without a second text of it.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "duckdb==2.0.0"
"$place/venv/bin/python" - "$place/kept.duckdb" <<'PYTHON'
import sys
import duckdb

con = duckdb.connect(sys.argv[1])
con.execute("CREATE TABLE offices AS SELECT * FROM (VALUES ('ambon'), ('jambi'), ('palu')) v(name)")
con.execute("CREATE VIEW reported AS SELECT count(*) AS offices FROM offices")
before = con.execute("SELECT offices FROM reported").fetchall()
con.execute("CREATE TEMP TABLE offices AS SELECT 'ambon' AS name")
after = con.execute("SELECT offices FROM reported").fetchall()
elsewhere = duckdb.connect(sys.argv[1]).execute("SELECT offices FROM reported").fetchall()
print(f"duckdb {duckdb.__version__}: before {before}, with the temporary table {after}, another connection {elsewhere}")
assert (before, after, elsewhere) == ([(3,)], [(1,)], [(3,)])
PYTHON
