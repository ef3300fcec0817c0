#!/usr/bin/env bash
# The first array of pyarrow's default memory pool reserves a gigabyte of addresses, which every process forked later inherits and a limit on address space counts.
#
# Seen with pyarrow 26.0.1 on Linux: pyarrow.array([1]) grows the process' address space (VmSize) by 1,024 MB, of which it uses some kilobytes; the system pool
# (memory_pool=pyarrow.system_memory_pool()) does not. A server that makes one array before it forks workers with RLIMIT_AS takes that gigabyte from each of them.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "pyarrow==26.0.1"
"$place/venv/bin/python" - <<'PYTHON'
import re
from pathlib import Path

import pyarrow as pa


def megabytes(name: str) -> int:
    return int(re.search(rf"^{name}:\s+(\d+) kB", Path("/proc/self/status").read_text(), re.M)[1]) // 1024


start = megabytes("VmSize")
pa.array([1], memory_pool=pa.system_memory_pool())
system = megabytes("VmSize") - start
used = megabytes("VmRSS")
pa.array([1])
default, resident = megabytes("VmSize") - start - system, megabytes("VmRSS") - used
print(f"pyarrow {pa.__version__}, pool {pa.default_memory_pool().backend_name}: system pool +{system} MB of addresses, default pool +{default} MB, of which {resident} MB are used")
assert system < 100 and default >= 1000 and resident < 50
PYTHON
