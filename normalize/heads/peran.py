"""What stands in a column, by its role (registry/heads/peran.csv): what names or numbers the row, or other words. A role that is not
named there holds figures."""

from functools import cache

from normalize.words.registry_rows import registry_rows

ROLES = "heads/peran.csv"
NOMOR, NAMA, MASA, KATA = "nomor", "nama", "masa", "kata"
"""A running number or code, a name of the row, its time, other words."""


@cache
def _holding(*kinds: str) -> tuple[str, ...]:
    return tuple(row["peran"] for row in registry_rows(ROLES, "peran", "isi", "berdampingan", "arti") if row["isi"] in kinds)


@cache
def text_columns() -> frozenset[str]:
    """The columns whose cells are no values."""
    return frozenset(_holding(NOMOR, NAMA, MASA, KATA))


@cache
def lead_columns() -> frozenset[str]:
    """Those that say what a row is about, before its values."""
    return frozenset(_holding(NOMOR, NAMA, MASA))


@cache
def word_columns() -> frozenset[str]:
    """Those of other words, among the values or behind them."""
    return frozenset(_holding(KATA))


@cache
def name_columns() -> tuple[str, ...]:
    """Those that name the row, the nearest name first: the last text before the values is the first of these that the head has."""
    return _holding(NAMA, MASA)


@cache
def names_alone() -> frozenset[str]:
    """Those whose text is letters; a row by its time may begin with a number."""
    return frozenset(_holding(NAMA))


@cache
def names_beside() -> frozenset[str]:
    """Those of which several stand in one row: office, sasaran, and indicator."""
    rows = registry_rows(ROLES, "peran", "berdampingan")
    return frozenset(row["peran"] for row in rows if row["berdampingan"] == "ya")
