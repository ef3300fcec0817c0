"""Plans with a column SASARAN whose NO counts the rows: a number without a sasaran beside it is the indicator's."""

from collections.abc import Sequence

from normalize.plan.rapk_parts import Blok, Sasaran
from normalize.tables.row_numbers import begun, counts_on, goes_on
from normalize.words.names import split_prefix


def name_groups(bloks: Sequence[Blok]) -> None:
    """Gives the indicators of a PDF's plan that are numbered within their sasaran its name, wherever in the merged cell it stands: each
    run of them from 1 on has one."""
    present = [blok for blok in bloks if blok.ada]
    numbers = [split_prefix(blok.nama.raw)[0] for blok in present]
    if not present or any(blok.tempat.line is not None for blok in present):
        return
    groups: list[list[Blok]] = []
    for blok, number, before in zip(present, numbers, [None, *numbers], strict=False):
        if number == 1:
            groups.append([])
        elif number is None or before is None or number != before + 1:
            return
        groups[-1].append(blok)
    starts = dict(zip(map(id, present), begun([blok.sasaran for blok in present]), strict=True))
    named = [[blok.sasaran for blok in group if starts[id(blok)] and blok.sasaran and blok.sasaran.teks.pieces] for group in groups]
    if any(len(names) != 1 for names in named):
        return
    for group, (sasaran,) in zip(groups, named, strict=True):
        for blok in group:
            blok.no_kolom = blok.no_kolom if blok.sasaran is sasaran or blok.sasaran is None else blok.sasaran.no_kolom or blok.no_kolom
            blok.sasaran = sasaran


def number_bloks(bloks: Sequence[Blok]) -> None:
    """Gives the indicators of a RAPK their numbers and the sasaran above them back, where NO counts rows.

    A number in front of a name counts within its sasaran: NO counts rows beside it only where no row without a sasaran begins at 1."""
    present = [blok for blok in bloks if blok.ada]
    if any(blok.no_samping is not None for blok in present):
        return
    starts = begun([blok.sasaran for blok in present])
    numbers = [
        blok.no_kolom or (blok.sasaran.no_kolom if first and blok.sasaran else None) for blok, first in zip(present, starts, strict=True)
    ]
    named = [first and blok.sasaran is not None and bool(blok.sasaran.teks.pieces) for blok, first in zip(present, starts, strict=True)]
    first_of_sasaran = any(split_prefix(blok.nama.raw)[0] == 1 for blok, named_here in zip(present, named, strict=True) if not named_here)
    if not counts_on(numbers) or all(named) or first_of_sasaran:
        return
    current: Sasaran | None = None
    for blok, number, named_here in zip(present, numbers, named, strict=True):
        if named_here and blok.sasaran is not None and not (current and goes_on(current.teks, blok.sasaran.teks)):
            current = blok.sasaran
            current.no = current.no if current.no != current.no_kolom else None
        blok.no_kolom, blok.sasaran = number, current
