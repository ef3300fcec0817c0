"""The rows of v_perlu_tinjau with the place on the page that each is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

from warehouse.review.page_places import Place, boxes_of
from warehouse.screen.language import told
from warehouse.screen.screen import place as place_words


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row of v_perlu_tinjau with its page. keputusan: what the warehouse knows of decisions about it. gambar: a data: address, None where
    the document has no picture."""

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
    keputusan: str | None = None
    gambar: str | None = None
    lines: Sequence[tuple[int, str]] = ()

    @property
    def judul(self) -> str:
        """What it is about, as it is shown. The document's words stay; '(bulan 3, 4)' behind them is ours."""
        if self.kunci is None:
            return self.nama_berkas
        return told(self.kunci) if self.sumber == "target_bulanan" else self.kunci


def one(con: duckdb.DuckDBPyConnection, sql: str) -> Any:
    """The one value that a query gives."""
    return con.execute(sql).fetchall()[0][0]


def records(con: duckdb.DuckDBPyConnection, sql: str) -> list[dict[str, Any]]:
    """The rows of a query, by column."""
    found = con.execute(sql)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def doubt_of(con: duckdb.DuckDBPyConnection, row: dict[str, Any]) -> Doubt:
    """A row of v_perlu_tinjau as a doubt, with the boxes of what it is about."""
    boxes = boxes_of(con, row["doc_id"], row["halaman"], row["baris"], row["target_id"], row["sumber"])
    where = Place(row["doc_id"], row["nama_berkas"], row["halaman"], row["line"], row["baris"], boxes)
    kept = {
        name: row[name] for name in ("berat", "sumber", "nama_berkas", "target_id", "temuan_id", "kunci", "alasan", "penjelasan", "anjuran")
    }
    return Doubt(**kept, letak=place_words(row["halaman"], row["line"]), place=where, keputusan=row.get("keputusan"))
