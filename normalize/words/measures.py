"""Target cells (percent, index, score, count) → Decimal."""

from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

import regex
from msgspec import Struct

from normalize.words.numbers import (
    NOTE_BEHIND,
    PARTED_BY_BLANKS,
    SIGN,
    NumberStyle,
    bare_number,
    candidates,
    column_style,
    is_nothing,
    may_end_in_note,
    may_go_on,
    read_measure,
)

LIMIT = {"persen": Decimal(100), "indeks": Decimal(100), "nilai": Decimal(100)}
"""No target of these units lies above, and none below 0; counts have no limit."""

LARGEST = Decimal(10) ** 12
"""A greater number in a target's cell is cells run together, not a target."""

MONEY = Decimal(10) ** 6
# '85 dokumen' '12 desa/kelurahan' '92,5 persen': what is counted; not '2 juta', which makes the number another one.
WITH_UNIT = regex.compile(r"(?P<angka>\d[\d.,]*)\s+(?!ribu|juta|mil[iy]ar|triliun)\p{L}{3,}(?:[ /]\p{L}{2,})?", regex.IGNORECASE)
# '415.446.000, 00' → '415.446.000,00'
BLANK_IN_NUMBER = regex.compile(r"(?<=[\d.,])\s+(?=[\d.,])")


class Measure(Struct, frozen=True):
    """A target cell: text as printed, value (None for nothing or unreadable), flags."""

    teks: str
    value: Decimal | None
    bendera: frozenset[str] = frozenset()


def below_zero(values: Iterable[Decimal | None]) -> set[str]:
    """The flag of a row that holds a negative value where none makes sense: brackets may be printed for something else than minus."""
    return {"nilai_janggal"} if any(value is not None and value < 0 for value in values) else set()


def as_money(values: Iterable[Decimal | None]) -> set[str]:
    """The flag of a row that holds money in the place of a target or of what was reached: another table's row may stand below."""
    return {"nilai_janggal"} if any(value is not None and value >= MONEY for value in values) else set()


def as_fractions(measures: Iterable[Measure], satuan: str | None) -> set[str]:
    """The flag of a row whose percentages may be printed as fractions, as a spreadsheet's '0,9425' for 94.25 %: none of them is above
    1, and none says '%'."""
    printed = [measure for measure in measures if measure.value]
    small = all(measure.value is not None and 0 < measure.value <= 1 and "%" not in measure.teks for measure in printed)
    parted = any(measure.value is not None and measure.value % 1 for measure in printed)
    return {"persen_pecahan"} if satuan == "persen" and small and parted else set()


def measure_style(texts: Iterable[str]) -> NumberStyle | None:
    """The style of the table's target cells."""
    return column_style(texts)


@lru_cache(maxsize=4096)
def read_measure_cell(text: str, style: NumberStyle | None, satuan: str | None) -> Measure:
    """The cell's value; a reading beyond its unit's limits yields to the other one, and is flagged when there is no other.

    Kept, as other readings of a cell: a plan prints the same figure month after month, and is read for its totals first.
    """
    if is_nothing(text):
        return Measure(text, None)
    if PARTED_BY_BLANKS.fullmatch(text.strip()):
        return Measure(text, None, frozenset({"angka_tidak_terbaca"}))  # no target is so great: several stand in one cell
    counted = WITH_UNIT.fullmatch(text.strip()) or NOTE_BEHIND.fullmatch(text.strip())
    if counted:
        read = read_measure_cell(counted["angka"], style, satuan)
        return Measure(text, read.value, read.bendera | {"angka_dibersihkan"})
    if bare_number(text) is not None:
        # A narrow cell breaks '85.83' into '85.8' and '3': printed is the number, not the break.
        text = BLANK_IN_NUMBER.sub("", text)
    readings = tuple(reading for reading in read_measure(text, style) if abs(reading.value) < LARGEST)
    if not readings:
        return Measure(text, None, frozenset({"angka_tidak_terbaca"}))
    limit = LIMIT.get(satuan or "")
    fitting = [reading for reading in readings if limit is None or 0 <= reading.value <= limit]
    flags = set()
    chosen = (fitting or readings)[0]
    if not fitting:
        flags.add("nilai_janggal")
    if (len({reading.value for reading in fitting or readings}) > 1 and style is None) or may_end_in_note(text) or may_go_on(text):
        flags.add("angka_ambigu")
    if chosen is not readings[0]:
        flags.add("angka_diperbaiki")
    if len(candidates(text)) == 1 and not _plain(text):
        flags.add("angka_dibersihkan")
    return Measure(text, chosen.value, frozenset(flags))


def _plain(text: str) -> bool:
    """True where the cell is the number and nothing else ('50,00*' and '58 sekolah (100%)' are not)."""
    bare = bare_number(text)
    return bare is not None and bare == SIGN.sub("-", text.replace(" ", "").rstrip("%"))
