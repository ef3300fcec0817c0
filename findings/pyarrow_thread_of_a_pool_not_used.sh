#!/usr/bin/env bash
# On Linux importing pyarrow starts a thread of jemalloc, though its memory pool is mimalloc: a process that only imported it is not single-threaded any more.
#
# Seen with pyarrow 26.0.1: default_memory_pool().backend_name is 'mimalloc', and /proc/self/task has a second thread named jemalloc_bg_thd, also with ARROW_DEFAULT_MEMORY_POOL=system.
# numpy and duckdb alone start none (numpy's own with OPENBLAS_NUM_THREADS=1). So "copy a process only while it has one thread" can never hold once pyarrow is loaded: the
# program's own threads have to be counted instead.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "pyarrow==26.0.1"
for pool in mimalloc system; do
    ARROW_DEFAULT_MEMORY_POOL=$pool "$place/venv/bin/python" - "$pool" <<'PYTHON'
import sys
from pathlib import Path


def threads():
    return sorted((task / "comm").read_text().strip() for task in Path("/proc/self/task").iterdir())


before = threads()
import pyarrow

after = threads()
pool = pyarrow.default_memory_pool().backend_name
print(f"pyarrow {pyarrow.__version__}, pool {pool}: threads {before} before the import, {after} after it")
assert pool == sys.argv[1]
assert len(before) == 1
assert after.count("jemalloc_bg_thd") == 1
PYTHON
done
