"""data/parquet/ → data/kinerja.duckdb: all tables, all views, a comment on everything."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from normalize.rows import DIMENSI, TABEL
from warehouse.errors import FileBusy, ParquetOutdated, ViewInvalid
from warehouse.files import replacing
from warehouse.parquet import documents_in, parquet_path
from warehouse.reference import read_references
from warehouse.schema import arrow_schema, comments_on_table, create_table, literal, quoted, to_arrow
from warehouse.view_files import VIEWS, ViewFile, column_meanings, read_view_files

DATABASE = "kinerja.duckdb"

STORAGE = "v1.2.0"
"""Oldest DuckDB that must open the file. It binds the view files too: no younger function or syntax, and a CAST around
arithmetic, whose types differ between versions (DECIMAL(18,2) - DECIMAL(18,2) has 18 digits in 1.2 and 19 in 2.0): DuckDB
refuses a view whose types it computes otherwise than the version that created it."""

OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
"""No extension is ever fetched: Parquet is built into the Python package."""


def build(data_dir: Path, views: Path = VIEWS) -> Path:
    """Builds the database anew beside the old one and puts it in its place; the old one stays if anything fails.

    Only documents that are wholly written are loaded. Rows stand in order of doc_id, then as their document gave them.
    Raises ParquetOutdated, ViewInvalid, RegistryInvalid, FileBusy.
    """
    path = data_dir / DATABASE
    with replacing(path) as temporary:
        try:
            with duckdb.connect(str(temporary), config={"storage_compatibility_version": STORAGE, **OFFLINE}) as con:
                _load_tables(con, data_dir)
                for view in read_view_files(views):
                    _create_view(con, view)
        finally:
            _log_of(temporary).unlink(missing_ok=True)
        _drop_log(path)
    return path


def _log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.wal")


def _drop_log(path: Path) -> None:
    """The log of a program that wrote into the old database and was killed would be replayed into the new one."""
    try:
        _log_of(path).unlink(missing_ok=True)
    except PermissionError as error:
        raise FileBusy(f"'{path}' sedang dibuka program lain; tutup dulu (notebook, DBeaver), lalu ulangi.") from error


def _load_tables(con: duckdb.DuckDBPyConnection, data_dir: Path) -> None:
    documents = sorted(documents_in(data_dir))
    for table in TABEL:
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
