"""Columns that end where a table goes on with level rules only: those of its head hold for the rows below."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from extract.guess.words_by_place import Page, crossed, is_row
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule


class CarriedLimits(Struct, frozen=True):
    """In points where nothing else is said.

    row: no row of a table without upright rules is taller. head: the head of a table is no taller. wide: a level rule below runs over so
    much of the table. crossed: where words run over more of the columns than this, the table has ended.
    """

    row: float = 150.0
    head: float = 60.0
    wide: float = 0.3
    crossed: float = 0.3


LIMITS = CarriedLimits()


def carried_columns(rules: Sequence[Rule], page: Page, before: Sequence[float] = ()) -> list[Rule]:
    """Columns that end where a table goes on with level rules only: those of its head hold for the rows below.

    Four or more upright rules that end at one height, below them level rules inside their width, and words that stand between
    the columns. A row in which a word runs over a column goes without it; where words run over many, the table has ended.
    before: the columns of the table with which the page before ended; they hold for a table of the same width that begins this page.
    """
    upright = [r for r in rules if r.vertical]
    level = sorted((r for r in rules if not r.vertical), key=lambda r: r.at)
    ends: dict[int, list[Rule]] = defaultdict(list)
    for rule in upright:
        ends[round(rule.end / RULING.end_snap)].append(rule)
    added: list[Rule] = []
    if len(before) >= RULING.columns and level:
        first = next((r for r in level if abs(r.start - before[0]) <= RULING.end_snap and abs(r.end - before[-1]) <= RULING.end_snap), None)
        if first:
            added.extend(_carried([Rule(True, x, first.at - RULING.short, first.at) for x in before], level, upright, page))
    for key in sorted(ends):
        group = [r for k in (key, key + 1) for r in ends.get(k, ())]
        if len(group) >= RULING.columns:
            added.extend(_carried(group, level, upright, page))
    return added


def _is_head(group: Sequence[Rule], upright: Sequence[Rule]) -> bool:
    """True where columns as low as a head's end that do not go on above: between two rows over the whole width stand few rows, too."""
    start = min(r.start for r in group)
    above = [r for r in group if any(abs(r.at - o.at) <= RULING.end_snap and start - LIMITS.head < o.end < r.start for o in upright)]
    return max(r.end for r in group) - start <= LIMITS.head and 2 * len(above) <= len(group)


def _carried(group: Sequence[Rule], level: Sequence[Rule], upright: Sequence[Rule], page: Page) -> list[Rule]:
    left, right = min(r.at for r in group), max(r.at for r in group)
    top = max(r.end for r in group)
    closing = [
        r for r in level if abs(r.at - top) <= RULING.end_snap and r.start <= left + RULING.end_snap and r.end >= right - RULING.end_snap
    ]
    left, right = min([left, *(r.start for r in closing)]), max([right, *(r.end for r in closing)])
    columns = sorted({round(x, 2) for x in (*(r.at for r in group), left, right)})
    head = _is_head(group, upright)
    added: list[Rule] = []
    while True:
        inside = (
            r
            for r in level
            if top + RULING.row < r.at <= top + LIMITS.row and r.start >= left - RULING.end_snap and r.end <= right + RULING.end_snap
        )
        below = next((r for r in inside if r.end - r.start > LIMITS.wide * (right - left) or abs(r.end - right) <= RULING.end_snap), None)
        if below is None:
            return added
        if any(
            left + RULING.end_snap < r.at < right - RULING.end_snap and r.start < below.at - RULING.row and r.end > top + RULING.row
            for r in upright
        ):
            return added
        words = page.between(top, below.at, left, right)
        # Right below a head what is left of a cut row may be one cell; between two tables it is a caption.
        begins = any(
            left + RULING.end_snap < r.at < right - RULING.end_snap and abs(r.start - below.at) <= RULING.end_snap for r in upright
        )
        if not len(words) or ((added or begins or not head) and not is_row(words)):
            return added
        inner = columns[1:-1]
        over = [x for x in inner if crossed(words, x)]
        filled = {int(np.searchsorted(columns, x)) for x in ((words[:, 0] + words[:, 2]) / 2).tolist()}
        if len(over) > (LIMITS.crossed * len(inner) if len(filled) > 1 else 0):
            return added
        added.extend(Rule(True, x, top, below.at) for x in columns if x not in over)
        top = below.at
