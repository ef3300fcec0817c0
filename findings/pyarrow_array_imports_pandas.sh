#!/usr/bin/env bash
# The first array that pyarrow makes imports pandas, where pandas is installed: of a list of integers as well, with no data frame about.
#
# Seen with pyarrow 26.0.1 and pandas 3.1.1: pyarrow.array([1]) takes some hundred milliseconds the first time and leaves pandas in sys.modules; an
# array of a NumPy array does so too, a schema alone does not. A command that writes Parquet from rows pays for it in every process. Told at its first look that
# there is no pandas, pyarrow does not look again until a data frame is asked of it, and makes that as always.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "pyarrow==26.0.1" "pandas==3.1.1"
"$place/venv/bin/python" - <<'PYTHON'
import subprocess
import sys

LOADED = "print('pandas' in sys.modules)"
NOT_NOW = """
class NotNow:
    def find_spec(name, path=None, target=None):
        if name == "pandas":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, NotNow)
pa.array([1])
sys.meta_path.remove(NotNow)
"""
TRIED = {
    "schema": "pa.schema([('a', pa.int64())])",
    "array of a NumPy array": "import numpy; pa.array(numpy.array([1]))",
    "array of Python values": "pa.array([1])",
    "the same, told that there is none": f"{NOT_NOW}\npa.array([2])",
    "then a data frame": f"{NOT_NOW}\nassert pa.table({{'a': [1]}}).to_pandas().shape == (1, 1)",
}
seen = {}
for name, code in TRIED.items():
    made = subprocess.run([sys.executable, "-c", f"import sys, pyarrow as pa\n{code}\n{LOADED}"], capture_output=True, text=True, check=True)
    seen[name] = made.stdout.strip() == "True"
    print(f"{name}: pandas {'imported' if seen[name] else 'not imported'}")
assert list(seen.values()) == [False, True, True, False, True], seen
PYTHON
