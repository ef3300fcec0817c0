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


def test_relations_of_cells() -> None:
    """Two cells beside each other over one that spans both: three relations, blank cells passed over."""
    from benchmarks.table_readers import f1, in_grid, relations

    cells = in_grid([(0, 0, 10, 10, "a b"), (10, 0, 20, 10, ""), (20, 0, 30, 10, "c"), (0, 10, 30, 20, "1,5")])
    assert relations(cells) == {("AB", "C", "right"): 1, ("AB", "1_5", "below"): 1, ("C", "1_5", "below"): 1}
    assert f1([(1, cells)], [(1, cells), (2, cells)]) == 1.0
    assert f1([(1, cells)], [(1, cells[:3])]) == 0.5
