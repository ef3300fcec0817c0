"""What a reader gives: cells as printed, each with its place. No meaning yet."""

from enum import StrEnum
from itertools import count
from math import cos, radians, sin
from pathlib import Path
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import force_setattr, replace

UNREADABLE = "\ufffd"
"""Stands in a cell's text for what is printed there and is no letter that anybody knows."""
OCR_TEXT = "teks_ocr"
"""The flag of rows whose text OCR read."""
UNSEEN = "teks_tak_tampak"
"""The flag of rows in whose cells the file has text that the page does not show."""
NO_TEXT = "bukan_teks"
"""The flag of rows in whose cells something is printed that is no text."""
STRUCK = "angka_dicoret"
"""The flag of rows in whose cells a figure is struck out."""
Kotak: TypeAlias = tuple[float, float, float, float]
"""x0, top, x1, bottom in PDF points; the origin is the upper left corner of the page as a person sees it (rotation applied)."""

RAISED_DIGITS = dict(zip("0123456789()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾", strict=True))
RAISED_LETTERS = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
"""Characters that point to a note: what is printed, and what a reader gives for it where it stands smaller and raised."""


class Turn(Struct, frozen=True):
    """A page whose text stands on its side, or is tiny: it is read turned clockwise by so many degrees, then width × height points large.

    unit: how many points of reading a point of the page is. sudut: degrees more, clockwise about the middle, by which a picture that was
    askew was turned.
    """

    degrees: int
    width: float
    height: float
    unit: float = 1.0
    sudut: float = 0.0

    def as_shown(self, box: Kotak) -> Kotak:
        """A box of the frame of reading on the page as its own rotation and units show it."""
        x0, top, x1, bottom = (edge / self.unit for edge in (self._askew(box) if self.sudut else box))
        width, height = self.width / self.unit, self.height / self.unit
        if self.degrees == 90:
            return top, width - x1, bottom, width - x0
        if self.degrees == 180:
            return width - x1, height - bottom, width - x0, height - top
        if self.degrees == 270:
            return height - bottom, x0, height - top, x1
        return x0, top, x1, bottom

    def _askew(self, box: Kotak) -> Kotak:
        """The box moved to where its middle is on the picture as it was."""
        angle = radians(-self.sudut)
        x, y = (box[0] + box[2]) / 2 - self.width / 2, (box[1] + box[3]) / 2 - self.height / 2
        right = x * cos(angle) - y * sin(angle) - x
        down = x * sin(angle) + y * cos(angle) - y
        return box[0] + right, box[1] + down, box[2] + right, box[3] + down


class Metode(StrEnum):
    """How a document was read: the column `metode` of every fact table."""

    PDF = "pdf"
    OCR = "ocr"
    TEKS = "teks"


class Document(Struct, frozen=True):
    """A file of the inbox. doc_id: SHA-256 of its bytes, hex. nama_lain: names under which the inbox holds the same bytes once more."""

    doc_id: str
    path: Path
    nama_berkas: str
    metode: Metode
    nama_lain: tuple[str, ...] = ()

    @property
    def semua_nama(self) -> tuple[str, ...]:
        """Every name that it has in the inbox, the one it goes by first."""
        return (self.nama_berkas, *self.nama_lain)


class Cell(Struct, frozen=True):
    """One printed cell.

    lines: the cell's text, one entry a printed line (white space folded); () for an empty cell.
    kolom: position in its row from 0, counting the columns that the cells before it span.
    span, rowspan: how many columns and rows of the table's grid the cell covers (1 in a text dump).
    Exactly one of halaman (PDF, from 1) and line (text dump, from 1) is set; bbox is set with halaman.
    """

    lines: tuple[str, ...]
    kolom: int
    span: int = 1
    halaman: int | None = None
    line: int | None = None
    bbox: Kotak | None = None
    """In the frame of reading; `Reading.turns` tells where it stands on a page that was turned."""
    rowspan: int = 1
    bacaan: tuple[str, ...] = ()
    """() where the text is sure. Else OCR is not sure of a number in it: every reading of the whole text, the one in `lines` first."""

    text: str = ""
    """The printed lines joined by one space; '' for an empty cell. Every step asks for it, a dozen times a cell."""

    def __post_init__(self) -> None:
        force_setattr(self, "text", " ".join(self.lines))


class PrintedRow(Struct, frozen=True):
    """The cells of one printed row, left to right; bendera: what the reader had to infer to get them.

    baris: its order in the document, from 1; 0 until `numbered`. By it, and by nothing else, a later step finds the row again.
    """

    cells: tuple[Cell, ...]
    bendera: tuple[str, ...] = ()
    baris: int = 0


class Block(Struct, frozen=True):
    """A run of rows that the page shows as one table (a ruled area of one page, or lines of a dump between blank lines).

    pembaca: which reader made it (`teks`, `pdfium`, `pdfplumber`, `camelot`). bendera: why, where it was not the first one.
    samping: pages that print its columns on the right.
    """

    rows: tuple[PrintedRow, ...]
    pembaca: str
    halaman: int | None = None
    bendera: tuple[str, ...] = ()
    samping: tuple[int, ...] = ()

    def is_before(self, other: "Block") -> bool:
        """True where the other one stands on the page that follows."""
        return self.halaman is not None and other.halaman in {page + 1 for page in (self.halaman, *self.samping)}


class Line(Struct, frozen=True):
    """A line of text outside tables: headings, captions, place and date, signatures."""

    text: str
    halaman: int | None = None
    line: int | None = None


class Reading(Struct, frozen=True):
    """A whole document as read, in printed order. halaman: page count, None for a dump.

    sebelum: for each block, how many of `lines` stand before it in the document.
    salinan: pages left out because they repeat the page before them word for word and place for place.
    gambar: pages that are a picture with little or no text; tables on them are not read.
    pindai: pages whose picture was read by our own OCR. samar: those of them on which little could be read.
    latar: pages of text that a picture lies under; the rules of their tables may be in it. ocr: those whose text OCR read before us.
    huruf: pages whose letters are not known to be right: the file does not say what its glyphs mean.
    ragu: pages whose grid leaves words out, as a broken one does.
    turns: for pages that were turned to be read, how.
    """

    document: Document
    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    sebelum: tuple[int, ...]
    halaman: int | None = None
    salinan: tuple[int, ...] = ()
    gambar: tuple[int, ...] = ()
    pindai: tuple[int, ...] = ()
    samar: tuple[int, ...] = ()
    latar: tuple[int, ...] = ()
    ocr: tuple[int, ...] = ()
    huruf: tuple[int, ...] = ()
    ragu: tuple[int, ...] = ()
    turns: tuple[tuple[int, Turn], ...] = ()

    def numbered(self) -> "Reading":
        """The same reading with its rows numbered in printed order."""
        numbers = count(1)
        blocks = (replace(block, rows=tuple(replace(row, baris=next(numbers)) for row in block.rows)) for block in self.blocks)
        return replace(self, blocks=tuple(blocks))
