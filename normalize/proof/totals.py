"""What the tables of a document sum up to, before anything is known about their unit."""

from collections.abc import Callable, Iterable
from decimal import Decimal

from msgspec import Struct

from normalize.kinds.all_kinds import KINDS
from normalize.kinds.interpret import Tafsir
from normalize.kinds.kind import Budgets
from normalize.kinds.target import Konteks
from normalize.plan.rapk import budgets

KonteksOf = Callable[[Tafsir], Konteks]
THOUSAND = 1000


class Jumlah(Struct, frozen=True):
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


def _budgets(item: Tafsir, konteks_of: KonteksOf) -> Budgets:
    if item.rapk is not None:
        return item.rapk.total, [amount for amount in budgets(item.rapk.indikator) if amount is not None]
    of_kind = next((kind.budgets for kind in KINDS if item.jenis in kind.tabel and kind.budgets), None)
    return of_kind(item.tabel, konteks_of(item)) if of_kind and item.tabel is not None else (None, [])
