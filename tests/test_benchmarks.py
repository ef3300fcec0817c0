"""The benchmark of names runs, and matching is no slower than a few times a plain comparison."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_names_in_small() -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "indicator_names.py"), "--names", "2000", "--registry", "1000"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    ratio = re.search(r"pencocokan ([\d.]+) kali cdist", done.stdout)
    assert ratio and float(ratio[1]) < 10, done.stdout
