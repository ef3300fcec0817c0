"""The parts of a RAPK table while it is put together: sasaran, indicator block, RO line; texts still in pieces."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from extract.cells import Cell, Kotak
from normalize.names import letters


@dataclass(frozen=True, slots=True)
class Tempat:
    """Where a row stands: order in the document, page or line, box."""

    baris: int
    halaman: int | None = None
    line: int | None = None
    bbox: Kotak | None = None


def place_of(cells: Sequence[Cell], baris: int) -> Tempat:
    """The place of the cells of one row; the box holds all of them."""
    filled = [cell for cell in cells if cell.lines] or list(cells)
    boxes = [cell.bbox for cell in filled if cell.bbox]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None
    first = filled[0] if filled else None
    return Tempat(baris, first.halaman if first else None, first.line if first else None, box)


@dataclass(slots=True)
class Teks:
    """A text in pieces; bagian is the part (page) of the table that each piece stands on."""

    pieces: list[str] = field(default_factory=list)
    bagian: list[int] = field(default_factory=list)

    def add(self, lines: Sequence[str], bagian: int) -> None:
        """Appends the printed lines of one cell. Lines that the page's end cut through, and that a browser prints on both pages,
        are taken once."""
        lines = lines[self._printed_twice(lines, bagian) :]
        self.pieces.extend(lines)
        self.bagian.extend([bagian] * len(lines))

    def _printed_twice(self, lines: Sequence[str], bagian: int) -> int:
        """How many of the lines repeat the last ones of the page before."""
        if not self.bagian or self.bagian[-1] == bagian:
            return 0
        before = [piece for piece, part in zip(self.pieces, self.bagian, strict=True) if part == self.bagian[-1]]
        return next((n for n in range(min(len(before), len(lines)), 0, -1) if before[-n:] == list(lines[:n])), 0)

    @property
    def broken(self) -> bool:
        """True where a page break runs through the text."""
        return len(set(self.bagian)) > 1

    @property
    def raw(self) -> str:
        """The pieces with single blanks between."""
        return " ".join(self.pieces)


@dataclass(slots=True)
class Sasaran:
    """A sasaran as printed; hilang: its row stood on a page that is not in the document; no_kolom: what stands under NO beside it."""

    no: int | None
    teks: Teks
    hilang: bool = False
    no_kolom: int | None = None

    def goes_on(self, number: int | None, lines: Sequence[str], named: Sequence[str], bagian: int) -> bool:
        """Takes its cell on a new page: printed once more, whole where the page before cut it off, or the rest of it. False for another
        sasaran's. named: the lines without the number in front of the name."""
        text, known = letters(" ".join(named)), letters(self.teks.raw)
        if number is not None and number != self.no:
            return False
        if text and known.startswith(text):
            return True
        if known and text.startswith(known):
            self.teks.pieces, self.teks.bagian = list(named), [bagian] * len(named)
            return True
        if number is None or not known:
            self.teks.add(lines if number is None else named, bagian)
            return True
        return False


@dataclass(slots=True)
class BarisRo:
    """A RO line: code parts, texts in pieces, amounts as printed."""

    tempat: Tempat
    bagian: int
    no: int | None
    kode: tuple[str | None, str, str, str]
    nama: Teks
    komponen: Teks
    subkomponen: Teks
    anggaran: str = ""
    kontribusi: str = ""
    # Rests of the row behind a page break whose column the dump does not tell: (text, column, part).
    sisa: list[tuple[str, int, int]] = field(default_factory=list)
    bendera: set[str] = field(default_factory=set)

    @property
    def texts(self) -> tuple[Teks, Teks, Teks]:
        """The three texts in printed order."""
        return self.nama, self.komponen, self.subkomponen


@dataclass(slots=True)
class Blok:
    """An indicator with its RO lines. ada: False where only the lines are left and the indicator's page is lost."""

    tempat: Tempat
    bagian: int
    sasaran: Sasaran | None
    ada: bool = True
    # What stands under NO, and a number in a column of its own beside the name.
    no_kolom: int | None = None
    no_samping: int | None = None
    nama: Teks = field(default_factory=Teks)
    bulan: dict[int, str] = field(default_factory=dict)
    kotak_bulan: dict[int, Kotak] = field(default_factory=dict)
    target: str | None = None
    anggaran: str = ""
    ro: list[BarisRo] = field(default_factory=list)
    bendera: set[str] = field(default_factory=set)
    # Text of a lost indicator that was left at the head of its next page.
    sisa_nama: Teks = field(default_factory=Teks)


@dataclass(frozen=True, slots=True)
class SubJumlah:
    """The sum of the indicators above it, since the one before: its words and its amount as printed."""

    tempat: Tempat
    nama: str
    teks: str


@dataclass(slots=True)
class RapkTable:
    """A RAPK table put together. total: the printed total, as text; tak_dikenal: rows whose meaning stayed open."""

    tabel_no: int
    peran: frozenset[str]
    bloks: list[Blok] = field(default_factory=list)
    total: str | None = None
    total_tempat: Tempat | None = None
    subjumlah: list[SubJumlah] = field(default_factory=list)
    tak_dikenal: list[tuple[Tempat, str]] = field(default_factory=list)
