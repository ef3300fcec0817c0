"""A run for decisions alone: the documents that they touch are read again, nothing new is taken in, nothing leaves."""

import json
import os
from collections.abc import Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar

import duckdb

from extract.message import message
from extract.task_limits import Limits
from extract.worker_processes import WorkerProcesses
from normalize.errors import RegistryError
from warehouse.commands.after_run import leave_behind, left_behind
from warehouse.database.contents import PLACES, opened
from warehouse.run.running import run_inbox
from warehouse.run.stopping import stoppable
from warehouse.run.wishes import Wishes
from warehouse.screen.screen import unseen
from warehouse.store.errors import FolderUnusable, WarehouseError

T = TypeVar("T")


def apply_decisions(data_dir: Path, tells: Connection) -> None:
    """As `review_apply.Apply`: in a process of its own."""

    def counted(nama: str, total: int) -> None:
        tells.send(("berkas", nama, total))

    def steps(title: str, items: Sequence[T], /) -> Iterable[T]:
        tells.send(("langkah", title))
        return items

    try:
        workers = WorkerProcesses(os.cpu_count() or 2, Limits(), "warehouse.run.ready_worker")
        with stoppable(), workers as executor:
            report = run_inbox(inbox_of(data_dir), data_dir, executor, counted, Wishes(known_only=True), steps)
            if report.built or not left_behind(data_dir):
                leave_behind(data_dir, unseen)
        if report.late:
            tells.send(("gagal", report.late))
        else:
            tells.send(("selesai", tuple(entry.nama_berkas for entry in report.read)))
    except (WarehouseError, RegistryError) as error:
        tells.send(("gagal", error.alasan))
    except (OSError, duckdb.Error) as error:
        tells.send(("gagal", message("penerapan_gagal", sebab=str(error).partition("\n")[0])))


def inbox_of(data_dir: Path) -> Path:
    """The folder that the warehouse's documents were read from. Raises FolderUnusable where it is no longer there."""
    own = data_dir / "inbox"
    places = data_dir / PLACES
    known: dict[str, str] = json.loads(places.read_text(encoding="utf-8")) if places.is_file() else {}
    with opened(data_dir) as con:
        names = dict(con.execute("SELECT doc_id, nama_berkas FROM dokumen ORDER BY doc_id").fetchall())
    for doc_id, path in known.items():
        name = Path(names.get(doc_id, ""))
        inbox = Path(path)
        if name.parts and inbox.parts[-len(name.parts) :] == name.parts:
            for _ in name.parts:
                inbox = inbox.parent
            if inbox.is_dir():
                return inbox
    if own.is_dir():
        return own
    raise FolderUnusable(message("inbox_terakhir_tak_ada"))
