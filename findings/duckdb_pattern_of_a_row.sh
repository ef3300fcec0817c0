#!/usr/bin/env bash
# A pattern that stands in the query is compiled once; one that comes from a one-row table is compiled anew for every row, though it is the same.
#
# Seen with duckdb 2.0.0: regexp_replace over 20,000 names took 40 to 80 times as long with the pattern from a scalar subquery as with the same pattern written
# out (0.64 s against 0.014 s). So a view whose words are data (what an agency calls its offices) is written out with the pattern in it when it is made.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "duckdb==2.0.0"
"$place/venv/bin/python" - <<'PYTHON'
import time

import duckdb

PATTERN = r" (di|oleh|pada) (balai besar|balai|loka|upt|bbpom|bpom)\b.*$"
con = duckdb.connect()
con.execute("SET threads = 1")
con.execute("CREATE TABLE names AS SELECT 'sampel makanan yang diperiksa di loka pom nomor ' || i AS name FROM range(20000) t(i)")
con.execute("CREATE TABLE words (pattern VARCHAR)")
con.execute("INSERT INTO words VALUES ($1)", [PATTERN])


def seconds(pattern: str) -> tuple[float, int]:
    query = f"SELECT count(DISTINCT regexp_replace(name, {pattern}, '')) FROM names"
    con.execute(query).fetchall()
    began = time.process_time()
    found = con.execute(query).fetchall()[0][0]
    return time.process_time() - began, found


(written, same), (asked, again) = seconds(f"'{PATTERN}'"), seconds("(SELECT pattern FROM words)")
print(f"duckdb {duckdb.__version__}: written out {written:.3f} s, from a table {asked:.3f} s ({asked / written:.0f} times), results {same} and {again}")
assert same == again == 1 and asked > 5 * written
PYTHON
