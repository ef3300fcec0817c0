"""Text objects that lie over one another: an amount too wide for its cell over the figure beside it.

PDFium takes a letter that stands where an equal one stood a moment before for the same letter printed twice, and leaves it out: '94,25'
with '162.210.400' over its end loses the 2 of one of them. Such objects are read apart.
"""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.page.text_objects import LIMITS as OBJECTS

Floats = npt.NDArray[np.float64]


class OverlayLimits(Struct, frozen=True):
    """across: they share so much of their lower height on one line, in heights: the narrowest figure is 0.3 wide, and the blank at an
    object's end less. letters, inside: of an object no wider than two letters (in heights) so much lies over the other, for of equal
    letters in one place a whole one does; its neighbour only leans over its edge. same: two that share more of both their widths are one
    text printed twice (bold, shadows), which is read as it is."""

    across: float = 0.12
    letters: float = 1.2
    inside: float = 0.4
    same: float = 0.7


LIMITS = OverlayLimits()


class Overlaid(Struct, frozen=True):
    """layers: for each text object the layer in which it is read: 0 for those over which nothing lies, and for the lowest of those that lie
    over one another. twice: pairs that stand in one place, by their indices: one text printed twice, or another typed over it."""

    layers: list[int]
    twice: list[tuple[int, int]]


def overlaid(boxes: Floats) -> Overlaid:
    """How the text objects with these boxes (n × 4) lie over one another."""
    found = [0] * len(boxes)
    if len(boxes) < 2:
        return Overlaid(found, [])
    over: dict[int, set[int]] = {}
    pairs, twice = _pairs(boxes)
    for a, b in pairs:
        over.setdefault(a, set()).add(b)
        over.setdefault(b, set()).add(a)
    for k in sorted(over):
        taken = {found[other] for other in over[k] if other < k}
        found[k] = next(layer for layer in range(len(taken) + 1) if layer not in taken)
    return Overlaid(found, sorted(twice))


def _pairs(boxes: Floats) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Pairs of boxes on one line that lie over one another, and of those that stand in one place."""
    x0, top, x1, bottom = boxes.T
    height, middle = bottom - top, (top + bottom) / 2
    ends = []
    for shift in (0.0, 1.0):  # a pair that one raster of lines parts stands together in the other
        order = np.lexsort((x0, np.floor((middle + shift) / 2)))
        left, right = x0[order], x1[order]
        for step in (1, 2, 3):
            meet = np.flatnonzero(np.minimum(right[:-step], right[step:]) > np.maximum(left[:-step], left[step:]))
            ends.append((order[meet], order[meet + step]))
    a, b = (np.concatenate(indices) for indices in zip(*ends, strict=True))  # few: the rest is asked of them
    lower = np.minimum(height[a], height[b])
    shared = np.minimum(x1[a], x1[b]) - np.maximum(x0[a], x0[b])
    over = (np.abs(middle[a] - middle[b]) < OBJECTS.level * lower) & (shared > LIMITS.across * lower)
    narrower = np.minimum(x1[a] - x0[a], x1[b] - x0[b])
    over &= (narrower > LIMITS.letters * lower) | (shared > LIMITS.inside * narrower)
    same = over & (shared >= LIMITS.same * np.maximum(x1[a] - x0[a], x1[b] - x0[b]))
    found, twice = (
        {(min(pair), max(pair)) for pair in zip(a[chosen].tolist(), b[chosen].tolist(), strict=True)} for chosen in (over & ~same, same)
    )
    return found, twice
