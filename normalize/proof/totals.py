"""What the tables of a document sum up to, before anything is known about their unit."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from normalize.kinds.anggaran_program import TOTAL, anggaran_rows, first_levels
from normalize.kinds.classify import ANGGARAN, EFISIENSI, SERAPAN
from normalize.kinds.efisiensi import efisiensi_rows
from normalize.kinds.interpret import Tafsir
from normalize.kinds.serapan import serapan_rows
from normalize.kinds.target import Konteks
from normalize.plan.rapk import budgets
from normalize.rows import AnggaranProgram, Efisiensi, Serapan

KonteksOf = Callable[[Tafsir], Konteks]
THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Jumlah:
    """A yearly budget in printed units. bulat: it and all budgets it is made of are whole thousands, as budgets in rupiah are (DIPA and
    RKA-KL allot thousands); budgets printed in thousands are not."""

    total: Decimal
    bulat: bool


def printed_totals(read: Iterable[Tafsir], konteks_of: KonteksOf) -> list[Jumlah]:
    """The yearly budget by each table that tells it. konteks_of: the context of a table whose unit is a rupiah."""
    found = []
    for item in read:
        total, parts = _budgets(item, konteks_of)
        total = sum(parts, Decimal(0)) if total is None else total
        if total:
            found.append(Jumlah(total, all(amount % THOUSAND == 0 for amount in (total, *parts))))
    return found


def _budgets(item: Tafsir, konteks_of: KonteksOf) -> tuple[Decimal | None, list[Decimal]]:
    """The printed total, and the budgets that it sums up."""
    if item.rapk is not None:
        return item.rapk.total, [amount for amount in budgets(item.rapk.indikator) if amount is not None]
    if item.tabel is not None and item.jenis == ANGGARAN:
        return _of_budget_tree(anggaran_rows(item.tabel, konteks_of(item), None))
    rows: Sequence[Serapan | Efisiensi] = ()
    if item.tabel is not None and item.jenis == SERAPAN:
        rows = serapan_rows(item.tabel, konteks_of(item), None)
    elif item.tabel is not None and item.jenis == EFISIENSI:
        rows = efisiensi_rows(item.tabel, konteks_of(item), None)
    known = [(_is_total(row), row.pagu_rp) for row in rows if row.pagu_rp is not None]
    return next((pagu for total, pagu in known if total), None), [pagu for total, pagu in known if not total]


def _of_budget_tree(rows: Sequence[AnggaranProgram]) -> tuple[Decimal | None, list[Decimal]]:
    total = next((row.pagu_rp for row in rows if TOTAL in row.bendera), None)
    return total, [row.pagu_rp for first in first_levels(rows) for row in first if row.pagu_rp is not None]


def _is_total(row: Serapan | Efisiensi) -> bool:
    return row.jenis_belanja == "TOTAL" if isinstance(row, Serapan) else "baris_total" in row.bendera
