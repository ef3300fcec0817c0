#!/usr/bin/env bash
# A Parquet column of integers with one NULL is refused by frictionless under the schema that says it is of integers.
#
# Seen with frictionless 5.21.0, pyarrow 26.0.1, pandas 3.1.1: it reads Parquet by way of pandas data frames, where a column of integers with a gap becomes one of floats, so the
# NULL arrives as the text 'nan' and is a type error. A described data package of Parquet files is therefore valid only where its resources are plain files, or the column has no gap.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "frictionless[pandas]==5.21.0" "pyarrow==26.0.1" "pandas==3.1.1"
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import frictionless
import pandas
import pyarrow as pa
import pyarrow.parquet as pq


def valid(name: str, values: list[int | None]) -> tuple[bool, list[str]]:
    pq.write_table(pa.table({"page": pa.array(values, pa.int32())}), name)
    schema = frictionless.Schema.from_descriptor({"fields": [{"name": "page", "type": "integer"}]})
    report = frictionless.validate(frictionless.Resource(path=name, schema=schema))
    return report.valid, [line[0] for line in report.flatten(["message"])]


whole, gap = valid("whole.parquet", [3, 4]), valid("gap.parquet", [3, None])
print(f"frictionless {frictionless.__version__}, pyarrow {pa.__version__}, pandas {pandas.__version__}: without a gap {whole}, with one {gap}")
assert whole == (True, []) and not gap[0] and 'cell "nan"' in gap[1][0]
PYTHON
