#!/usr/bin/env bash
# The first numpy.unique of a process loads all of numpy.ma, also for a plain array; with return_inverse or return_counts it does not.
#
# Seen with numpy 2.4.6: `import numpy` leaves numpy.ma unloaded, unique(x, return_inverse=True) too, unique(x) loads it to ask whether x is masked. That takes as long as
# drawing two pages of a table, in each worker that was forked before its first page; numpy.array(sorted(set(...))) or sort and diff give the same values.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/python" -m pip install -q "numpy==2.4.6"
"$place/venv/bin/python" - <<'PYTHON'
import sys
import time

import numpy as np

plain = np.array([3.0, 1.0, 3.0])
loaded = ["numpy.ma" in sys.modules]
np.unique(plain, return_inverse=True)
loaded.append("numpy.ma" in sys.modules)
began = time.process_time()
np.unique(plain)
first = time.process_time() - began
loaded.append("numpy.ma" in sys.modules)
began = time.process_time()
np.unique(plain)
again = time.process_time() - began
print(f"numpy {np.__version__}: numpy.ma loaded after import, with return_inverse, plain: {loaded}; first call {1000 * first:.1f} ms, second {1000 * again:.3f} ms")
assert loaded == [False, False, True]
PYTHON
