"""How a plan lays out its year (registry/heads/tata_letak.csv): by months, by quarters, by half years. A column that is no month
stands for the month that ends its period."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import regex
from msgspec import Struct
from msgspec.structs import replace

from normalize.words.names import fold
from normalize.words.registry_rows import registry_rows

LAYOUTS = "heads/tata_letak.csv"
NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Layout(Struct, frozen=True):
    """bulan: the month that ends each column's period, left to right. sedikitnya: with fewer of them a table is no plan. pola: the
    name of a column, with its number `ke` (None: the names of the months are in bulan.csv). di_atas: what stands over columns that
    print their number only, and kolom: the name that they then get."""

    nama: str
    bulan: tuple[int, ...]
    sedikitnya: int
    pola: "regex.Pattern[str] | None"
    di_atas: "regex.Pattern[str]"
    kolom: str


@cache
def layouts() -> tuple[Layout, ...]:
    """All of them, the finest first."""
    return tuple(
        Layout(
            row["tata_letak"],
            tuple(map(int, row["bulan"].split("|"))),
            int(row["sedikitnya"]),
            regex.compile(row["pola"].replace(" ", " ?")) if row["pola"] else None,
            regex.compile(rf".*\b(?:{row['di_atas']})\b.*"),
            row["kolom"],
        )
        for row in registry_rows(LAYOUTS, "tata_letak", "bulan", "sedikitnya", "di_atas", "kolom")
    )


@cache
def monthly() -> Layout:
    """The layout by months, which all others are told in."""
    return layouts()[0]


def number_of(text: str) -> int | None:
    """'3', '(3)', '03' and, where it counts quarters or half years, 'III'."""
    plain = fold(text).strip(" ().")
    return NUMERALS.get(plain) or (int(plain) if plain.isdecimal() else None)


@cache
def period_of(text: str) -> tuple[str, int] | None:
    """Layout and month that ends the period which a column's name tells: 'TW II' → ('triwulan', 6); None for months and other texts."""
    folded = fold(text).strip(" :*")
    # Narrow columns break words: 'Triwul an III'.
    tight = folded.replace(" ", "")
    for layout in layouts():
        match = (layout.pola.fullmatch(folded) or layout.pola.fullmatch(tight)) if layout.pola else None
        place = number_of(match["ke"]) if match else None
        if place and place <= len(layout.bulan):
            return layout.nama, layout.bulan[place - 1]
    return None


def layout_of(periods: Iterable[tuple[str, int]]) -> Layout | None:
    """The layout of a head by its columns of months and periods, (layout, month): the finest of which enough is there; quarters
    between months sum these up. None for a head that is no plan's."""
    found = set(periods)
    whole = (layout for layout in layouts() if sum((layout.nama, month) in found for month in layout.bulan) >= layout.sedikitnya)
    return next(whole, None) or _of_some_months(sorted(month for nama, month in found if nama == monthly().nama))


def _of_some_months(months: Sequence[int]) -> Layout | None:
    """The layout by months of a head that has only those which end a period of the year ('Mar Jun Sep Des', 'B06 B12'); None for others:
    tables of the last months of a year tell of revisions, 'Semula' and 'Menjadi' under each indicator."""
    steps = {after - before for before, after in pairwise(months)}
    ends_periods = len(steps) == 1 and months[-1] == 12 and len(months) * steps.pop() == 12
    return replace(monthly(), bulan=tuple(months), sedikitnya=len(months)) if ends_periods else None
