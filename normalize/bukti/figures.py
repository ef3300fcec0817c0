"""The numbers of a document's facts, each where it stands, with the least by which its cell could print another one."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Protocol

from msgspec import Struct, field

from normalize.alamat import DOKUMEN, TOTAL, Alamat, alamat_of
from normalize.decisions.koreksi_tinjauan import CORRECTABLE
from normalize.kinds.all_kinds import KINDS
from normalize.proof.scale import DOUBTED, INFERRED, MILLIONS
from normalize.rows import FAKTA, DocumentRows, Fakta
from normalize.tables.identitas import decimals

RUPIAH = Decimal(1)
SCALE_IN_DOUBT = frozenset({INFERRED, DOUBTED, MILLIONS})
"""Flags of rows whose rupiah may all be wrong by one factor, at which every sum still closes."""


class Baris(Protocol):
    """A fact row, as far as it is needed here."""

    baris: int
    bendera: tuple[str, ...]


class Figure(Struct, frozen=True):
    """A number that a fact row holds. tabel_no: its printed table; unit: rupiah are whole, other numbers have the decimals printed."""

    alamat: Alamat
    nilai: Decimal
    tabel_no: int | None
    bendera: tuple[str, ...]

    @property
    def unit(self) -> Decimal:
        """What lies between this and the next number that the cell could print."""
        return RUPIAH if self.alamat.kolom.endswith("_rp") else Decimal(1).scaleb(-decimals(self.nilai))

    @property
    def column(self) -> tuple[str, int | None, str, int]:
        """The printed column: that of its month for the months of a plan."""
        month = self.alamat.bagian if self.alamat.tabel == "target_bulanan" else 0
        return self.alamat.tabel, self.tabel_no, self.alamat.kolom, month


class Figures(Struct):
    """All numbers of one document, by index; `place` finds the index of a row's column, None where nothing stands there."""

    all: list[Figure] = field(default_factory=list)
    _index: dict[Alamat, int] = field(default_factory=dict)

    def place(self, row: Fakta, kolom: str) -> int | None:
        """The index of a row's number."""
        return self._index.get(alamat_of(row, kolom))

    @property
    def total(self) -> int | None:
        """The index of the document's printed total."""
        return len(self.all) - 1 if self.all and self.all[-1].alamat.tabel == DOKUMEN else None

    def places(self, rows: Sequence[Fakta], kolom: str) -> list[int]:
        """The indexes of those rows that have a number there."""
        return [index for row in rows if (index := self.place(row, kolom)) is not None]

    def value(self, index: int) -> Decimal:
        """The number itself."""
        return self.all[index].nilai

    def add(self, figure: Figure) -> None:
        """The next number."""
        self._index[figure.alamat] = len(self.all)
        self.all.append(figure)


def figures_of(rows: DocumentRows) -> Figures:
    """Every number of every fact row that could be put right, in the order of tables and rows, and the printed total last."""
    found = Figures()
    for tabel in FAKTA:
        for row in getattr(rows, tabel):
            for figure in _of_row(tabel, row):
                found.add(figure)
    total = rows.dokumen.total_anggaran_rp
    if total is not None:
        scale = {flag for tabel in FAKTA for row in getattr(rows, tabel) for flag in row.bendera if flag in SCALE_IN_DOUBT}
        found.add(Figure(Alamat(DOKUMEN, total_row(rows), 1, TOTAL), total, None, tuple(sorted(scale))))
    return found


def _of_row(tabel: str, row: Fakta) -> Iterator[Figure]:
    for kolom in CORRECTABLE[tabel]:
        nilai = getattr(row, kolom)
        if nilai is not None:
            yield Figure(alamat_of(row, kolom), nilai, row.tabel_no, row.bendera)


def total_row(rows: DocumentRows) -> int:
    """The printed row of the document's total: a plan's own, or that of a table which prints it; 0 where it has none."""
    for cek in rows.cek:
        if cek.aturan == "total_dokumen" and rows.dokumen.total_anggaran_rp in (cek.harapan, None):
            return cek.baris
    told = (row for kind in KINDS if kind.of_document for row in getattr(rows, kind.fakta) if kind.of_document(row) is not None)
    return next((row.baris for row in told), 0)


def by_row(figures: Figures) -> dict[tuple[str, int, int], list[int]]:
    """(table, printed row, part) → its figures; the months of a plan stand in the printed row of their indicator."""
    found: dict[tuple[str, int, int], list[int]] = defaultdict(list)
    for index, figure in enumerate(figures.all):
        alamat = figure.alamat
        if alamat.tabel in ("target", "target_bulanan"):
            found["target", alamat.baris, 1].append(index)
        elif alamat.tabel in ("capaian", "efisiensi"):
            found[alamat.tabel, alamat.baris, 1].append(index)
        elif alamat.tabel != DOKUMEN:
            found[alamat.tabel, alamat.baris, alamat.bagian].append(index)
    return found
