"""Rows of Parquet files into tables of the database: of documents in order of doc_id, of each as it gave them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from extract.message import message
from normalize.rows import DIMENSI, TABEL
from warehouse.screen.screen import Steps
from warehouse.store.errors import ParquetOutdated
from warehouse.store.parquet import parquet_path
from warehouse.store.schema import arrow_schema, quoted

NEVER: Mapping[str, datetime] = MappingProxyType({})
AT_ONCE = 1000
"""Files that one statement reads: it holds what it has read of all of them until it ends."""
OF_DOCUMENTS = tuple(table for table in TABEL if table not in DIMENSI)


def load_documents(con: duckdb.DuckDBPyConnection, documents: Sequence[str], data_dir: Path, steps: Steps) -> None:
    """Adds the rows of these documents to all tables of documents. Raises ParquetOutdated."""
    for table in steps("gudang data: tabel", OF_DOCUMENTS):
        load_table(con, table, sorted(documents), data_dir)


def load_table(con: duckdb.DuckDBPyConnection, table: str, stems: Sequence[str], data_dir: Path) -> None:
    """Adds the rows of files of one table. stems: as for `parquet_path`; a document without rows has no file."""
    paths = [path for path in (parquet_path(table, stem, data_dir) for stem in stems) if path.exists()]
    if paths:
        names = quoted(_checked_schema(table, paths).names)
        for first in range(0, len(paths), AT_ONCE):
            some = [str(path) for path in paths[first : first + AT_ONCE]]
            con.execute(f'INSERT INTO "{table}" SELECT {names} FROM read_parquet($1)', [some])


def say_when(con: duckdb.DuckDBPyConnection, processed: Mapping[str, datetime]) -> None:
    """Writes into `dokumen` when each was read, which Parquet does not say."""
    times = pa.table({"doc_id": pa.array(processed.keys(), pa.string()), "waktu": pa.array(processed.values(), pa.timestamp("us"))})
    con.register("waktu_baca", times)
    con.execute("UPDATE dokumen SET diproses_pada = w.waktu FROM waktu_baca w WHERE w.doc_id = dokumen.doc_id")
    con.unregister("waktu_baca")


def load_rows(con: duckdb.DuckDBPyConnection, table: str, content: pa.Table) -> None:
    """Adds rows that are in memory, in their order."""
    con.register("isi", content)
    con.execute(f'INSERT INTO "{table}" SELECT {quoted(content.column_names)} FROM isi')
    con.unregister("isi")


def _checked_schema(table: str, paths: Sequence[Path]) -> pa.Schema:
    """Today's schema, once every file is known to have it: DuckDB would take the first file's for all of them."""
    expected = arrow_schema(table)
    for path in paths:
        if not pq.read_schema(path).equals(expected):
            raise ParquetOutdated(message("parquet_versi_lain", berkas=path))
    return expected
