"""Plans with a column SASARAN whose NO counts the rows: a number without a sasaran beside it is the indicator's."""

from collections.abc import Sequence

from normalize.plan.rapk_parts import Blok, Sasaran
from normalize.tables.row_numbers import begun, counts_on, goes_on
from normalize.words.names import split_prefix


def number_bloks(bloks: Sequence[Blok]) -> None:
    """Gives the indicators of a RAPK their numbers and the sasaran above them back, where NO counts rows."""
    present = [blok for blok in bloks if blok.ada]
    if any(blok.no_samping is not None or split_prefix(blok.nama.raw)[0] is not None for blok in present):
        return
    starts = begun([blok.sasaran for blok in present])
    numbers = [
        blok.no_kolom or (blok.sasaran.no_kolom if first and blok.sasaran else None) for blok, first in zip(present, starts, strict=True)
    ]
    named = [first and blok.sasaran is not None and bool(blok.sasaran.teks.pieces) for blok, first in zip(present, starts, strict=True)]
    if not counts_on(numbers) or all(named):
        return
    current: Sasaran | None = None
    for blok, number, named_here in zip(present, numbers, named, strict=True):
        if named_here and blok.sasaran is not None and not (current and goes_on(current.teks, blok.sasaran.teks)):
            current = blok.sasaran
            current.no = current.no if current.no != current.no_kolom else None
        blok.no_kolom, blok.sasaran = number, current
