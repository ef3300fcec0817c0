"""The database file, and what is told where there is none yet."""

from pathlib import Path

from extract.message import Message, message
from warehouse.database.settings import DATABASE
from warehouse.store.errors import WarehouseMissing


def existing_database(data_dir: Path) -> Path:
    """The warehouse of this data folder. Raises WarehouseMissing, which says so where the first run is going on."""
    path = data_dir / DATABASE
    if not path.is_file():
        raise WarehouseMissing(_being_made(path) or message("belum_ada_gudang", berkas=path))
    return path


def _being_made(path: Path) -> Message | None:
    """How far the run is that works in the folder; None where there is none."""
    from warehouse.store.run_lock import run_in_progress  # what comes with it is needed nowhere else by who only reads

    if not run_in_progress(path.parent):
        return None
    from warehouse.screen.local_time import local_time
    from warehouse.store.ledger import Ledger, runs_of

    run = next(iter(runs_of(path.parent)[-1:]), {})
    if "selesai" in run or "rencana" not in run:
        return message("gudang_mulai_dibuat", berkas=path)
    since = run["mulai"][: len("2026-11-30T02:30:00")]  # entries know no parts of seconds
    done = sum(entry.diproses_pada >= since for entry in Ledger(path.parent).entries.values())
    return message("gudang_sedang_dibuat", berkas=path, waktu=local_time(run["mulai"]), jumlah=done, rencana=run["rencana"])
