"""data/parquet/ → data/kinerja.duckdb: all tables, all views, a comment on everything."""

from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import psutil
import pyarrow as pa

from extract.message import Message, message
from normalize.rows import DIMENSI
from warehouse.database.changes import fill_changes
from warehouse.database.engine_reason import reason
from warehouse.database.filling import fill_all
from warehouse.database.following import CannotFollow, Wanted, follow
from warehouse.database.history import fill_history, keep_history
from warehouse.database.parquet_rows import load_documents, load_rows, load_table, say_when
from warehouse.database.settings import DATABASE, OFFLINE, QUICK, WAITING
from warehouse.database.skeleton import lay_skeleton
from warehouse.database.view_files import VIEWS, ViewFile, read_view_files
from warehouse.screen.screen import Steps, unseen
from warehouse.store.errors import BuildFailed, FileBusy, WarehouseError
from warehouse.store.files import replacing, to_disk
from warehouse.store.parquet import documents_in
from warehouse.store.reference import read_decided, read_references
from warehouse.store.schema import to_arrow

MEMORY = 600 * 10**6
"""Bytes that the engine may hold while it builds whole; what else the process holds comes on top."""
ALONE = 500
"""Of so many documents one thread makes the inner tables as soon as several, which take a sixth more of the processors."""


def build(data_dir: Path, views: Path = VIEWS) -> Path:
    """Builds the database anew and puts it in its place, outside a run; the old one stays if anything fails.

    Raises what `build_beside` does; FileBusy where the old file cannot be replaced: the new one then waits beside it.
    """
    build_beside(data_dir, views)
    late = swap_waiting(data_dir)
    if late:
        raise FileBusy(late)
    keep_history(data_dir)
    return data_dir / DATABASE


def build_beside(data_dir: Path, views: Path = VIEWS, wanted: Wanted | None = None, steps: Steps = unseen) -> None:
    """Makes the new database beside the old one, whole or not at all: of the old one and what changed, or of everything.

    Only documents that are wholly written are loaded. Of each, rows stand as their document gave them; see `rows_in_order` for documents.
    wanted: None builds of everything that lies in data/parquet.
    Raises ParquetOutdated, ViewInvalid, RegistryInvalid, BuildFailed.
    """
    old, files = data_dir / DATABASE, read_view_files(views)
    with replacing(data_dir / WAITING) as temporary:
        try:
            if wanted:
                with suppress(CannotFollow, duckdb.Error):  # a damaged one too: everything is there to build it of
                    follow(old, temporary, data_dir, wanted, files, steps)
                    return
            _forget(temporary)
            whole = partial(_build_whole, temporary, old, data_dir, wanted or _all_in(data_dir), files, steps)
            try:
                whole(memory=min(MEMORY, psutil.virtual_memory().available))
            except duckdb.OutOfMemoryException:  # a statement that cannot use the disk instead
                _forget(temporary)
                whole(memory=None)
        except WarehouseError:
            raise
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise BuildFailed(_why_not_built(error, data_dir)) from error
        finally:
            _log_of(temporary).unlink(missing_ok=True)


def _forget(path: Path) -> None:
    """A database that did not come to its end, with its log: DuckDB would replay that into the next one of this name."""
    path.unlink(missing_ok=True)
    _log_of(path).unlink(missing_ok=True)


def _why_not_built(error: Exception, data_dir: Path) -> Message:
    sebab = (isinstance(error, OSError) and error.strerror) or reason(error)
    stays = message("gudang_lama_dipakai") if (data_dir / DATABASE).exists() else message("dokumen_terbaca_tersimpan")
    return message("gudang_tak_terbangun", sebab=sebab, sisa=stays, folder=data_dir.resolve())


def _all_in(data_dir: Path) -> Wanted:
    """All documents, of which nothing else is known: the next run builds of everything too."""
    return Wanted(dict.fromkeys(documents_in(data_dir), ""), {}, "", datetime.now(UTC).replace(tzinfo=None))


def _build_whole(path: Path, old: Path, data_dir: Path, wanted: Wanted, views: list[ViewFile], steps: Steps, memory: int | None) -> None:
    """memory: bytes beyond which the engine goes to the disk; None: as much as it will."""
    lay_skeleton(path, views)
    with duckdb.connect(str(path), config=dict(OFFLINE)) as con:
        if memory:
            con.execute(f"SET memory_limit = '{memory} bytes'")
        con.execute(QUICK)  # before the first row: a table of many is written out while it is loaded
        con.execute("SET threads = 1")  # thousands of small files: to share them takes a third more than to read them
        load_documents(con, sorted(documents_in(data_dir)), data_dir, steps)
        if len(wanted.tanda) > ALONE:
            con.execute("RESET threads")
        for table in DIMENSI:
            load_table(con, table, [table], data_dir)
        for table, rows in (read_references() | read_decided(data_dir / "review")).items():
            load_rows(con, table, to_arrow(table, rows))
        say_when(con, wanted.processed)
        marks = {"doc_id": pa.array(wanted.tanda.keys(), pa.string()), "tanda": pa.array(wanted.tanda.values(), pa.string())}
        load_rows(con, "_muatan", pa.table(marks))
        fill_changes(con, old, wanted.run)
        fill_history(con, data_dir, old, wanted.reasons)
        fill_all(con, views, steps)
        con.execute("CHECKPOINT")  # closing does the same, but is silent when the disk is full, and leaves an empty database
        con.execute("INSERT INTO _bangunan VALUES ($1, $2)", [wanted.versi, path.stat().st_size])
        con.execute("CHECKPOINT")


def swap_waiting(data_dir: Path) -> Message | None:
    """Puts a new database that waits in the place of the old one; a sentence where another program still holds that (Windows)."""
    path, waiting = data_dir / DATABASE, data_dir / WAITING
    if not waiting.exists():
        return None
    try:
        _log_of(path).unlink(missing_ok=True)  # a killed writer's log would be replayed into the new file
        waiting.replace(path)
    except PermissionError:
        return message("gudang_sedang_dibuka", berkas=path, baru=waiting)
    to_disk(data_dir)
    return None


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")
