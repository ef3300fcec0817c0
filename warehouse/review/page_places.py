"""Where on its page a row stands: the document, the page or line, and the boxes of its cells."""

from collections.abc import Sequence
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Kotak
from extract.message import message
from warehouse.database.contents import StoredDocument
from warehouse.database.query_files import query
from warehouse.store.errors import NameUnknown


class Place(Struct, frozen=True):
    """halaman: of a PDF; line: of a text dump; both None for a whole document. baris: of the table, boxes: on that page, in points."""

    doc_id: str
    nama_berkas: str
    halaman: int | None
    line: int | None
    baris: int | None = None
    boxes: tuple[Kotak, ...] = ()


def place_of_target(con: duckdb.DuckDBPyConnection, target_id: str) -> Place:
    """Where the row of `target` is printed. Raises NameUnknown for an id that the warehouse does not have."""
    found = con.execute(
        """SELECT t.doc_id, d.nama_berkas, t.halaman, t.line, t.baris FROM target t JOIN dokumen d USING (doc_id) WHERE t.target_id = $1""",
        [target_id],
    ).fetchall()
    if not found:
        raise NameUnknown(message("target_tak_ada", id=target_id))
    doc_id, nama, halaman, line, baris = found[0]
    return Place(doc_id, nama, halaman, line, baris, boxes_of(con, doc_id, halaman, baris, target_id, "target"))


def place_of_row(con: duckdb.DuckDBPyConnection, document: StoredDocument, baris: int) -> Place:
    """Where a row of any table stands, by the `baris` that all fact tables have. Raises NameUnknown for a row the document does not have.

    A row that runs on over a page begins where its first cell stands.
    """
    found = con.execute(query("letak_baris"), [document.doc_id, baris]).fetchall()
    if not found:
        raise NameUnknown(message("baris_tak_ada", nama=document.nama_berkas, baris=baris))
    halaman, line = found[0]
    return Place(document.doc_id, document.nama_berkas, halaman, line, baris, boxes_of(con, document.doc_id, halaman, baris, None, ""))


def boxes_of(
    con: duckdb.DuckDBPyConnection, doc_id: str, halaman: int | None, baris: int | None, target_id: str | None, sumber: str
) -> tuple[Kotak, ...]:
    """The boxes of a row; of its months only those that are flagged, where the doubt is about months."""
    if halaman is None:
        return ()
    values: Sequence[Any] = [doc_id, halaman, baris, target_id, sumber]
    return tuple(tuple(box) for (box,) in con.execute(query("kotak_baris"), values).fetchall())


def pages_of_table(con: duckdb.DuckDBPyConnection, place: Place, tabel_no: int) -> tuple[Place, ...]:
    """The pages on which a table of the place's document stands, the table boxed; () for a text dump."""
    found = con.execute(query("kotak_tabel"), [place.doc_id, tabel_no]).fetchall()
    return tuple(replace(place, halaman=halaman, boxes=(tuple(bbox),)) for halaman, bbox in found)
