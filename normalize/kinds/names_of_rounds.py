"""The indicator of each row where offices or years have rows of their own: one name stands beside all of them, wherever in its cell."""

from collections.abc import Iterator

from normalize.tables.isian import CUT, Isian, Tabel
from normalize.words.units import begins_indicator

JOINED = "nama_disambung"
Told = tuple[str | None, frozenset[str]]
"""A name, and the flags of how it was found."""


def names_of_rounds(tabel: Tabel, column: str) -> dict[int, Told]:
    """Row → its indicator. column: of the offices or years; a round of rows ends where one of them comes again. A name in the middle of its
    cell stands beside a row of the middle; of several in one round the first has to stand beside its first row."""
    told: dict[int, Told] = {}
    for part in _rounds(tabel, column):
        names = [tabel.text(tabel.isian[position], "indikator") for position in part]
        named = [n for n, name in enumerate(names) if name]
        if len(named) == 1:
            told.update((position, (names[named[0]], frozenset())) for position in part)
        elif named and named[0] == 0:
            told.update(zip(part, _downwards(tabel, [tabel.isian[position] for position in part], names), strict=True))
        else:
            above = told.get(part[0] - 1, (None, frozenset()))[0]
            told.update((position, (name or above, frozenset({CUT}))) for position, name in zip(part, names, strict=True))
    return told


def _rounds(tabel: Tabel, column: str) -> Iterator[list[int]]:
    part: list[int] = []
    seen: set[str] = set()
    for position, item in enumerate(tabel.isian):
        text = tabel.text(item, column)
        if text is None or text in seen:
            if part:
                yield part
            part, seen = [], set()
        if text is not None:
            part.append(position)
            seen.add(text)
    if part:
        yield part


def _downwards(tabel: Tabel, items: list[Isian], names: list[str | None]) -> Iterator[Told]:
    """Each name for the rows below it; one that goes on beside the next row is joined."""
    groups: list[tuple[list[str], int]] = []
    for item, name in zip(items, names, strict=True):
        if name and groups and item.nomor is None and not begins_indicator(name):
            groups[-1] = ([*groups[-1][0], name], groups[-1][1] + 1)
        elif name:
            groups.append(([name], 1))
        else:
            groups[-1] = (groups[-1][0], groups[-1][1] + 1)
    for pieces, count in groups:
        yield from [(" ".join(pieces), frozenset({JOINED} if len(pieces) > 1 else ()))] * count
