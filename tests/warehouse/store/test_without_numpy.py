"""A program of ours loads pyarrow without numpy; what it writes and reads is the same, and who wants numpy later has it."""

import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

ROOT = Path(__file__).resolve().parents[3]

WRITES = """
import sys
from warehouse.store.without_numpy import load_pyarrow_without_numpy
load_pyarrow_without_numpy()
import pyarrow as pa, pyarrow.parquet as pq
assert "numpy" not in sys.modules
pq.write_table(pa.table({"nama": ["obat", None], "nilai": [1.5, None]}), sys.argv[1])
import numpy
print(int(numpy.arange(4).sum()))
"""

RUNS = """
import sys, pipeline
try:
    pipeline.program()
finally:
    print("pyarrow" in sys.modules, "numpy" in sys.modules)
"""


def _said(program: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", program, *arguments], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_table_is_written_without_numpy_which_loads_later(tmp_path: Path) -> None:
    assert _said(WRITES, str(tmp_path / "a.parquet")) == "6\n"
    assert pq.read_table(tmp_path / "a.parquet").equals(pa.table({"nama": ["obat", None], "nilai": [1.5, None]}))


def test_a_night_with_a_text_needs_no_numpy(tmp_path: Path) -> None:
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "dump.txt").write_bytes((ROOT / "samples" / "inbox" / "dump_kantor.txt").read_bytes())
    assert _said(RUNS, "run", str(inbox), "--data-dir", str(tmp_path / "data")).endswith("\nTrue False\n")
