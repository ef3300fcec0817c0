#!/usr/bin/env bash
# No way of writing a lambda is understood by both DuckDB 1.2 and DuckDB 2.0, so a view that both shall bind can have none.
#
# Seen with 1.2.2 and 2.0.0: 'x -> x > 1' is a lambda for 1.2.2 and refused by 2.0.0 as it comes, 'lambda x: x > 1' is one for 2.0.0 and a syntax error for 1.2.2. A file that is
# written with an older storage version still holds the text of its views, and that text decides which DuckDB can use them.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
for version in 1.2.2 2.0.0; do
    python3 -m venv "$place/$version"
    "$place/$version/bin/python" -m pip install -q "duckdb==$version"
    "$place/$version/bin/python" - "$version" <<'PYTHON'
import sys
import duckdb


def understood(text: str) -> bool:
    con = duckdb.connect()
    try:
        return con.execute(f"SELECT list_filter([1, 2], {text})").fetchall() == [([2],)]
    except duckdb.Error:
        return False


seen = {text: understood(text) for text in ("x -> x > 1", "lambda x: x > 1")}
print(f"duckdb {duckdb.__version__}: {seen}")
assert list(seen.values()) == ([True, False] if sys.argv[1] == "1.2.2" else [False, True])
PYTHON
done
