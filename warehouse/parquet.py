"""Rows → data/parquet/<table>/<doc_id>.parquet: one file a document and table, the same bytes for the same rows."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from normalize.rows import DIMENSI, TABEL, DocumentRows
from warehouse.errors import RowRefused
from warehouse.files import replacing
from warehouse.schema import to_arrow

FACTS = tuple(table for table in TABEL if table != "dokumen" and table not in DIMENSI)
"""Tables of a document's contents: all but `dokumen` itself."""

# A doc_id becomes a file name: hex digests pass, '../x' and '' do not.
DOC_ID = re.compile(r"[0-9A-Za-z_-]+")


def write_document(rows: DocumentRows, data_dir: Path) -> None:
    """Replaces everything kept of this document. A table without rows has no file.

    The file of `dokumen` goes first and comes back last: a run cut off half-way leaves a document that `documents_in` does not
    name and `load.build` does not load, never one with half of its rows.
    """
    doc_id = rows.dokumen.doc_id
    tables = {table: to_arrow(table, _own_rows(table, getattr(rows, table), doc_id)) for table in FACTS}
    document = to_arrow("dokumen", [rows.dokumen])
    parquet_path("dokumen", doc_id, data_dir).unlink(missing_ok=True)
    for table, content in tables.items():
        path = parquet_path(table, doc_id, data_dir)
        if content.num_rows:
            _write(content, path)
        else:
            path.unlink(missing_ok=True)
    _write(document, parquet_path("dokumen", doc_id, data_dir))


def remove_document(doc_id: str, data_dir: Path) -> None:
    """Forgets a document; one that was never written is no error."""
    for table in ("dokumen", *FACTS):
        parquet_path(table, doc_id, data_dir).unlink(missing_ok=True)


def write_dimension(table: str, rows: Sequence[Any], data_dir: Path) -> None:
    """Replaces a table that belongs to no document. Raises RowRefused for a fact table."""
    if table not in DIMENSI:
        raise RowRefused(f"Tabel {table} bukan tabel dimensi.")
    _write(to_arrow(table, rows), parquet_path(table, table, data_dir))


def documents_in(data_dir: Path) -> set[str]:
    """doc_id of every document that is wholly written."""
    return {path.stem for path in (data_dir / "parquet" / "dokumen").glob("*.parquet")}


def parquet_path(table: str, stem: str, data_dir: Path) -> Path:
    """Where a table's rows are kept. stem: the doc_id, or the table's own name for a dimension."""
    if not DOC_ID.fullmatch(stem):
        raise RowRefused(f"doc_id '{stem}' tidak dapat menjadi nama berkas.")
    return data_dir / "parquet" / table / f"{stem}.parquet"


def _own_rows(table: str, rows: Sequence[Any], doc_id: str) -> Sequence[Any]:
    for row in rows:
        if row.doc_id != doc_id:
            raise RowRefused(f"Baris tabel {table} milik dokumen {row.doc_id}, bukan {doc_id}.")
    return rows


def _write(content: Any, path: Path) -> None:
    with replacing(path) as temporary:
        pq.write_table(content, temporary, compression="zstd", compression_level=3)
