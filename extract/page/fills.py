"""Cells that are filled areas instead of ruled ones → the rules that their edges are."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.cells import Kotak
from extract.page.clusters import hanging_together
from extract.page.lattice import LIMITS as LATTICE
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, stands_already

Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]


class FillLimits(Struct, frozen=True):
    """In points where nothing else is said.

    band: rows of a table stand no farther apart, also where every other one is without a fill. rules: a table with so many of them has
    one after each row.
    """

    band: float = 100.0
    rules: int = 3


LIMITS = FillLimits()


class _Cluster(Struct, frozen=True):
    """Filled cells that hang together. boxes: n × 4."""

    boxes: Floats

    @property
    def frame(self) -> Kotak:
        x0, top = self.boxes[:, :2].min(axis=0).tolist()
        x1, bottom = self.boxes[:, 2:].max(axis=0).tolist()
        return x0, top, x1, bottom


def fill_rules(areas: Sequence[Kotak], rules: Sequence[Rule]) -> list[Rule]:
    """The edges of filled cells, where no drawn rules stand instead. rules: the drawn ones, merged.

    A fill is not a rule: shading behind paragraphs and highlighted words are no cells. Cells stand side by side, and their
    edges stand above one another in more than one row or over a rule of the same width.
    """
    boxes = np.array(sorted({a for a in areas if a[2] - a[0] >= LATTICE.narrow and a[3] - a[1] >= LATTICE.narrow}))
    if len(boxes) < 2:
        return []
    found: list[Rule] = []
    cells = _without_gaps(_outermost(boxes[_side_by_side(boxes)]))
    for cluster in _clusters(cells):
        wide = _bands_below(cluster, boxes)
        if len(wide) > 1 or _in_columns(cluster, rules):
            found.extend(edge for edge in _edges(cluster, wide, rules) if not stands_already(edge, rules))
    return found


def _side_by_side(boxes: Floats) -> Bools:
    """True for areas with a neighbour to the left or right in the same row."""
    x0, top, x1, bottom = boxes.T
    gap = x0[None, :] - x1[:, None]  # from the right side of one to the left side of another
    beside = (gap > -RULING.near) & (gap <= RULING.widest)
    overlap = np.minimum(bottom[:, None], bottom) - np.maximum(top[:, None], top)
    beside &= overlap > RULING.along * np.minimum(bottom - top, (bottom - top)[:, None])
    found: Bools = beside.any(axis=0) | beside.any(axis=1)
    return found


def _without_gaps(boxes: Floats) -> Floats:
    """Cells between which so much paper shows that it would be a cell itself meet in the middle of it."""
    found = boxes.copy()
    for low, high, start, end in ((0, 2, 1, 3), (1, 3, 0, 2)):
        gap = boxes[None, :, low] - boxes[:, None, high]
        overlap = np.minimum(boxes[:, None, end], boxes[None, :, end]) - np.maximum(boxes[:, None, start], boxes[None, :, start])
        size = boxes[:, end] - boxes[:, start]
        apart = (gap >= LATTICE.narrow) & (gap <= RULING.widest) & (overlap > RULING.along * np.minimum(size[:, None], size))
        for a, b in np.argwhere(apart).tolist():
            found[a, high] = found[b, low] = (boxes[a, high] + boxes[b, low]) / 2
    return found


def _outermost(boxes: Floats) -> Floats:
    """Without the areas inside others: shading of a paragraph in a shaded cell."""
    x0, top, x1, bottom = boxes.T
    inside = (
        (x0[:, None] >= x0 - RULING.near)
        & (x1[:, None] <= x1 + RULING.near)
        & (top[:, None] >= top - RULING.near)
        & (bottom[:, None] <= bottom + RULING.near)
    )
    smaller = ((x1 - x0) * (bottom - top))[:, None] < (x1 - x0) * (bottom - top)
    found: Floats = boxes[~(inside & smaller).any(axis=1)]
    return found


def _clusters(boxes: Floats) -> list[_Cluster]:
    """Rows of cells with the same left and right ends, one below the other."""
    parts = [_Cluster(boxes[members]) for members in hanging_together(boxes, LATTICE.spacing)]
    joined: list[_Cluster] = []
    for part in sorted(parts, key=lambda p: p.frame[1]):
        above = next((c for c in reversed(joined) if _goes_on(c.frame, part.frame)), None)
        if above:
            joined = [cluster for cluster in joined if cluster is not above]
            part = _Cluster(np.vstack((above.boxes, part.boxes)))
        joined.append(part)
    return joined


def _goes_on(above: Kotak, below: Kotak) -> bool:
    return (
        abs(above[0] - below[0]) <= RULING.end_snap
        and abs(above[2] - below[2]) <= RULING.end_snap
        and above[3] - RULING.near <= below[1] <= above[3] + LIMITS.band
    )


def _in_columns(cluster: _Cluster, rules: Sequence[Rule]) -> bool:
    """True where an inner upright edge holds for two rows, or rules as wide as the cluster follow it."""
    x0, _, x1, bottom = cluster.frame
    inner = cluster.boxes[:, 0] > x0 + RULING.near
    starts = sorted((box[0], box[1]) for box in cluster.boxes[inner].tolist())
    for (left, upper), (again, lower) in pairwise(starts):
        if again - left <= RULING.near and abs(upper - lower) > LATTICE.narrow:
            return True
    below = [
        r
        for r in rules
        if not r.vertical
        and abs(r.start - x0) <= RULING.end_snap
        and abs(r.end - x1) <= RULING.end_snap
        and r.at > bottom + RULING.end_snap
    ]
    return len(below) > 1 and below[0].at <= bottom + LIMITS.band


def _bands_below(cluster: _Cluster, boxes: Floats) -> list[Kotak]:
    """Areas as wide as the whole cluster, in it and below it: every other row of a table whose head is filled cell by cell."""
    x0, top, x1, bottom = cluster.frame
    found: list[Kotak] = []
    for box in sorted(boxes.tolist(), key=lambda b: b[1]):
        if abs(box[0] - x0) <= RULING.end_snap and abs(box[2] - x1) <= RULING.end_snap and top < box[1] <= bottom + LIMITS.band:
            found.append((box[0], box[1], box[2], box[3]))
            bottom = max(bottom, box[3])
    return found


def _edges(cluster: _Cluster, bands: Sequence[Kotak], rules: Sequence[Rule]) -> list[Rule]:
    x0, top, x1, bottom = cluster.frame
    bottom = max([bottom, *(band[3] for band in bands)])
    upright = {
        round(r.at)
        for r in rules
        if r.vertical
        and x0 + RULING.end_snap < r.at < x1 - RULING.end_snap
        and r.end > top + RULING.end_snap
        and r.start < bottom - RULING.end_snap
    }
    level = {
        round(r.at)
        for r in rules
        if not r.vertical and top + RULING.end_snap < r.at < bottom - RULING.end_snap and r.end - r.start > RULING.along * (x1 - x0)
    }
    rows = len({round(box[1] / 2) for box in cluster.boxes.tolist()} | {round(band[1] / 2) for band in bands})
    found: list[Rule] = []
    cells = cluster.boxes.tolist()
    if len(upright) >= 2:
        # Between drawn columns only whole rows count: the shading of paragraphs is as high as each cell's text.
        tops, bottoms = cluster.boxes[:, 1], cluster.boxes[:, 3]
        beside = (abs(tops[:, None] - tops) <= RULING.near) & (abs(bottoms[:, None] - bottoms) <= RULING.near)
        cells = cluster.boxes[np.count_nonzero(beside, axis=1) > len(upright) / 2].tolist()
        rows = len({round(box[1] / 2) for box in cells})
    unruled = len(level) < min(LIMITS.rules, rows / 2)
    for left, upper, right, lower in cells:
        if len(upright) < 2:
            found += [Rule(True, left, upper, lower), Rule(True, right, upper, lower)]
        if unruled:
            found += [Rule(False, upper, left, right), Rule(False, lower, left, right)]
    if unruled:
        for left, upper, right, lower in bands:
            found += [Rule(False, upper, left, right), Rule(False, lower, left, right)]
    return found
