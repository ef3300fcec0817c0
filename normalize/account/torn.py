"""Numbers that a page's end tore: '40,638,37' in the last row of a page and '5' in the first of the next are one amount."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from normalize.account.fact_numbers import FactNumber, Facts
from normalize.account.printed import numbers_in
from normalize.tables.sel import ReadCell

Torn = Mapping[tuple[int, int], FactNumber]
"""baris and kolom of either piece → the fact that both together are."""


def torn_numbers(facts: Facts, tabel_no: int, rows: Sequence[Sequence[ReadCell]]) -> Torn:
    """rows: the cells of the rows of a table's body, heads left out. Pieces stand in one column of a row with facts and of the row
    below it, which has none of its own; only a number that the row's facts hold is put together."""
    sources = frozenset(facts.sumber.get(tabel_no, ()))
    found: dict[tuple[int, int], FactNumber] = {}
    for above, below in pairwise(row for row in rows if row):
        if above[0].baris not in sources or below[0].baris in sources:
            continue
        left = list(facts.angka[tabel_no, above[0].baris])
        for first, second in _pieces(above, below):
            fact = _whole(first, second, left)
            if fact is not None:
                left.remove(fact)
                found |= {(piece.baris, piece.kolom): fact for piece in (first, second)}
    return found


def _pieces(above: Sequence[ReadCell], below: Sequence[ReadCell]) -> Iterator[tuple[ReadCell, ReadCell]]:
    """Cells of one column that hold one number each."""
    behind = {cell.kolom: cell for cell in below if _is_number(cell)}
    yield from ((cell, behind[cell.kolom]) for cell in above if cell.kolom in behind and _is_number(cell))


def _is_number(cell: ReadCell) -> bool:
    text = cell.mentah or ""
    return len(numbers_in(text)) == 1 and not any(letter.isalpha() for letter in text)


def _whole(first: ReadCell, second: ReadCell, left: Sequence[FactNumber]) -> FactNumber | None:
    """The fact that is printed in two pieces; None where the first piece is a fact as it stands."""
    alone, joined = numbers_in(first.mentah or ""), numbers_in(f"{(first.mentah or '').rstrip()}{(second.mentah or '').lstrip()}")
    if len(joined) != 1 or any(fact.values & alone[0].values for fact in left):
        return None
    return next((fact for fact in left if fact.values & joined[0].values), None)
