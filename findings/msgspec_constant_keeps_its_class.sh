#!/usr/bin/env bash
# A msgspec.Struct whose values are plain is not looked at by the collector of rings, so a class that reaches an instance of its own is never taken away; beside DuckDB
# a module with such a constant ends every program with forty lines about leaks.
#
# Seen with msgspec 0.23.0 and duckdb 2.0.0 (Python 3.11): numbers, text and tuples of them make an instance that `gc.is_tracked` denies. Where its class holds it
# (`A.none = A()`), class and instance hold each other and no collection frees them; with a list among the values, or as a frozen dataclass, both go. At the end of a
# program a module's constant is such an instance: where a method of its class names `duckdb.DuckDBPyConnection` in its annotations, DuckDB's binding (nanobind) finds
# its classes alive and writes what "leaked" to stderr, with exit code 0. The same module with a dataclass, or without the constant, says nothing.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "msgspec==0.23.0" "duckdb==2.0.0"
cd "$place"
"$place/venv/bin/python" - <<'PYTHON'
import gc
import subprocess
import sys
import weakref
from dataclasses import dataclass
from pathlib import Path

from msgspec import Struct


def kept(value):
    """Whether a class that holds an instance with this value is there after a collection."""

    class A(Struct, frozen=True):
        a: object

    A.none = A(value)
    class_of_a, tracked = weakref.ref(A), gc.is_tracked(A.none)
    del A
    gc.collect()
    return tracked, class_of_a() is not None


assert (kept(1), kept("a"), kept((1, 2))) == ((False, True),) * 3
assert kept([]) == (True, False)
print("a Struct of plain values and its class: never collected; of a list: collected")


def of_dataclass():
    @dataclass(frozen=True, slots=True)
    class A:
        a: int

    A.none = A(1)
    return weakref.ref(A)


gone = of_dataclass()
gc.collect()
assert gone() is None
print("a frozen dataclass and its class: collected")

STRUCT = "import duckdb\nfrom msgspec import Struct\nclass A(Struct, frozen=True):\n"
DATACLASS = "import duckdb\nfrom dataclasses import dataclass\n@dataclass(frozen=True, slots=True)\nclass A:\n"
BODY = "    a: tuple = ()\n    def asked(self, con: duckdb.DuckDBPyConnection): ...\n"
for name, text, leaks in (
    ("struct_with_constant", STRUCT + BODY + "ALL = A()\n", True),
    ("struct_without", STRUCT + BODY, False),
    ("dataclass_with_constant", DATACLASS + BODY + "ALL = A()\n", False),
):
    Path(f"{name}.py").write_text(text)
    done = subprocess.run([sys.executable, "-c", f"import {name}"], capture_output=True, text=True)
    assert done.returncode == 0 and ("leaked" in done.stderr) == leaks, (name, done)
    print(f"{name}: {done.stderr.splitlines()[0] if leaks else 'nothing is said at the end'}")
PYTHON
