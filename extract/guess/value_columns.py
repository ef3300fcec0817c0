"""Columns of a table that nobody ruled: by the edges of its values, the heads by their centres."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.guess.values import NOTHING, is_figure
from extract.page.word_lines import word_lines
from extract.page.words import Word

Floats = npt.NDArray[np.float64]
Span = tuple[float, float]


class ValueColumnLimits(Struct, frozen=True):
    """blank: words of one value stand no farther apart, in heights of the line. figures: two figures are two values from this gap on.
    gutter: two columns stand so far apart (points) in nearly every row. stray: one row in so many may have a text over the gap. step: how
    fine (points) the gap is looked for. rows: fewer rows of values show no columns."""

    blank: float = 0.36
    figures: float = 0.3
    gutter: float = 1.5
    stray: int = 12
    step: float = 0.25
    rows: int = 2


LIMITS = ValueColumnLimits()


def values_of(line: Sequence[Word]) -> list[list[Word]]:
    """The line's words put together to values: two figures part sooner than a figure and its unit, or a code and its name."""
    runs: list[list[Word]] = []
    for n, word in enumerate(line):
        last = runs[-1][-1] if runs else None
        if last is not None:
            height = max(word.bottom - word.top, last.bottom - last.top)
            both = is_figure(word.text) and is_figure(last.text) and not _joins(line, n)
            if word.x0 - last.x1 <= (LIMITS.figures if both else LIMITS.blank) * height:
                runs[-1].append(word)
                continue
        runs.append([word])
    return runs


def _joins(line: Sequence[Word], n: int) -> bool:
    """True for the dash of '051 - Pemeriksaan': words stand right behind it, so it is no sign for «nothing»."""
    if n + 1 == len(line) or not NOTHING.fullmatch(line[n].text) or is_figure(line[n + 1].text):
        return False
    dash, behind = line[n], line[n + 1]
    return behind.x0 - dash.x1 <= LIMITS.blank * max(dash.bottom - dash.top, behind.bottom - behind.top)


def value_columns(words: Sequence[Word], left: float, right: float, head_end: float = 0.0) -> list[float]:
    """Where the columns part between `left` and `right`; [] where fewer than two rows of values show any.

    A row of values is a line with a figure among two or more values. The lines above the first of them are the head: its texts
    belong to the column that their middle is nearest to. head_end: where a rule ends the head.
    """
    lines = [values_of(line) for line in word_lines(words)]
    rows = [n for n, line in enumerate(lines) if _is_row(line) and line[0][0].top > head_end]
    body = [[(value[0].x0, value[-1].x1) for value in lines[n]] for n in rows]
    head = [(value[0].x0, value[-1].x1) for line in lines[: rows[0]] for value in line] if rows else []
    return [_beside_values(place, body) for place in place_columns(body, head, left, right)]


def place_columns(body: Sequence[Sequence[Span]], head: Sequence[Span], left: float, right: float) -> list[float]:
    """Where the columns part: in the gaps that the lines of the body leave, between the texts of the head. body: from where to where each
    value of each line stands; [] for fewer than two lines."""
    if len(body) < LIMITS.rows:
        return []
    gaps = _gaps(body, left, right)
    columns = [_inside(body, a, b) for (_, a), (b, _) in pairwise([(left, left), *gaps, (right, right)])]
    return [_place(gap, before, behind, head) for gap, (before, behind) in zip(gaps, pairwise(columns), strict=True)]


def _beside_values(place: float, body: Sequence[Sequence[Span]]) -> float:
    """The place, or where it would cut a value of a row the middle of what every row leaves free right before that value or behind it."""
    spans = sorted(span for row in body for span in row)
    cut = [(x0, x1) for x0, x1 in spans if x0 < place < x1]
    if not cut:
        return place
    start, end = min(x0 for x0, _ in cut), max(x1 for _, x1 in cut)
    before = max((x1 for _, x1 in spans if x1 <= start), default=start)
    behind = min((x0 for x0, _ in spans if x0 >= end), default=end)
    free = [(b - a, a) for a, b in ((before, start), (end, behind)) if not any(x0 < b and x1 > a for x0, x1 in spans)]
    width, begin = max(free, default=(0.0, place))
    return begin + width / 2 if width >= LIMITS.gutter else place


def _is_row(line: Sequence[Sequence[Word]]) -> bool:
    return len(line) > 1 and any(is_figure(word.text) for value in line[1:] for word in value)


def _gaps(body: Sequence[Sequence[Span]], left: float, right: float) -> list[Span]:
    """The stretches between two columns that the rows leave free."""
    step = LIMITS.step
    places = np.arange(left, right, step)
    covered = np.zeros(len(places), int)
    for row in body:
        for x0, x1 in row:
            covered[max(0, int((x0 - left) / step)) : max(0, int((x1 - left) / step) + 1)] += 1
    free = covered <= len(body) // LIMITS.stray
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(int)))
    found = [(float(places[a]), float(places[b - 1])) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    starts, ends = min(row[0][0] for row in body), max(row[-1][1] for row in body)
    return [(a, b) for a, b in found if b - a >= LIMITS.gutter and a >= starts and b <= ends]


def _inside(body: Sequence[Sequence[Span]], a: float, b: float) -> Span:
    """From where to where the values of the column between these places stand."""
    spans = [(x0, x1) for row in body for x0, x1 in row if a - 1 <= (x0 + x1) / 2 <= b + 1]
    return (min(x0 for x0, _ in spans), max(x1 for _, x1 in spans)) if spans else (a, b)


def _place(gap: Span, before: Span, behind: Span, head: Sequence[Span]) -> float:
    """Where in the gap the rule goes: between the head's texts of the two columns, where they leave room."""
    low, high = gap
    left, right = (before[0] + before[1]) / 2, (behind[0] + behind[1]) / 2
    for x0, x1 in head:
        middle = (x0 + x1) / 2
        if x1 < gap[0] or x0 > gap[1] or (x0 < before[0] and x1 > behind[1]):  # beside the gap, or over both columns
            continue
        if abs(middle - left) <= abs(middle - right):
            low = max(low, min(x1, gap[1]))
        else:
            high = min(high, max(x0, gap[0]))
    return (low + high) / 2 if low <= high else (gap[0] + gap[1]) / 2
