"""Files that appear whole or not at all, also when the power fails; and what tells that one is still as it was written."""

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import psutil

from extract.message import message
from warehouse.store.errors import FileBusy

COARSE = 2.0
"""Seconds within which some file systems (FAT, shares) show no second change of a file: a state so young proves nothing."""


class Mark(NamedTuple):
    """A written file as the system describes it: a torn or replaced one has another. mtime: nanoseconds."""

    size: int
    mtime: int


def mark_of(path: Path) -> Mark | None:
    """None where there is no such file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return Mark(found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; moved over `path` when the block ends well, removed when it raises.

    Raises FileBusy if another program keeps `path` open (Windows refuses to replace such a file).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        to_disk(temporary)
        try:
            temporary.replace(path)
        except PermissionError as error:
            raise FileBusy(message("berkas_sedang_dibuka", berkas=path)) from error
        to_disk(path.parent)
    except OSError as error:
        error.filename = error.filename or str(path)  # of a file that is written to, the system does not say which
        raise
    finally:
        temporary.unlink(missing_ok=True)


def write_durably(path: Path, text: str) -> None:
    """A new file whose contents are on the disk when this returns."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def to_disk(path: Path) -> None:
    """What was written to a file, or which names a folder holds, is on the disk when this returns, where the system can say so."""
    with contextlib.suppress(OSError):
        number = os.open(path, os.O_RDWR if path.is_file() else os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def remove_leftovers(folder: Path) -> None:
    """Temporary files of `replacing` that a killed program left in a folder; those of one that still runs stay."""
    for path in folder.glob(".*.tmp*"):  # DuckDB keeps a log beside it, '.kinerja.baru.duckdb.4711.tmp.wal'
        number = path.name.partition(".tmp")[0].rpartition(".")[2]
        if not number.isdigit() or int(number) == os.getpid() or not psutil.pid_exists(int(number)):
            if path.is_dir():  # what DuckDB had no room for in memory
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink(missing_ok=True)
