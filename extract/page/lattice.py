"""Rules of a page → the boxes of its cells."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.cells import Kotak
from extract.page.rulings import Rule
from extract.page.words import Word, word_boxes

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.int64]


class LatticeLimits(Struct, frozen=True):
    """In points. narrow: nothing narrower holds text: the strip between double rules. spacing: cells of one table stand no farther apart:
    browsers can leave some space between their frames. slack: a rule that ends so far before the one it should meet still closes the
    cell."""

    narrow: float = 3.5
    spacing: float = 4.5
    slack: float = 2.0


LIMITS = LatticeLimits()


def cells_of(rules: Sequence[Rule]) -> list[Kotak]:
    """The boxes that rules close off, nested ones too: a cell around a nested table is given whole.

    The rules' lines cut the page into a grid of fields; fields without a rule between them are one cell, and what hangs
    together with the page around the table is none.
    """
    upright = [rule for rule in rules if rule.vertical]
    level = [rule for rule in rules if not rule.vertical]
    if len(upright) < 2 or len(level) < 2:
        return []
    # not np.unique: its first call loads all of numpy.ma (findings/numpy_unique_loads_masked_arrays.sh)
    xs = np.array(sorted({rule.at for rule in upright}))
    ys = np.array(sorted({rule.at for rule in level}))
    walls = _walls(upright, xs, ys)  # rows × lines
    floors = _walls(level, ys, xs).T  # lines × columns
    labels, count = _labels(walls, floors)
    return _boxes(labels, count, xs, ys)


def _walls(rules: Sequence[Rule], lines: npt.NDArray[np.float64], across: npt.NDArray[np.float64]) -> Bools:
    """fields between `across` × lines: which stretch of each line a rule covers."""
    low, high = across[:-1], across[1:]
    start = np.array([rule.start for rule in rules])[:, None]
    end = np.array([rule.end for rule in rules])[:, None]
    covered = (start <= low + LIMITS.slack) & (end >= high - LIMITS.slack)
    found = np.zeros((len(lines), len(low)), bool)
    for line, cover in zip(np.searchsorted(lines, [rule.at for rule in rules]), covered, strict=True):
        found[line] |= cover
    return found.T


def _labels(walls: Bools, floors: Bools) -> tuple[Ints, int]:
    """Fields, with a ring of outer ones around them, numbered by the cell that they belong to; the outside is 0."""
    rows, columns = walls.shape[0], floors.shape[1]
    upright = np.zeros((rows + 2, columns + 1), bool)  # between a field and its right neighbour
    upright[1:-1] = walls
    level = np.zeros((rows + 1, columns + 2), bool)  # between a field and the one below
    level[:, 1:-1] = floors
    # Runs of fields in a row without a wall have one number from the start.
    steps = np.zeros((rows + 2, columns + 2), np.int64)
    steps[:, 1:] = upright
    steps[1:, 0] = 1
    runs = np.cumsum(steps).reshape(steps.shape)
    open_below = ~level
    count = int(runs[-1, -1]) + 1
    pairs = np.sort(runs[:-1][open_below] * count + runs[1:][open_below])  # as one number each: sorted ten times as fast as rows of two
    pairs = pairs[np.append(np.diff(pairs) != 0, True)]
    parent = list(range(count))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    for a, b in zip((pairs // count).tolist(), (pairs % count).tolist(), strict=True):
        first, second = root(a), root(b)
        if first != second:
            parent[max(first, second)] = min(first, second)
    roots = np.array([root(n) for n in range(len(parent))])
    kinds, numbers = np.unique(roots, return_inverse=True)
    labels: Ints = numbers[runs]
    return labels, len(kinds)


def _boxes(labels: Ints, count: int, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> list[Kotak]:
    """Each cell's box, the outside left out."""
    outside = labels[0, 0]
    inner = labels[1:-1, 1:-1]
    row, column = np.indices(inner.shape)
    kinds = inner.ravel()
    first_row, first_column = np.full(count, inner.shape[0]), np.full(count, inner.shape[1])
    last_row, last_column = np.full(count, -1), np.full(count, -1)
    np.minimum.at(first_row, kinds, row.ravel())
    np.minimum.at(first_column, kinds, column.ravel())
    np.maximum.at(last_row, kinds, row.ravel())
    np.maximum.at(last_column, kinds, column.ravel())
    there = (last_row >= 0) & (np.arange(count) != outside)
    x0, x1 = xs[first_column[there]], xs[last_column[there] + 1]
    y0, y1 = ys[first_row[there]], ys[last_row[there] + 1]
    wide = (x1 - x0 >= LIMITS.narrow) & (y1 - y0 >= LIMITS.narrow)
    boxes = np.column_stack((x0, y0, x1, y1))[wide]
    order = np.lexsort((boxes[:, 0], boxes[:, 1]))
    return [(box[0], box[1], box[2], box[3]) for box in boxes[order].tolist()]


def homes_of(boxes: Sequence[Kotak], words: Sequence[Word]) -> list[int]:
    """For each word the index of its cell, -1 for none: the smallest one that holds its middle, or what is shown of its text."""
    if not boxes or not words:
        return [-1] * len(words)
    x0, top, x1, bottom = np.array(boxes, np.float64).T
    order = np.lexsort((top, x0, (x1 - x0) * (bottom - top)))
    places = word_boxes(words)
    for k, word in enumerate(words):
        if word.cell:
            places[k] = word.cell
    x, y = (places[:, :2] + places[:, 2:]).T[:, :, None] / 2
    inside = (x0[order] <= x) & (x <= x1[order]) & (top[order] <= y) & (y <= bottom[order])
    found: list[int] = np.where(inside.any(axis=1), order[inside.argmax(axis=1)], -1).tolist()
    return found
