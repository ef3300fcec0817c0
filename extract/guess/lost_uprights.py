"""Pieces of upright rules that are missing: a cell holds a text and a figure far apart, and the rows above and below part there."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from extract.cells import Kotak
from extract.guess.values import is_figure
from extract.guess.words_by_place import LIMITS as PLACE
from extract.page.filled_cells import FilledCells
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.words import Word

CURRENCY = ("rp", "rp.", "usd", "idr", "$", "€", "£")
"""What stands at the other end of its amount's own cell."""


def lost_uprights(cells: FilledCells) -> list[Rule]:
    """A piece through each such cell, at the edge that the cells above and below it have: both of them, or the one where the table ends on
    the other side. Cells as wide as it, which lost their piece too, are passed over."""
    boxes, held = cells.boxes, cells.held
    wide = {i: gaps for i, inside in held.items() if len(inside) > 1 and (gaps := _gaps(cells.lines(i)))}
    if not wide:
        return []
    above, below = _by_edge(boxes, 3), _by_edge(boxes, 1)
    found: list[Rule] = []
    for i, gaps in wide.items():
        edges = {*_edges(boxes[i], above, 1), *_edges(boxes[i], below, 3)}
        for low, high in gaps:
            for x in sorted(x for x in edges if low < x < high):
                if _parts(boxes[i], x, above, 1) is not False and _parts(boxes[i], x, below, 3) is not False and _is_free(x, held[i]):
                    found.append(Rule(True, x, boxes[i][1], boxes[i][3]))
                    break
    return found


def _gaps(lines: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Where a line leaves as much paper free as columns do, with a figure beside it."""
    return [
        (left.x1, right.x0)
        for line in lines
        for left, right in pairwise(line)
        if right.x0 - left.x1 > PLACE.apart * (right.bottom - right.top)
        and (is_figure(right.text) or is_figure(left.text))
        and left.text.lower() not in CURRENCY
    ]


def _by_edge(boxes: Sequence[Kotak], side: int) -> Mapping[int, list[Kotak]]:
    """The cells by their lower (3) or upper (1) edge, in whole points."""
    found: dict[int, list[Kotak]] = defaultdict(list)
    for box in boxes:
        found[round(box[side])].append(box)
    return found


def _beside(box: Kotak, others: Mapping[int, list[Kotak]], side: int) -> list[Kotak]:
    """The cells right above (side 1) or below (side 3) a cell."""
    at = round(box[side])
    return [o for n in (at - 1, at, at + 1) for o in others.get(n, ()) if o[0] < box[2] - RULING.near and o[2] > box[0] + RULING.near]


def _edges(box: Kotak, others: Mapping[int, list[Kotak]], side: int) -> set[float]:
    """Where the next cells on this side that are not as wide as this one part."""
    beside = _beside(box, others, side)
    if len(beside) == 1 and _is_as_wide(beside[0], box):
        return _edges(beside[0], others, side)
    return {x for o in beside for x in (o[0], o[2]) if box[0] + RULING.near < x < box[2] - RULING.near}


def _parts(box: Kotak, x: float, others: Mapping[int, list[Kotak]], side: int) -> bool | None:
    """True where the next cells on this side part at this place, None where there are none."""
    beside = _beside(box, others, side)
    if not beside:
        return None
    if len(beside) == 1 and _is_as_wide(beside[0], box):
        return _parts(beside[0], x, others, side)
    return any(abs(edge - x) < RULING.near for o in beside for edge in (o[0], o[2]))


def _is_as_wide(one: Kotak, other: Kotak) -> bool:
    return abs(one[0] - other[0]) < RULING.near and abs(one[2] - other[2]) < RULING.near


def _is_free(x: float, words: Sequence[Word]) -> bool:
    return not any(word.x0 < x - RULING.over and word.x1 > x + RULING.over for word in words)
