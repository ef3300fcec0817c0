"""data/parquet/ → data/kinerja.duckdb: all tables, all views, a comment on everything."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from normalize.rows import DIMENSI, TABEL
from warehouse.database.changes import fill_changes
from warehouse.database.history import fill_history, keep_history
from warehouse.database.query_files import query
from warehouse.database.view_files import VIEWS, ViewFile, column_meanings, read_view_files
from warehouse.screen.screen import Steps, unseen
from warehouse.store.errors import BuildFailed, FileBusy, ParquetOutdated, ViewInvalid
from warehouse.store.files import replacing, to_disk
from warehouse.store.parquet import documents_in, parquet_path
from warehouse.store.reference import read_references
from warehouse.store.schema import arrow_schema, comments_on_table, create_table, literal, quoted, to_arrow

DATABASE = "kinerja.duckdb"
WAITING = "kinerja.baru.duckdb"
"""The new database until it stands in the old one's place; only Windows ever shows it."""
NEVER: Mapping[str, datetime] = MappingProxyType({})
NO_REASONS: Mapping[str, str] = MappingProxyType({})

STORAGE = "v1.2.0"
"""Oldest DuckDB that must open the file. It binds the view files too: no younger function or syntax, and a CAST around
arithmetic, whose types differ between versions (DECIMAL(18,2) - DECIMAL(18,2) has 18 digits in 1.2 and 19 in 2.0): DuckDB
refuses a view whose types it computes otherwise than the version that created it."""

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""No extension is ever fetched: Parquet is built into the Python package."""


def build(data_dir: Path, views: Path = VIEWS) -> Path:
    """Builds the database anew and puts it in its place, outside a run; the old one stays if anything fails.

    Raises what `build_beside` does; FileBusy where the old file cannot be replaced: the new one then waits beside it.
    """
    build_beside(data_dir, views)
    late = swap_waiting(data_dir)
    if late:
        raise FileBusy(late)
    return data_dir / DATABASE


def build_beside(
    data_dir: Path,
    views: Path = VIEWS,
    processed: Mapping[str, datetime] = NEVER,
    run: datetime | None = None,
    reasons: Mapping[str, str] = NO_REASONS,
    steps: Steps = unseen,
) -> None:
    """Builds the database anew beside the old one, whole or not at all.

    Only documents that are wholly written are loaded. Rows stand in order of doc_id, then as their document gave them.
    processed: doc_id → when it was read (Parquet does not say). run: what the table of changes calls this run. reasons: doc_id → why it
    was read.
    Raises ParquetOutdated, ViewInvalid, RegistryInvalid, BuildFailed.
    """
    path = data_dir / DATABASE
    with replacing(data_dir / WAITING) as temporary:
        try:
            with duckdb.connect(str(temporary), config={"storage_compatibility_version": STORAGE, **OFFLINE}) as con:
                _load_tables(con, data_dir, steps)
                _say_when(con, processed)
                fill_changes(con, path, run or datetime.now(UTC).replace(tzinfo=None))
                fill_history(con, data_dir, path, reasons)
                for view in steps("gudang data: tampilan", read_view_files(views)):
                    _create_view(con, view)
                _take_decisions(con)
                con.execute("CHECKPOINT")  # closing does the same, but is silent when the disk is full, and leaves an empty database
        except (duckdb.Error, pa.ArrowException) as error:
            raise BuildFailed(
                f"Gudang data baru tidak dapat dibangun ({str(error).splitlines()[0]}), yang lama tetap dipakai: periksa ruang disk di "
                f"{data_dir.resolve()}, lalu jalankan lagi; bila ruangnya cukup, jalankan `run --ulang`."
            ) from error
        finally:
            _log_of(temporary).unlink(missing_ok=True)


def swap_waiting(data_dir: Path) -> str | None:
    """Puts a new database that waits in the place of the old one; a sentence where another program still holds that (Windows)."""
    path, waiting = data_dir / DATABASE, data_dir / WAITING
    if not waiting.exists():
        return None
    try:
        _log_of(path).unlink(missing_ok=True)  # a killed writer's log would be replayed into the new file
        waiting.replace(path)
    except PermissionError:
        return (
            f"Gudang data {path} sedang dibuka program lain (notebook, DBeaver): yang baru menunggu di {waiting} dan dipasang pada "
            "run berikutnya, setelah program itu ditutup."
        )
    to_disk(data_dir)
    keep_history(path, data_dir)
    return None


def _say_when(con: duckdb.DuckDBPyConnection, processed: Mapping[str, datetime]) -> None:
    times = pa.table({"doc_id": pa.array(processed.keys(), pa.string()), "waktu": pa.array(processed.values(), pa.timestamp("us"))})
    con.register("waktu_baca", times)
    con.execute("UPDATE dokumen SET diproses_pada = w.waktu FROM waktu_baca w WHERE w.doc_id = dokumen.doc_id")
    con.unregister("waktu_baca")


def _take_decisions(con: duckdb.DuckDBPyConnection) -> None:
    """What people accepted, in `bukti`: no document is read again for it."""
    if con.execute("SELECT count(*) FROM _ref_tinjauan").fetchall() != [(0,)] or con.execute("FROM _ref_koreksi LIMIT 1").fetchall():
        con.execute(query("bukti_diterima"))


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _load_tables(con: duckdb.DuckDBPyConnection, data_dir: Path, steps: Steps) -> None:
    documents = sorted(documents_in(data_dir))
    for table in steps("gudang data: tabel", tuple(TABEL)):
        stems = [table] if table in DIMENSI else documents
        paths = [path for path in (parquet_path(table, stem, data_dir) for stem in stems) if path.exists()]
        _create(con, table)
        if paths:
            names = quoted(_checked_schema(table, paths).names)
            con.execute(f'INSERT INTO "{table}" SELECT {names} FROM read_parquet($1)', [[str(path) for path in paths]])
    for table, rows in read_references(review_dir=data_dir / "review").items():
        _create(con, table)
        content = to_arrow(table, rows)
        con.register("isi", content)
        con.execute(f'INSERT INTO "{table}" SELECT {quoted(content.column_names)} FROM isi')
        con.unregister("isi")


def _create(con: duckdb.DuckDBPyConnection, table: str) -> None:
    for statement in (create_table(table), *comments_on_table(table)):
        con.execute(statement)


def _checked_schema(table: str, paths: Sequence[Path]) -> pa.Schema:
    """Today's schema, once every file is known to have it: DuckDB would take the first file's for all of them."""
    expected = arrow_schema(table)
    for path in paths:
        if not pq.read_schema(path).equals(expected):
            raise ParquetOutdated(f"'{path}' ditulis versi program yang lain; hapus folder parquet lalu jalankan ulang `run`.")
    return expected


def _create_view(con: duckdb.DuckDBPyConnection, view: ViewFile) -> None:
    try:
        con.execute(view.sql)
    except duckdb.Error as error:
        raise ViewInvalid(f"{view.nama}.sql tidak dapat dijalankan: {error}") from error
    names = [row[0] for row in con.execute(f'DESCRIBE "{view.nama}"').fetchall()]
    con.execute(f'COMMENT ON VIEW "{view.nama}" IS {literal(view.arti)}')
    for name, meaning in column_meanings(view, names).items():
        con.execute(f'COMMENT ON COLUMN "{view.nama}"."{name}" IS {literal(meaning)}')
