#!/usr/bin/env bash
# Whether pyarrow knows numpy is decided once, while pyarrow itself is imported: a numpy that becomes importable later in the process stays unknown to it.
#
# Seen with pyarrow 26.0.1 and numpy 2.4.6. Imported where numpy is installed, pyarrow loads all of it, a tenth of a second, though no array of numpy is about.
# Imported while numpy cannot be found it does without, writes and reads Parquet as ever, and an array of a list of Python's numbers is the same. When numpy is
# imported after that, it works by itself, but pyarrow refuses what it took before: an array of numpy's integers, of a numpy array, and `to_numpy`; only numbers that
# are Python's as well (numpy.float64) pass. No later import puts that right; a new process does.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "pyarrow==26.0.1" "numpy==2.4.6"
"$place/venv/bin/python" - "$place" <<'PYTHON'
import subprocess
import sys

LATE = """
import sys
class NotYet:
    def find_spec(name, path=None, target=None):
        if name == "numpy":
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, NotYet)
import pyarrow as pa, pyarrow.parquet as pq
sys.meta_path.remove(NotYet)
"""
TRIED = {
    "imported as usual, numpy is loaded": "import sys, pyarrow\nassert 'numpy' in sys.modules",
    "imported without, numpy is not loaded, and Parquet works": f"""{LATE}
assert 'numpy' not in sys.modules
pq.write_table(pa.table({{"a": [1.5, None]}}), sys.argv[1] + "/a.parquet")
assert pq.read_table(sys.argv[1] + "/a.parquet")["a"].to_pylist() == [1.5, None]""",
    "numpy's floats pass": f"{LATE}\nimport numpy as np\nassert pa.array([np.float64(2)]).to_pylist() == [2.0]",
    "numpy's integers": f"{LATE}\nimport numpy as np\npa.array([np.int64(2)])",
    "a numpy array": f"{LATE}\nimport numpy as np\npa.array(np.array([2]))",
    "to_numpy": f"{LATE}\nimport numpy as np\npa.array([2]).to_numpy()",
    "numpy's integers, pyarrow imported as usual": "import pyarrow as pa, numpy as np\nassert pa.array([np.int64(2)]).to_pylist() == [2]",
}
seen = {}
for name, code in TRIED.items():
    done = subprocess.run([sys.executable, "-c", code, sys.argv[1]], capture_output=True, text=True)
    seen[name] = done.returncode == 0
    print(f"{name}: {'as expected' if seen[name] else done.stderr.strip().splitlines()[-1]}")
assert list(seen.values()) == [True, True, True, False, False, False, True], seen
PYTHON
