"""The numbers of a document's facts, each where it stands, with the least by which its cell could print another one."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol

from normalize.decisions.koreksi_tinjauan import CORRECTABLE, DOKUMEN, TOTAL, Alamat
from normalize.proof.scale import DOUBTED, INFERRED, MILLIONS
from normalize.rows import FAKTA, Asal, DocumentRows, TargetBulanan
from normalize.tables.identitas import decimals

RUPIAH = Decimal(1)
SCALE_IN_DOUBT = frozenset({INFERRED, DOUBTED, MILLIONS})
"""Flags of rows whose rupiah may all be wrong by one factor, at which every sum still closes."""


class Baris(Protocol):
    """A fact row, as far as it is needed here."""

    baris: int
    bendera: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(slots=True)
class Figures:
    """All numbers of one document, by index; `place` finds the index of a row's column, None where nothing stands there."""

    all: list[Figure] = field(default_factory=list)
    _place: dict[tuple[int, str], int] = field(default_factory=dict)
    bagian: dict[int, int] = field(default_factory=dict)

    def place(self, row: object, kolom: str) -> int | None:
        """row: one of the rows that the figures were made of."""
        return self._place.get((id(row), kolom))

    def places(self, rows: Sequence[object], kolom: str) -> list[int]:
        """The indexes of those rows that have a number there."""
        return [index for row in rows if (index := self.place(row, kolom)) is not None]

    def value(self, index: int) -> Decimal:
        """The number itself."""
        return self.all[index].nilai

    def add(self, row: object, figure: Figure) -> None:
        """The next number, of this row."""
        self._place[id(row), figure.alamat.kolom] = len(self.all)
        self.all.append(figure)


def figures_of(rows: DocumentRows) -> Figures:
    """Every number of every fact row that could be put right, in the order of tables and rows, and the printed total last."""
    found = Figures()
    for tabel in FAKTA:
        bagian: Counter[int] = Counter()
        for row in getattr(rows, tabel):
            bagian[row.baris] += 1
            part = row.bulan if isinstance(row, TargetBulanan) else bagian[row.baris]
            found.bagian[id(row)] = part
            for figure in _of_row(tabel, row, part):
                found.add(row, figure)
    total = rows.dokumen.total_anggaran_rp
    if total is not None:
        scale = {flag for row in (*rows.target, *rows.serapan, *rows.anggaran_program) for flag in row.bendera if flag in SCALE_IN_DOUBT}
        found.add(rows.dokumen, Figure(Alamat(DOKUMEN, total_row(rows), 1, TOTAL), total, None, tuple(sorted(scale))))
    return found


def _of_row(tabel: str, row: Asal, bagian: int) -> Iterator[Figure]:
    for kolom in CORRECTABLE[tabel]:
        nilai = getattr(row, kolom)
        if nilai is not None:
            yield Figure(Alamat(tabel, row.baris, bagian, kolom), nilai, row.tabel_no, row.bendera)


def total_row(rows: DocumentRows) -> int:
    """The printed row of the document's total: a plan's own, or that of the spending of all kinds; 0 where it has none."""
    for cek in rows.cek:
        if cek.aturan == "total_dokumen" and rows.dokumen.total_anggaran_rp in (cek.harapan, None):
            return cek.baris
    return next((row.baris for row in rows.serapan if row.jenis_belanja == "TOTAL" and row.pagu_rp is not None), 0)


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
