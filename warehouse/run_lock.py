"""One run at a time in a data folder. The lock is the system's: a program that dies does not hold it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from warehouse.errors import RunInProgress


@contextmanager
def only_run(data_dir: Path) -> Iterator[None]:
    """Raises RunInProgress where another run works in this folder."""
    folder = data_dir / "ledger"
    folder.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder / "run.lock")
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
