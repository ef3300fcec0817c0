"""The database without rows: every table, every view, a comment on each.

To say all that (1,400 statements) takes the engine longer than the rows of a small warehouse. It is said once for each version of the
program and of DuckDB, kept in the user's cache folder, and copied for each build; without that folder it is said each time.
"""

import hashlib
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import duckdb
from platformdirs import user_cache_path

from extract.message import message
from warehouse.database.settings import OFFLINE, STORAGE
from warehouse.database.view_files import ViewFile, column_meanings
from warehouse.store.errors import FileBusy, ViewInvalid
from warehouse.store.files import replacing
from warehouse.store.schema import ALL_TABLES, comments_on_table, create_table, literal

SUFFIX = ".kerangka"
"""Of a kept file: the database, then DIGEST bytes of SHA-256 by which a damaged one is known."""
DIGEST = 32
UNUSED = 30 * 24 * 3600
"""Seconds after which one that nobody asked for goes when another is made."""


def lay_skeleton(path: Path, views: Sequence[ViewFile]) -> None:
    """Writes the database without rows to `path`, where nothing is. views: each after those that it reads. Raises ViewInvalid."""
    tables = [statement for table in ALL_TABLES for statement in (create_table(table), *comments_on_table(table))]
    kept = user_cache_path("rapk", appauthor=False) / f"{_made_of(tables, views)}{SUFFIX}"
    content = _kept(kept)
    if content:
        path.write_bytes(content)
        return
    _make(path, tables, views)
    with suppress(OSError, FileBusy):  # a home that cannot be written to; on Windows one that another run reads
        _keep(kept, path.read_bytes())


def _made_of(tables: Sequence[str], views: Sequence[ViewFile]) -> str:
    """Digest of all that a skeleton depends on."""
    said = (f"{view.sql} {view.arti} {view.kolom} {view.kolom_v}" for view in views)
    parts = [duckdb.__version__, STORAGE, Path(__file__).read_text(encoding="utf-8"), *tables, *said]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _kept(path: Path) -> bytes | None:
    """The database that is kept there, if it is as it was written."""
    try:
        content = path.read_bytes()
    except OSError:
        return None
    with suppress(OSError):
        path.touch()
    body, digest = content[:-DIGEST], content[-DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None


def _keep(path: Path, content: bytes) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(content + hashlib.sha256(content).digest())
    for other in path.parent.glob(f"*{SUFFIX}"):
        if time.time() - other.stat().st_mtime > UNUSED:
            other.unlink()


def _make(path: Path, tables: Sequence[str], views: Sequence[ViewFile]) -> None:
    with duckdb.connect(str(path), config={"storage_compatibility_version": STORAGE, **OFFLINE}) as con:
        con.execute("BEGIN")  # each commit waits for the disk
        con.execute(";".join(tables))
        for view in views:
            _create(con, view)
        con.execute("COMMIT")
        con.execute("CHECKPOINT")  # see `load`


def _create(con: duckdb.DuckDBPyConnection, view: ViewFile) -> None:
    """A view, or an inner table without rows, and a comment on each column. Raises ViewInvalid."""
    try:
        con.execute(view.sql)
    except duckdb.ProgrammingError as error:
        raise ViewInvalid(message("sql_tak_jalan", nama=view.nama, sebab=error)) from error
    names = [row[0] for row in con.execute(f'DESCRIBE "{view.nama}"').fetchall()]
    kind = "TABLE" if view.scope else "VIEW"
    comments = [f'COMMENT ON {kind} "{view.nama}" IS {literal(view.arti)}']
    comments += [
        f'COMMENT ON COLUMN "{view.nama}"."{name}" IS {literal(meaning)}' for name, meaning in column_meanings(view, names).items()
    ]
    con.execute(";".join(comments))
