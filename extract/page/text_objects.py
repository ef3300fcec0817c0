"""What the page's text objects tell about its cells: a cell's text is an object of its own, wherever it runs over its rule."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.cells import Kotak
from extract.page.rulings import LIMITS as RULING

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class ObjectLimits(Struct, frozen=True):
    """edge: a text that begins so far (points) before its left rule begins at it: italics lean out. level: two texts whose middles differ
    by less (in heights) stand on one line. phrase: two words of one text stand no farther apart, in heights. doubled: an object is
    printed twice where so many of its letters are; one letter in the place of an equal one is another text's."""

    edge: float = 0.6
    level: float = 0.3
    phrase: float = 0.6
    doubled: float = 0.5


LIMITS = ObjectLimits()


def parted_at_rules(objects: Ints, x0: Floats, x1: Floats, middle: Floats, height: Floats, edges: Floats, figures: Bools) -> Bools:
    """For each character but the last: does a text end with it whose follower begins behind an upright rule that it began before? Of two
    figures that touch also where the rule passes between their middles: each stands in the cell that holds most of it.

    objects: of the printed characters. edges: n × 3 (at, start, end) of the upright rules. figures: which of the characters are digits.
    """
    apart = np.zeros(max(0, len(x0) - 1), bool)
    if not len(edges) or len(objects) != len(x0):
        return apart
    fresh = (objects[1:] != objects[:-1]) & (objects[1:] != 0)
    new_line = np.abs(np.diff(middle)) > LIMITS.level * height[1:]
    far = x0[1:] - x1[:-1] > LIMITS.phrase * height[1:]  # some programs write several cells in one go, and part them within a number
    first = np.concatenate(([True], fresh | new_line | far))
    begins = np.maximum.accumulate(np.where(first, np.arange(len(x0)), 0))
    joints = np.flatnonzero(fresh & ~new_line)
    if not len(joints):
        return apart
    at, start, end = edges.T
    left, right, y = x0[begins[joints]][:, None], x0[joints + 1][:, None], middle[joints + 1][:, None]
    passes = (start <= y) & (y <= end)
    apart[joints] = ((at > left + LIMITS.edge) & (at <= right + LIMITS.edge) & passes).any(axis=1)
    whole = (figures[:-1] & figures[1:])[joints]
    if whole.any():
        ends = np.append(np.flatnonzero(first)[1:], len(x0)) - 1
        last = ends[np.searchsorted(ends, joints + 1)]
        before, behind = (left[:, 0] + x1[joints]) / 2, (x0[joints + 1] + x1[last]) / 2
        apart[joints] |= whole & ((at > before[:, None]) & (at < behind[:, None]) & passes).any(axis=1)
    return apart


def of_two_cells(objects: Ints, first: Ints, second: Ints, figures: Bools, boxes: Floats, edges: Floats) -> Bools:
    """For pairs of words that touch, wherever the content has them: are they of two texts, as `parted_at_rules` tells them? objects: of
    each word's first character. boxes: n × 4, of the words. first, second: indices into them; figures: which of the pairs touch with
    digits."""
    found = np.zeros(len(first), bool)
    if not len(edges):
        return found
    middles = (boxes[:, 1] + boxes[:, 3]) / 2
    at, start, end = edges.T
    for k in np.flatnonzero((objects[first] != objects[second]) & (objects[first] != 0) & (objects[second] != 0)).tolist():
        y, level = middles[first[k]], LIMITS.level * (boxes[first[k], 3] - boxes[first[k], 1])
        on_line = np.abs(middles - y) < level
        left, right = (boxes[on_line & (objects == objects[word])] for word in (first[k], second[k]))
        here = at[(start <= y) & (y <= end)]
        begins, behind = left[:, 0].min(), right[:, 0].min()
        found[k] = bool(((here > begins + LIMITS.edge) & (here <= behind + LIMITS.edge)).any())
        if figures[k]:
            found[k] |= bool(((here > (begins + left[:, 2].max()) / 2) & (here < (behind + right[:, 2].max()) / 2)).any())
    return found


def printed_twice(objects: Ints, first: Ints, second: Ints) -> Bools:
    """For pairs of equal letters in one place: are their text objects one text printed twice? first, second: indices into objects."""
    a, b = objects[first], objects[second]
    known, counts = np.unique(objects, return_counts=True)
    letters = dict(zip(known.tolist(), counts.tolist(), strict=True))
    pairs, which, shared = np.unique(np.column_stack((np.minimum(a, b), np.maximum(a, b))), axis=0, return_inverse=True, return_counts=True)
    whole = [x == y or n >= LIMITS.doubled * min(letters[x], letters[y]) for (x, y), n in zip(pairs.tolist(), shared.tolist(), strict=True)]
    found: Bools = np.array(whole, bool)[which.reshape(-1)]
    return found


def homes_over_rules(objects: Sequence[int], boxes: Floats, edges: Floats) -> dict[int, Kotak]:
    """Word → the box of its whole text, for the words of a text object of which one lies across an upright rule: a text stands in the cell
    that holds most of it. Where rules pass between its words it is that of several cells, which some programs write in one go.

    objects: of each word's first character. boxes: n × 4, of the words in the order of the content. edges: n × 3 (at, start, end) of the
    upright rules, by their places.
    """
    if not len(edges) or not len(boxes):
        return {}
    at, start, end = edges.T
    x0, top, x1, bottom = boxes.T
    middle, height = (top + bottom) / 2, bottom - top
    ids = np.array(objects, np.int64)
    goes_on = (ids[1:] == ids[:-1]) & (ids[1:] != 0) & (np.abs(np.diff(middle)) < LIMITS.level * height[1:])
    goes_on &= (x0[1:] - x1[:-1] < LIMITS.phrase * height[1:]) & (x0[1:] > x0[:-1])
    low, high = x0 + RULING.over, x1 - RULING.over
    passed = np.flatnonzero(np.searchsorted(at, low) < np.searchsorted(at, high))
    y = middle[passed, None]
    across = (at > low[passed, None]) & (at < high[passed, None]) & (start <= y) & (y <= end)
    found: dict[int, Kotak] = {}
    for k in passed[across.any(axis=1)].tolist():
        first = last = k
        while first and goes_on[first - 1]:
            first -= 1
        while last < len(boxes) - 1 and goes_on[last]:
            last += 1
        run = boxes[first : last + 1]
        whole = (float(run[:, 0].min()), float(run[:, 1].min()), float(run[:, 2].max()), float(run[:, 3].max()))
        found.update(dict.fromkeys(range(first, last + 1), whole))
    return found
