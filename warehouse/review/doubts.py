"""The rows of v_perlu_tinjau with the place on the page that each is about."""

from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import replace

from extract.message import message
from warehouse.review.page_places import Place, boxes_of
from warehouse.screen.language import told
from warehouse.screen.screen import place

MONTHS = " (bulan "
"""Between a name and its months, in the key that v_perlu_tinjau makes of them."""


class Doubt(Struct, frozen=True):
    """A row of v_perlu_tinjau with its page. keputusan: what the warehouse knows of decisions about it. kode, isi: of each sentence
    of penjelasan."""

    berat: int
    sumber: str
    nama_berkas: str
    letak: str
    target_id: str | None
    temuan_id: str
    kunci: str | None
    alasan: str
    penjelasan: str
    anjuran: str
    place: Place
    tabel_no: int | None = None
    keputusan: str | None = None
    kode: tuple[str, ...] = ()
    isi: tuple[str, ...] = ()

    @property
    def judul(self) -> str:
        """What it is about, as it is shown. The document's words stay; '(bulan 3, 4)' behind them is ours."""
        if self.kunci is None:
            return self.nama_berkas
        nama, ours, months = self.kunci.rpartition(MONTHS) if self.sumber == "target_bulanan" else ("", "", "")
        return told(message("nama_bulan", nama=nama, bulan=months.removesuffix(")"))) if ours else self.kunci

    @property
    def tempat(self) -> str:
        """Where it stands, as it is shown."""
        return place(self.place.halaman, self.place.line)


def one(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The one value that a query gives."""
    return con.execute(sql).fetchall()[0][0]


def records(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, by column."""
    found = con.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def doubt_of(row: dict[str, Any]) -> Doubt:
    """A row of v_perlu_tinjau as a doubt; the boxes of what it is about are asked for with `boxed`."""
    where = Place(row["doc_id"], row["nama_berkas"], row["halaman"], row["line"], row["baris"])
    kept = {
        name: row[name] for name in ("berat", "sumber", "nama_berkas", "target_id", "temuan_id", "kunci", "alasan", "penjelasan", "anjuran")
    }
    said: dict[str, Any] = {"kode": tuple(row["kode"]), "isi": tuple(row["isi"])}
    return Doubt(**kept, **said, letak=_letak(where), place=where, tabel_no=row.get("tabel_no"), keputusan=row.get("keputusan"))


def _letak(where: Place) -> str:
    """Where it stands, as it is written down, in every language of the screen."""
    if where.halaman is not None:
        return f"hal. {where.halaman}"
    return f"baris {where.line}" if where.line is not None else "–"


def boxed(con: duckdb.DuckDBPyConnection, doubt: Doubt) -> Doubt:
    """The same with the boxes on its page."""
    where = doubt.place
    boxes = boxes_of(con, where.doc_id, where.halaman, where.baris, doubt.target_id, doubt.sumber)
    return replace(doubt, place=replace(where, boxes=boxes))
