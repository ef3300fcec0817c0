"""Tables with a column SASARAN whose NO counts the rows and not the sasaran: a number without a sasaran beside it is the indicator's.

The numbers themselves tell it: they go on from row to row, over the sasaran too.
"""

from collections.abc import Sequence
from itertools import pairwise

from normalize.tables.bands import is_summary
from normalize.tables.isian import Isian
from normalize.tables.teks import Teks
from normalize.words.names import letters

LEAST = 3
"""Rows: two may count on by chance."""


def number_records(records: Sequence[Isian]) -> None:
    """The same for the records of a report's table."""
    rows = [row for row in records if row.nomor is not None or not is_summary(_first_text(row))]
    numbers = [row.nomor if row.nomor is not None else row.no_kolom for row in rows]
    if not counts_on(numbers) or all(row.sasaran is not None for row in rows):
        return
    starts = begun([row.sasaran for row in rows])
    no: int | None = None
    current: Teks | None = None
    for row, number, first in zip(rows, numbers, starts, strict=True):
        if first and row.sasaran is not None and not (current and goes_on(current, row.sasaran)):
            # with a number of its own beside the name the row leaves NO to the sasaran, and so does a sasaran with a code
            no = row.no_sasaran if row.nomor is not None or row.no_sasaran != row.no_kolom else None
            current = row.sasaran
        row.nomor, row.no_sasaran, row.sasaran = number, no, current


def goes_on(before: Teks, text: Teks) -> bool:
    """Takes the rest of a text behind a page's end; True for the same text printed again too."""
    if letters(text.raw) == letters(before.raw):
        return True
    rest = bool(before.bagian and text.bagian) and text.bagian[0] > before.bagian[-1] and text.raw[:1].islower()
    if rest:
        before.add(text.pieces, text.bagian[0])
    return rest


def counts_on(numbers: Sequence[int | None]) -> bool:
    """True for 1, 2, 3 … without a gap, over at least so many rows."""
    return len(numbers) >= LEAST and list(numbers) == list(range(1, len(numbers) + 1))


def mostly_counts(numbers: Sequence[int | None]) -> bool:
    """True where half of the numbers go on from the one before, by one or begun again: rows may be missing. One alone may count."""
    steps = [after is not None and after in (before, (before or 0) + 1, 1) for before, after in pairwise(numbers)]
    return sum(steps) * 2 >= len(steps)


def begun(goals: Sequence[object]) -> list[bool]:
    """For each row whether its sasaran is another than that of the row before."""
    return [position == 0 or goal is not goals[position - 1] for position, goal in enumerate(goals)]


def _first_text(row: Isian) -> str:
    return next((teks.raw for _, teks in sorted(row.teks.items())), "")
