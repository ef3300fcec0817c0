"""What the program has to know of a kind of table, in one value at the end of the kind's own file; normalize/kinds/all_kinds.py lists them.

Which table is one, the rows that it gives and where they go, what its budgets are, and what follows a correction: classification,
collecting, corrections, the scale of the amounts, the flags of the document, the list of exported tables and of tables that checks are
about are derived from it.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from msgspec import Struct

from extract.message import Message
from extract.running.tables import PrintedTable
from normalize.heads.kolom import Kolom
from normalize.kinds.target import Konteks
from normalize.offices.upt import Offices
from normalize.rows import Cek, Fakta
from normalize.tables.identitas import Identitas
from normalize.tables.isian import Tabel
from normalize.tables.konteks_tabel import Sekitar

RAPK, PK, RKT, CAPAIAN, TREN, BANDING, RENSTRA = "RAPK", "PK", "RKT", "CAPAIAN", "TREN", "BANDING", "RENSTRA"
EFISIENSI, SERAPAN, ANGGARAN, VOLUME_RO, LAIN = "EFISIENSI", "SERAPAN", "ANGGARAN", "VOLUME_RO", "LAIN"

Budgets = tuple[Decimal | None, list[Decimal]]
"""A printed total of budgets, and the budgets that it sums up."""


class Pelapor(Struct, frozen=True):
    """Whose report it is, and for when. sementara: it is an interim report."""

    upt_id: str | None
    upt_raw: str | None
    tahun: int | None
    periode: str | None
    sementara: bool = False


class Material(Struct, frozen=True):
    """What the rows of one printed table are made of. tabel: its records, None for a kind that reads the printed table itself."""

    table: PrintedTable
    tabel: Tabel | None
    jenis: str
    konteks: Konteks
    pelapor: Pelapor
    around: Sekitar
    offices: Offices

    @property
    def records(self) -> Tabel:
        """The records; only of kinds that are read as records."""
        assert self.tabel is not None
        return self.tabel


class Total(Struct, frozen=True):
    """The row of a table that prints the sum of the others: is_row tells it; aturan: the check of its pagu and of its realisasi."""

    aturan: str
    is_row: Callable[[Any], bool]


class Chart(Struct, frozen=True):
    """An order that binds each row of a table with a total to its name: keeps it, whether the rows do; the check and what it says."""

    aturan: str
    keeps: Callable[[Sequence[Any]], bool]
    lolos: Message
    tak_terbukti: Message


Named = tuple[tuple[object, ...], str]
"""What no other row of a printed table may have too, and what people call the row."""


class Kind(Struct, frozen=True):
    """fakta, baris: the fact table and the class of its rows; tabel: the kinds of printed tables that give them, all others none.

    records: the rows of one printed table, in printed order. matches: whether a table is one by its head or rows; such kinds are asked in
    their order before a table of performance is. budgets: of such a table, for the scale of the document's amounts. corrected: what
    changes with a row of which a number was put right. of_years: those of `tabel` whose rows are of several years: they tell them in their
    columns, and name others in their captions.

    Proof: identities: what the figures of one row must satisfy. total, chart: of the rows of one printed table. named: None for a row
    without a name. of_document: the document's total budget, where a row prints it. checks: those that the kind makes itself, its
    identities among them; settled: its rows behind them, as they are kept.
    """

    fakta: str
    baris: type[Fakta]
    tabel: tuple[str, ...]
    records: Callable[[Material], Iterable[Any]]
    matches: Callable[[PrintedTable, Sequence[Kolom]], bool] | None = None
    budgets: Callable[[Tabel, Konteks], Budgets] | None = None
    corrected: Callable[[Any], Any] | None = None
    of_years: frozenset[str] = frozenset()
    identities: tuple[Identitas, ...] = ()
    total: Total | None = None
    chart: Chart | None = None
    named: Callable[[Any], Named | None] | None = None
    of_document: Callable[[Any], Decimal | None] | None = None
    checks: Callable[[Sequence[Any]], Iterable[Cek]] | None = None
    settled: Callable[[Sequence[Any]], list[Any]] | None = None


def budgets_of(rows: Sequence[Any], is_total: Callable[[Any], bool]) -> Budgets:
    """Those of rows with `pagu_rp`, one of which is their printed sum."""
    known = [(is_total(row), row.pagu_rp) for row in rows if row.pagu_rp is not None]
    return next((pagu for total, pagu in known if total), None), [pagu for total, pagu in known if not total]
