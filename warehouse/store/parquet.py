"""Rows → data/parquet/<table>/<doc_id>.parquet: one file a document and table, the same bytes for the same rows."""

import os
import re
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from extract.message import message
from normalize.rows import DIMENSI, TABEL, DocumentRows
from warehouse.store.errors import RowRefused
from warehouse.store.files import Mark, mark_of, replacing, to_disk
from warehouse.store.names_of_document import NAMES, names_path
from warehouse.store.schema import to_arrow

FACTS = tuple(table for table in TABEL if table != "dokumen" and table not in DIMENSI)
"""Tables of a document's contents: all but `dokumen` itself."""

# A doc_id becomes a file name: hex digests pass, '../x' and '' do not.
DOC_ID = re.compile(r"[0-9A-Za-z_-]+")


def write_document(rows: DocumentRows, data_dir: Path) -> None:
    """Replaces everything kept of this document. A table without rows has no file.

    Both steps at once, for one process (benchmarks, tests); a run stages in the process that reads and puts in place in its own.
    """
    doc_id = rows.dokumen.doc_id
    parquet_path("dokumen", doc_id, data_dir)  # refuses a doc_id that is no file name
    data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=data_dir, prefix=".") as folder:
        stage_document(rows, Path(folder))
        put_in_place(Path(folder), doc_id, data_dir)


def stage_document(rows: DocumentRows, folder: Path) -> list[str]:
    """Writes <folder>/<table>.parquet, one a table with rows, and returns the tables; all are on the disk then.

    What the folder held before goes. The time of processing is not written: the same document gives the same bytes.
    """
    doc_id = rows.dokumen.doc_id
    tables = {table: to_arrow(table, own) for table in FACTS if (own := _own_rows(table, getattr(rows, table), doc_id))}
    tables["dokumen"] = to_arrow("dokumen", [replace(rows.dokumen, diproses_pada=None)])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for table, content in tables.items():
        path = folder / f"{table}.parquet"
        _write(content, path)
        to_disk(path)
    return list(tables)


def _write(content: pa.Table, where: Path | pa.NativeFile) -> None:
    """Without dictionaries and statistics: a document's rows are few and read whole. With them writing takes half as long again, and the
    files are a third larger. Zstandard makes them a sixth smaller than LZ4, but prepares itself anew for each column: writing takes half as
    long again with it."""
    pq.write_table(content, where, compression="lz4", use_dictionary=False, write_statistics=False)


def put_in_place(folder: Path, doc_id: str, data_dir: Path) -> dict[str, Mark]:
    """Moves a staged document into data/parquet/, in place of what is kept of it. The tables that it has, each with its file's mark.

    The file of `dokumen` goes first and comes back last: a run cut off half-way leaves a document that `documents_in` does not
    name and `load.build` does not load, never one with half of its rows.
    """
    parquet_path("dokumen", doc_id, data_dir).unlink(missing_ok=True)
    staged = {entry.name for entry in os.scandir(folder)}
    placed: dict[str, Mark] = {}
    for table in (*FACTS, "dokumen"):
        path, name = parquet_path(table, doc_id, data_dir), f"{table}.parquet"
        mark = mark_of(folder / name) if name in staged else None
        if mark:
            _moved(folder / name, path)
            placed[table] = mark
        else:
            path.unlink(missing_ok=True)
    return placed


def _moved(file: Path, to: Path) -> None:
    """The folder is nearly always there: asking for it each time would cost as much as moving."""
    try:
        file.replace(to)
    except FileNotFoundError:
        to.parent.mkdir(parents=True, exist_ok=True)
        file.replace(to)


def remove_document(doc_id: str, data_dir: Path) -> None:
    """Forgets a document; one that was never written is no error."""
    for table in ("dokumen", *FACTS):
        parquet_path(table, doc_id, data_dir).unlink(missing_ok=True)


def files_by_document(data_dir: Path) -> dict[str, dict[str, Mark]]:
    """doc_id → the tables that a file of it stands in, and its names, whether it is wholly written or not, each with the file's mark."""
    places = [(table, data_dir / "parquet" / table, ".parquet") for table in ("dokumen", *FACTS)]
    places.append((NAMES, names_path("", data_dir).parent, ".json"))
    found: dict[str, dict[str, Mark]] = {}
    for name, folder, ending in places:
        if folder.is_dir():
            for entry in os.scandir(folder):
                if entry.name.endswith(ending):
                    state = entry.stat()
                    found.setdefault(entry.name.removesuffix(ending), {})[name] = Mark(state.st_size, state.st_mtime_ns)
    return found


def write_dimension(table: str, rows: Sequence[Any], data_dir: Path) -> None:
    """Replaces a table that belongs to no document; a file that would be the same stays. Raises RowRefused for a fact table."""
    if table not in DIMENSI:
        raise RowRefused(message("bukan_tabel_dimensi", tabel=table))
    path = parquet_path(table, table, data_dir)
    content = pa.BufferOutputStream()
    _write(to_arrow(table, rows), content)
    written = content.getvalue().to_pybytes()
    if path.is_file() and path.read_bytes() == written:
        return
    with replacing(path) as temporary:
        temporary.write_bytes(written)


def documents_in(data_dir: Path) -> set[str]:
    """doc_id of every document that is wholly written."""
    return {path.stem for path in (data_dir / "parquet" / "dokumen").glob("*.parquet")}


def parquet_path(table: str, stem: str, data_dir: Path) -> Path:
    """Where a table's rows are kept. stem: the doc_id, or the table's own name for a dimension."""
    if not DOC_ID.fullmatch(stem):
        raise RowRefused(message("doc_id_bukan_nama", id=stem))
    return data_dir / "parquet" / table / f"{stem}.parquet"


def _own_rows(table: str, rows: Sequence[Any], doc_id: str) -> Sequence[Any]:
    for row in rows:
        if row.doc_id != doc_id:
            raise RowRefused(message("baris_dokumen_lain", tabel=table, id=row.doc_id, lain=doc_id))
    return rows
