#!/usr/bin/env bash
# A database file that was replaced by another is the old one to every new connection of a process, as long as one older connection is open.
#
# Seen with duckdb 2.0.0: connections of one process to one path share an instance, found by the path. A page or notebook that keeps a connection and
# opens another one after the nightly run has put a new file in place reads yesterday's rows, read-only or not, without a word; once all
# connections are closed the next one reads the new file. So whoever serves a file that is replaced closes all readers before it opens one again.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "duckdb==2.0.0"
"$place/venv/bin/python" - "$place" <<'PYTHON'
import os
import sys
from pathlib import Path

import duckdb

served, made = Path(sys.argv[1], "served.duckdb"), Path(sys.argv[1], "made.duckdb")
for path, year in ((served, 2024), (made, 2025)):
    with duckdb.connect(str(path)) as con:
        con.execute(f"CREATE TABLE plans AS SELECT {year} AS year")


def year(con: duckdb.DuckDBPyConnection) -> int:
    return con.execute("SELECT year FROM plans").fetchall()[0][0]


kept = duckdb.connect(str(served), read_only=True)
first = year(kept)
os.replace(made, served)
opened_later = duckdb.connect(str(served), read_only=True)
second = year(opened_later)
kept.close()
opened_later.close()
with duckdb.connect(str(served), read_only=True) as con:
    third = year(con)
print(f"duckdb {duckdb.__version__}: {first}; after the file was replaced {second}; after all connections were closed {third}")
assert (first, second, third) == (2024, 2024, 2025)
PYTHON
