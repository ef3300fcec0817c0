"""One run at a time in a data folder. The lock is the system's: a program that dies does not hold it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from extract.message import message
from warehouse.store.errors import RunInProgress

LOCK = "run.lock"
GRACE = 1.0
"""Seconds that a run waits for the lock: whoever only asks (`run_in_progress`) holds it for an instant."""


def run_in_progress(data_dir: Path) -> bool | None:
    """True while a run works in this folder; None where that cannot be found out: the folder is for reading only."""
    if not (data_dir / "ledger" / LOCK).is_file():
        return False
    try:
        with FileLock(data_dir / "ledger" / LOCK, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return None


@contextmanager
def only_run(data_dir: Path) -> Iterator[None]:
    """Raises RunInProgress where another run works in this folder."""
    folder = data_dir / "ledger"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=GRACE)
    except Timeout as error:
        raise RunInProgress(message("run_lain_berjalan", folder=data_dir)) from error
    try:
        yield
    finally:
        lock.release()
