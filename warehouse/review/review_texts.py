"""What a person writes where the reader saw nothing or something else: a RO line that was lost, a text that is wrong."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
from msgspec import Struct

from extract.message import message
from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import CORRECTION_COLUMNS, REVIEW_CORRECTION, read_text_corrections
from normalize.decisions.ro_tinjauan import LINE_COLUMNS, REVIEW_LINES, written_line
from warehouse.database.query_files import query
from warehouse.review.review_files import Written, append_lines, locked
from warehouse.review.review_items import Item
from warehouse.store.errors import NameUnknown

BELOW = ("target", "kontribusi_ro")
"""Tables below whose rows a RO line can stand."""


class KeptText(Struct, frozen=True):
    """A text of the warehouse that a person can put right. kode: of a RO line."""

    alamat: Alamat
    nilai: str | None
    kode: str | None

    @property
    def kunci(self) -> str:
        """'kontribusi_ro/34/1/nama_ro'"""
        return self.alamat.kunci


def texts_of(con: duckdb.DuckDBPyConnection, item: Item) -> list[KeptText]:
    """Those that the item may be about, in the order in which they are printed."""
    doubt = item.doubt
    found = con.execute(query("tinjau_teks"), [doubt.place.doc_id, doubt.target_id, doubt.place.baris]).fetchall()
    return [KeptText(Alamat(tabel, baris, bagian, kolom), nilai, kode) for tabel, baris, bagian, kolom, nilai, kode in found]


def rows_above(texts: list[KeptText]) -> dict[int, str]:
    """The rows below which a RO line can stand: `baris` → what stands there."""
    rows: dict[int, str] = {}
    for text in texts:
        if text.alamat.tabel in BELOW and text.alamat.kolom != "sasaran_raw":
            rows.setdefault(text.alamat.baris, " ".join(part for part in (text.kode, text.nilai) if part))
    return rows


def write_line(review_dir: Path, item: Item, texts: list[KeptText], given: Mapping[str, str], oleh: str) -> Written:
    """A line of baris_ro.csv; given: its columns. Raises RegistryError and NameUnknown for what is no line."""
    row = {name: " ".join(given.get(name, "").split()) for name in LINE_COLUMNS}
    written_line(row)
    if int(row["setelah"]) not in rows_above(texts):
        raise NameUnknown(message("baris_ro_bukan_di_sini"))
    doubt = item.doubt
    row |= {"dokumen": doubt.place.doc_id, "berkas": doubt.nama_berkas, "oleh": oleh, "tanggal": date.today().isoformat()}
    with locked(review_dir):
        return append_lines(review_dir / REVIEW_LINES, LINE_COLUMNS, [[row[name] for name in LINE_COLUMNS]])


def write_text(review_dir: Path, item: Item, texts: list[KeptText], kunci: str, nilai: str, oleh: str) -> Written:
    """A line of koreksi.csv. Raises NameUnknown."""
    text = next((text for text in texts if text.kunci == kunci), None)
    if text is None or not nilai:
        raise NameUnknown(message("teks_bukan_bagian"))
    doubt, place = item.doubt, text.alamat
    with locked(review_dir):
        before = {found.alamat: found.terbaca for found in read_text_corrections(review_dir).get(doubt.place.doc_id, ())}
        read = before.get(place, text.nilai)
        where = (doubt.place.doc_id, place.tabel, str(place.baris), str(place.bagian), place.kolom, read or "-", nilai)
        told = ("", doubt.nama_berkas, doubt.letak, doubt.kunci or "", oleh, date.today().isoformat(), "")
        return append_lines(review_dir / REVIEW_CORRECTION, CORRECTION_COLUMNS, [(*where, *told)])
