"""One run at a time in a data folder. The lock is the system's: a program that dies does not hold it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import RunInProgress

LOCK = "run.lock"


def run_in_progress(data_dir: Path) -> bool:
    """True while a run works in this folder."""
    if not (data_dir / "ledger" / LOCK).is_file():
        return False
    try:
        with FileLock(data_dir / "ledger" / LOCK, timeout=0):
            return False
    except Timeout:
        return True


@contextmanager
def only_run(data_dir: Path) -> Iterator[None]:
    """Raises RunInProgress where another run works in this folder."""
    folder = data_dir / "ledger"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise RunInProgress(
            f"Run lain sedang berjalan di folder data {data_dir}: tunggu sampai selesai, lihat dengan `python pipeline.py status`."
        ) from error
    try:
        yield
    finally:
        lock.release()
