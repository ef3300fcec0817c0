"""Text that is in the file and that nobody sees: under what was painted later, on a layer that is off, in the colour of its ground.

Whatever hides a text, the page looks the same without it. So each text in question is taken out once and the page drawn again.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from extract.cells import Kotak
from extract.page.frame import Frame
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.pdfium_calls import Handle
from extract.pdf.picture import CONTRAST, Picture, picture_of

OVERLAP, CLOSE = 0.3, 1.0
"""Texts that share so much of the smaller one's width and so many points lie over one another; those that are set closely share less."""
UNDER, PART = 0.3, 3.0
"""A text is in question where so much of its width, or so many points, lie under what was painted later."""
SHOWN = 0.5
"""A text is there for a reader where so much of its height is: less is the edge of a row that was folded away."""
_MOST_ROUNDS = 6
"""So many texts over one another are told apart."""
_LINE = 4.0
"""Texts of one line have their middles in one strip of so many points."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Painted(Struct):
    """The page's texts by address, each with its place in the order of painting and its box (n × 4), and what may cover them, in the
    frame of reading.

    faint: texts in a light colour. kept: texts that count whether or not they are seen.
    """

    items: list[int] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    boxes: Floats = field(default_factory=lambda: np.empty((0, 4)))
    covers: list[tuple[int, Kotak]] = field(default_factory=list)
    faint: set[int] = field(default_factory=set)
    kept: set[int] = field(default_factory=set)


class Unseen(Struct):
    """whole: text objects without which the page looks the same, by address, each with its box. parts: of others, that are covered in
    part, where they show nothing."""

    whole: dict[int, Kotak] = field(default_factory=dict)
    parts: dict[int, list[Kotak]] = field(default_factory=dict)


def unseen_texts(page: Handle, frame: Frame, painted: Painted) -> Unseen:
    """What nobody sees of the texts of the loaded page (its handle). Whole ones are left out of the page (inactive): PDFium drops the
    second of two equal letters at one place, also where nobody sees the first."""
    found = Unseen()
    if not painted.items:
        return found
    boxes, orders = painted.boxes, np.array(painted.orders)
    question = _covered(boxes, orders, painted.covers) | _overlapping(boxes)
    if painted.faint:
        question |= np.array([item in painted.faint for item in painted.items])
    if painted.kept:
        question &= np.array([item not in painted.kept for item in painted.items])
    question &= (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
    chosen = np.flatnonzero(question)
    if not len(chosen):
        return found
    around = _kotak(np.concatenate((boxes[chosen, :2].min(axis=0), boxes[chosen, 2:].max(axis=0))))
    before = picture_of(page, frame, around)
    if before is None:
        return found
    ranks = _ranks(boxes[chosen])
    for rank in range(min(int(ranks.max()) + 1, _MOST_ROUNDS)):
        texts = [(k, painted.items[k], _kotak(boxes[k])) for k in chosen[ranks == rank].tolist()]
        pdfium.leave_out(item for _, item, _ in texts)
        after = picture_of(page, frame, around)
        if after is None:
            pdfium.put_back(item for _, item, _ in texts)
            continue
        changed = _Changed(before, after)
        halves = changed.over_half_of([box for _, _, box in texts])
        shown = {item: _under(box, orders[k], painted.covers) for (k, item, box), half in zip(texts, halves, strict=True) if half}
        pdfium.put_back(shown)
        found.whole |= {item: box for _, item, box in texts if item not in shown}
        parts = [(item, part) for item, under in shown.items() for part in under]
        for (item, part), anything in zip(parts, changed.within([part for _, part in parts]), strict=True):
            if not anything:
                found.parts.setdefault(item, []).append(part)
    return found


def _under(box: Kotak, order: int, covers: Sequence[tuple[int, Kotak]]) -> list[Kotak]:
    """The parts of a text's box, as high as it is, that lie under what was painted later."""
    x0, top, x1, bottom = box
    middle = (top + bottom) / 2
    over = [(max(x0, left), min(x1, right)) for painted, (left, up, right, low) in covers if painted > order and up <= middle <= low]
    return [(left, top, right, bottom) for left, right in over if right - left > CLOSE]


def _kotak(box: Floats) -> Kotak:
    x0, top, x1, bottom = box.tolist()
    return x0, top, x1, bottom


class _Changed:
    """Where two pictures of a page differ."""

    def __init__(self, before: Picture, after: Picture) -> None:
        self._differ = Picture(np.maximum(before.greys, after.greys) - np.minimum(before.greys, after.greys), before.scale)

    def over_half_of(self, boxes: Sequence[Kotak]) -> list[bool]:
        """For each box whether they differ over half its height."""
        return [
            bool(np.count_nonzero(part.max(axis=1, initial=0) > CONTRAST) >= SHOWN * (box[3] - box[1]) * self._differ.scale)
            for box, part in zip(boxes, self._differ.parts(boxes), strict=True)
        ]

    def within(self, boxes: Sequence[Kotak]) -> list[bool]:
        """For each box whether they differ anywhere in it."""
        return [bool(part.max(initial=0) > CONTRAST) for part in self._differ.parts(boxes)]


def _covered(boxes: Floats, orders: Ints, covers: Sequence[tuple[int, Kotak]]) -> Bools:
    """Texts over which something was painted later."""
    found = np.zeros(len(boxes), bool)
    by_height = np.argsort((boxes[:, 1] + boxes[:, 3]) / 2, kind="stable")
    x0, top, x1, bottom = boxes[by_height].T
    heights, before = (top + bottom) / 2, orders[by_height]
    enough = np.minimum(UNDER * (x1 - x0), PART)
    painted = np.array([order for order, _ in covers])
    left, upper, right, lower = np.array([box for _, box in covers], np.float64).reshape(-1, 4).T
    firsts, lasts = np.searchsorted(heights, upper), np.searchsorted(heights, lower, "right")
    for k in np.flatnonzero(firsts < lasts):
        near = slice(firsts[k], lasts[k])
        if before[near].min() >= painted[k]:
            continue  # the ground of a cell, painted before its text, as most are
        over = np.minimum(x1[near], right[k]) - np.maximum(x0[near], left[k]) > enough[near]
        found[by_height[near]] |= over & (before[near] < painted[k])
    return found


def _overlapping(boxes: Floats) -> Bools:
    """Texts of one line that lie over one another."""
    found = np.zeros(len(boxes), bool)
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    for shift in (0.0, _LINE / 2):  # a pair that one raster parts stands together in the other
        strips = np.floor((middles + shift) / _LINE)
        order = np.lexsort((boxes[:, 0], strips))
        x0, x1, strip = boxes[order, 0], boxes[order, 2], strips[order]
        reach = np.maximum.accumulate(x1 + strip * 1e5) - strip * 1e5  # how far the texts before it on its line reach
        shared = np.minimum(reach[:-1], x1[1:]) - x0[1:]
        for k in np.flatnonzero((strip[1:] == strip[:-1]) & (shared > CLOSE) & (shared > OVERLAP * (x1[1:] - x0[1:]))):
            same = order[strip == strip[k]]
            left, right = boxes[order[k + 1], [0, 2]]
            beside = np.minimum(boxes[same, 2], right) - np.maximum(boxes[same, 0], left)
            found[same[beside > np.maximum(CLOSE, OVERLAP * np.minimum(right - left, boxes[same, 2] - boxes[same, 0]))]] = True
    return found


def _ranks(boxes: Floats) -> Ints:
    """For texts in the order of painting: how many lie under each, one over the other."""
    ranks = np.zeros(len(boxes), np.int64)
    for k in range(1, len(boxes)):
        x0, top, x1, bottom = boxes[k]
        under = (boxes[:k, 0] < x1) & (boxes[:k, 2] > x0) & (boxes[:k, 1] < bottom) & (boxes[:k, 3] > top)
        if under.any():
            ranks[k] = ranks[:k][under].max() + 1
    return ranks
