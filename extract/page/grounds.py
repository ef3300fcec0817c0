"""Filled areas → grounds (what is shaded) and thick rules. A fill is a ground; it is a rule only where it is thin and long."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.cells import Kotak
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.words import Word

Floats = npt.NDArray[np.float64]


class GroundLimits(Struct, frozen=True):
    """margin: a cell's margin (points), which Word shades apart from the paragraph: 5.4 by default, set wider in the dialogue. seam: two
    fills of one ground meet, or leave less than this. lengthwise: a thick rule is so many times as long as it is thick, in one piece or
    piece by piece. whole: the lines of a paragraph, and its margin, are as high as so much of it."""

    margin: float = 15.0
    seam: float = 0.6
    lengthwise: float = 3.0
    whole: float = 0.9


LIMITS = GroundLimits()


def grounds_of(areas: Sequence[Kotak], words: Sequence[Word]) -> list[Kotak]:
    """The filled areas with those that are one ground together put together.

    A shaded paragraph in a shaded cell is five fills in Word's PDFs: two strips for the margins left and right of it, the paragraph between
    them (a fill a line), and a band above and below. The strips and bands hold no words.
    """
    boxes = sorted({_rounded(area) for area in areas})
    if not any(box[2] - box[0] <= LIMITS.margin for box in boxes):
        return boxes
    filled = _holding(boxes, words)
    by_left: dict[float, list[Kotak]] = defaultdict(list)
    by_right: dict[float, list[Kotak]] = defaultdict(list)
    for box in boxes:
        by_left[round(box[0])].append(box)
        by_right[round(box[2])].append(box)
    taken: set[Kotak] = set()
    made: list[Kotak] = []
    for strip in (box for box in boxes if box not in filled and box[2] - box[0] <= LIMITS.margin):
        if strip in taken:
            continue
        whole = _paragraph(strip, by_left, by_right, filled)
        if whole:
            ground, parts = _with_bands(whole, by_left, filled)
            taken.update(parts)
            made.append(ground)
    return [*(box for box in boxes if box not in taken), *made]


def _rounded(box: Kotak) -> Kotak:
    return round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2)


def _holding(boxes: Sequence[Kotak], words: Sequence[Word]) -> set[Kotak]:
    """Those that hold the middle of a word."""
    if not boxes or not words:
        return set()
    x = np.array([(w.x0 + w.x1) / 2 for w in words])
    y = np.array([(w.top + w.bottom) / 2 for w in words])
    return {box for box in boxes if ((x > box[0]) & (x < box[2]) & (y > box[1]) & (y < box[3])).any()}


Sides = dict[float, list[Kotak]]


def _beside(sides: Sides, at: float, side: int, top: float, bottom: float) -> list[Kotak]:
    """The boxes whose `side` is at this place and that lie between these heights, top to bottom."""
    near = (box for key in (round(at) - 1, round(at), round(at) + 1) for box in sides.get(key, ()))
    seam = LIMITS.seam
    return sorted((b for b in near if abs(b[side] - at) <= seam and b[1] >= top - seam and b[3] <= bottom + seam), key=lambda b: b[1])


def _paragraph(strip: Kotak, by_left: Sides, by_right: Sides, filled: set[Kotak]) -> tuple[Kotak, list[Kotak]] | None:
    """The ground of the paragraph whose left margin this strip is, with its parts; None where the strip is none."""
    lines = [box for box in _beside(by_left, strip[2], 0, strip[1], strip[3]) if box in filled]
    if not lines or sum(b[3] - b[1] for b in lines) < LIMITS.whole * (strip[3] - strip[1]):
        return None
    right = max(box[2] for box in lines)
    ends = [b for b in _beside(by_left, right, 0, strip[1], strip[3]) if b not in filled and b[2] - b[0] <= LIMITS.margin]
    if sum(b[3] - b[1] for b in ends) < LIMITS.whole * (strip[3] - strip[1]):
        return None
    return (strip[0], strip[1], max(b[2] for b in ends), strip[3]), [strip, *lines, *ends]


def _with_bands(whole: tuple[Kotak, list[Kotak]], by_left: Sides, filled: set[Kotak]) -> tuple[Kotak, list[Kotak]]:
    """A paragraph's ground with the empty bands of its width above and below it."""
    (x0, top, x1, bottom), parts = whole
    for band in _beside(by_left, x0, 0, -1e6, 1e6):
        if band in filled or abs(band[2] - x1) > LIMITS.seam:
            continue
        if abs(band[3] - top) <= LIMITS.seam:
            top, parts = band[1], [*parts, band]
        elif abs(band[1] - bottom) <= LIMITS.seam:
            bottom, parts = band[3], [*parts, band]
    return (x0, top, x1, bottom), parts


def thick_rules(areas: Sequence[Kotak], words: Sequence[Word]) -> tuple[list[Rule], list[Kotak]]:
    """The areas that are rules, as rules; and the other areas. A rule's pieces stand end to end and hold no words."""
    thin = [a for a in areas if RULING.thin < min(a[2] - a[0], a[3] - a[1]) <= RULING.widest]
    if not thin:
        return [], list(areas)
    filled = _holding(thin, words)
    found: list[Rule] = []
    used: set[Kotak] = set()
    for vertical in (True, False):
        low, high, start, end = (0, 2, 1, 3) if vertical else (1, 3, 0, 2)
        lines: dict[tuple[float, float], list[Kotak]] = defaultdict(list)
        for box in thin:
            if box not in filled and box[high] - box[low] <= RULING.widest:
                lines[round(box[low]), round(box[high])].append(box)
        for pieces in lines.values():
            for run in _end_to_end(sorted(pieces, key=lambda b: b[start]), start, end):
                length = run[-1][end] - run[0][start]
                if length >= LIMITS.lengthwise * (run[0][high] - run[0][low]) and run[0] not in used:
                    found.append(Rule(vertical, (run[0][low] + run[0][high]) / 2, run[0][start], run[-1][end]))
                    used.update(run)
    return found, [area for area in areas if area not in used]


def _end_to_end(pieces: Sequence[Kotak], start: int, end: int) -> list[list[Kotak]]:
    runs: list[list[Kotak]] = []
    for piece in pieces:
        if runs and piece[start] - runs[-1][-1][end] <= LIMITS.seam:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    return runs
