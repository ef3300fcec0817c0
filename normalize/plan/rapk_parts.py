"""The parts of a RAPK table while it is put together: sasaran, indicator block, RO line; texts still in pieces."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct, field

from extract.cells import Cell, Kotak
from normalize.heads.layouts import Layout, monthly
from normalize.tables.bands import begins_a_sasaran
from normalize.tables.teks import Teks
from normalize.tables.tempat import Tempat
from normalize.words.names import letters


class Sasaran(Struct):
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
        if not known or (number is None and not begins_a_sasaran(" ".join(named))):
            self.teks.add(lines if number is None else named, bagian)
            return True
        return False


class BarisRo(Struct):
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
    # Cells under heads that nobody knows, each with its head ('' for words under none).
    asing: list[tuple[str, Cell]] = field(default_factory=list)
    bendera: set[str] = field(default_factory=set)

    @property
    def texts(self) -> tuple[Teks, Teks, Teks]:
        """The three texts in printed order."""
        return self.nama, self.komponen, self.subkomponen


class Gabungan(Struct):
    """An amount that one cell prints for several indicators: nobody's alone. nilai: in printed units, once it is read."""

    teks: str
    nilai: Decimal | None = None


class Blok(Struct):
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
    gabungan: Gabungan | None = None
    tata: Layout = field(default_factory=monthly)
    ro: list[BarisRo] = field(default_factory=list)
    bendera: set[str] = field(default_factory=set)
    # Text of a lost indicator that was left at the head of its next page.
    sisa_nama: Teks = field(default_factory=Teks)


class SelAsing(Struct, frozen=True):
    """An indicator's cell under a head that nobody knows. judul: the head as printed, '' without one; di_depan: it stands before the
    name."""

    judul: str
    blok: Blok
    cell: Cell
    di_depan: bool


class NomorTanpaJudul(Struct, frozen=True):
    """A whole number before an indicator's name in a column without a head. dari: what of the indicator it was taken for, the name of a
    field of Blok, 'sasaran', or None."""

    blok: Blok
    cell: Cell
    dari: str | None


class SubJumlah(Struct, frozen=True):
    """The sum of the indicators above it, since the one before: its words and its amount as printed."""

    tempat: Tempat
    nama: str
    teks: str


class RapkTable(Struct):
    """A RAPK table put together. total: the printed total, as text; tak_dikenal: rows whose meaning stayed open."""

    tabel_no: int
    peran: frozenset[str]
    bloks: list[Blok] = field(default_factory=list)
    total: str | None = None
    total_tempat: Tempat | None = None
    subjumlah: list[SubJumlah] = field(default_factory=list)
    tak_dikenal: list[tuple[Tempat, str]] = field(default_factory=list)
    asing: list[SelAsing] = field(default_factory=list)
    tanpa_judul: list[NomorTanpaJudul] = field(default_factory=list)
