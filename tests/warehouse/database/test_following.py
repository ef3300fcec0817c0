"""A database that follows what changed is the one that is built of everything; what cannot be followed is built."""

from pathlib import Path

from tests.mengikuti import try_steps
from warehouse.database.inner_tables import AGREEMENTS, FINDINGS
from warehouse.database.view_files import needed_for, read_view_files


def test_followed_is_built(samples: Path, tmp_path: Path) -> None:
    """Documents that come, change, leave and are decided about, several at once; `python -m tests.mengikuti` takes many more."""
    done = try_steps(samples, tmp_path, steps=2, seed=3, count=22, at_once=4)
    assert sum(count for told, count in done.items() if told != "seluruhnya") >= 2, done


def test_what_findings_are_made_of_is_kept() -> None:
    """Decisions are taken before the views are there: a view among them would be missing then."""
    views = read_view_files()
    assert {view.nama: view.scope for name in (FINDINGS, AGREEMENTS) for view in needed_for(name, views) if view.scope is None} == {}
