"""Changes of what a sample's PDF is typeset from: rows really go, come twice or move, and what follows them moves up or down."""

import random
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.kekuatan.changes import BARIS_GANDA, BARIS_HILANG, BARIS_PINDAH, NAMA_PUTAR, NAMA_TUKAR, Change

SAMPLES = Path(__file__).parents[2] / "samples"
RO_ROWS = 0.5
"""How often a RO line is changed instead of an indicator, where the sample prints RO lines."""

Groups = list[list[Any]]
"""The indicators of each sasaran, as samples/truth.py reads them."""


class SampleChanges:
    """Makes the changes of rows of one typeset plan."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._typeset = _typesetter()
        self._truth = self._typeset.read_truth(name)

    def make(self, jenis: str, chance: random.Random) -> Change | None:
        groups = [list(group) for group in self._truth.groups]
        ro = any(indicator.ro for group in groups for indicator in group) and chance.random() < RO_ROWS
        if jenis in (NAMA_TUKAR, NAMA_PUTAR):
            told, tabel = _rename(groups, chance, jenis == NAMA_PUTAR), "target"
        else:
            told, tabel = (_change_ro if ro else _change_indicator)(groups, jenis, chance), "kontribusi_ro" if ro else "target"
        truth = replace(self._truth, groups=tuple(tuple(group) for group in groups if group))
        return Change(jenis, f"{self._name}.pdf", self._printed(truth), told, tabel)

    def _printed(self, truth: Any) -> bytes:
        typesetter: Any = self._typeset
        read = typesetter.read_truth
        with tempfile.TemporaryDirectory() as folder:
            try:
                typesetter.read_truth = lambda _: truth
                typesetter.typeset(self._name, typesetter.LAYOUTS[self._name], Path(folder))
            finally:
                typesetter.read_truth = read
            return (Path(folder) / f"{self._name}.pdf").read_bytes()


def typeset_samples() -> list[str]:
    """The samples that SampleChanges can typeset."""
    return sorted(_typesetter().LAYOUTS)


def _typesetter() -> ModuleType:
    """samples/typeset.py, whose modules find each other beside it."""
    if str(SAMPLES) not in sys.path:
        sys.path.append(str(SAMPLES))
    return import_module("typeset")


def _change_indicator(groups: Groups, jenis: str, chance: random.Random) -> str:
    """An indicator with its RO lines."""
    group = chance.choice(groups)
    number = chance.randrange(len(group))
    indicator = group[number]
    if jenis == BARIS_GANDA:
        group.insert(number, indicator)
    else:
        del group[number]
    if jenis == BARIS_PINDAH:
        other = chance.choice(groups)
        other.insert(chance.randrange(len(other) + 1), indicator)
    return f"indicator {indicator.key}"


def _change_ro(groups: Groups, jenis: str, chance: random.Random) -> str:
    """One RO line; moved, it stands under another indicator."""
    spots = [(group, n) for group in groups for n, indicator in enumerate(group) if len(indicator.ro) > 1 or jenis == BARIS_GANDA]
    if not spots:
        return _change_indicator(groups, jenis, chance)
    group, number = chance.choice(spots)
    indicator = group[number]
    line = chance.randrange(len(indicator.ro))
    ro = list(indicator.ro)
    moved = ro[line]
    if jenis == BARIS_GANDA:
        ro.insert(line, moved)
    else:
        del ro[line]
    group[number] = replace(indicator, ro=tuple(ro))
    if jenis == BARIS_PINDAH:
        others = [(other, n) for other in groups for n, one in enumerate(other) if other is not group or n != number]
        if others:
            taker, n = chance.choice(others)
            taker[n] = replace(taker[n], ro=(*taker[n].ro, moved))
    return f"RO line {line + 1} of {indicator.key}"


def _rename(groups: Groups, chance: random.Random, everyone: bool) -> str:
    """Names change places, numbers stay: two of them, or each takes the next one's."""
    spots = [(group, number) for group in groups for number in range(len(group))]
    chosen = spots if everyone else chance.sample(spots, 2)
    names = [group[number].row["indikator_raw"] for group, number in chosen]
    for (group, number), name in zip(chosen, names[1:] + names[:1], strict=True):
        group[number] = replace(group[number], row=group[number].row | {"indikator_raw": name})
    return f"{len(chosen)} names"


ROW_CHANGES: tuple[str, ...] = (BARIS_HILANG, BARIS_GANDA, BARIS_PINDAH, NAMA_TUKAR, NAMA_PUTAR)
Maker = Callable[[str, random.Random], Change | None]
