"""Budgets of indicators that a report prints in several tables: those of its plans, and the pagu of EFISIENSI.

Where nearly all are equal the tables print one list, and one that differs is a misprint. Where several differ the budget was revised
between the two, which is no error, and nothing is said.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec import Struct, field

from normalize.rows import Efisiensi, Target

LEAST = 3
"""Indicators: so many equal budgets are no chance."""
MOST_ODD = 2
"""Budgets that differ: two, where two stand in each other's place."""
PLANNED, PAGU = "anggaran_rp", "pagu_rp"
Row = Target | Efisiensi


class Budgets(Struct):
    """The budgets of one printed table by the name of their indicator. kolom: of its rows."""

    kolom: str
    rows: dict[Hashable, tuple[Row, Decimal]] = field(default_factory=dict)


def same_budgets(
    target: Sequence[Target], efisiensi: Sequence[Efisiensi], name: Callable[[Row], Hashable]
) -> Iterator[list[tuple[Row, str, Decimal]]]:
    """One group for each indicator whose budget stands in several tables of one list: row, column, value."""
    offices: dict[Hashable, dict[Hashable, Budgets]] = defaultdict(dict)
    for kolom, rows in ((PLANNED, target), (PAGU, efisiensi)):
        for row in rows:
            value = getattr(row, kolom)
            if value is not None and "baris_total" not in row.bendera:
                tables = offices[row.upt_id, row.tahun]
                tables.setdefault((row.tabel_no, row.versi), Budgets(kolom)).rows.setdefault(name(row), (row, value))
    for tables in offices.values():
        for one in _lists(list(tables.values())):
            yield from _groups(one)


def _lists(tables: Sequence[Budgets]) -> Iterable[list[Budgets]]:
    """The tables that print one list, together."""
    lists = [[table] for table in tables]
    for a, b in combinations(tables, 2):
        here, there = (next(item for item in lists if any(one is table for one in item)) for table in (a, b))
        if here is not there and _one_list(a, b):
            here.extend(there)
            lists = [item for item in lists if item is not there]
    return (item for item in lists if len(item) > 1)


def _one_list(a: Budgets, b: Budgets) -> bool:
    common = a.rows.keys() & b.rows.keys()
    odd = sum(a.rows[key][1] != b.rows[key][1] for key in common)
    return len(common) - odd >= LEAST and odd <= MOST_ODD


def _groups(tables: Sequence[Budgets]) -> Iterator[list[tuple[Row, str, Decimal]]]:
    for key in dict.fromkeys(key for table in tables for key in table.rows):
        places = [(*table.rows[key], table.kolom) for table in tables if key in table.rows]
        if len(places) > 1:
            yield [(row, kolom, value) for row, value, kolom in places]
