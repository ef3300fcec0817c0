"""Glyphs that the file gives no letter, or a blank, inside numbers: a person sees a digit there."""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]

NO_LETTER = ord("\0")
"""The code of a glyph that the file gives no letter."""
_BOX, _SOFT, _PRIVATE = ord("□"), ord("\u00ad"), (ord("\ue000"), ord("\uf8ff"))
"""What some programs say that such a glyph is."""


class UnknownLimits(Struct, frozen=True):
    """beside: so near to a digit, in heights of the letters, a glyph belongs to its number. wide: a glyph is so wide, in widths of the
    nearest digit: a blank is half as wide as a digit, but in typewriter letters. level: the middles of two letters of one line differ by
    less, in heights."""

    beside: float = 0.15
    wide: float = 0.8
    level: float = 0.3


LIMITS = UnknownLimits()


def may_be_digits(codes: Codes, boxes: Floats, blank: Bools) -> tuple[Bools, Floats]:
    """The blanks and the glyphs without a letter that stand in a number, and the boxes of all characters without what lies on their
    neighbours: some fonts say no width of their blanks, or a great one. Ink in one is a digit (or a sign of the number) that the file
    does not give. blank: which characters are blanks; those without a letter are.

    They are as wide as a digit, and alone or in a run of such touch a digit, or a comma or a full stop that is itself a number's; a narrow
    one stands between two digits and has no letter.
    """
    digit = (codes >= ord("0")) & (codes <= ord("9"))
    asked = blank | (codes == _BOX) | (codes == _SOFT) | ((codes >= _PRIVATE[0]) & (codes <= _PRIVATE[1]))
    if not digit.any() or not asked.any():
        return np.zeros(len(codes), bool), boxes
    printed = boxes[:, 2] - boxes[:, 0]
    if not (printed[asked] > LIMITS.wide * printed[digit].min()).any() and not (codes == NO_LETTER).any():
        return np.zeros(len(codes), bool), boxes  # as most pages: every blank is narrower than every digit
    height = boxes[:, 3] - boxes[:, 1]
    level = np.abs(np.diff(boxes[:, 1] + boxes[:, 3])) < 2 * LIMITS.level * np.maximum(height[1:], height[:-1])
    free = boxes.copy()
    free[1:, 0] = np.where(level, np.maximum(boxes[1:, 0], np.minimum(boxes[:-1, 2], boxes[1:, 2])), boxes[1:, 0])
    free[:-1, 2] = np.where(level, np.minimum(boxes[:-1, 2], np.maximum(boxes[1:, 0], boxes[:-1, 0])), boxes[:-1, 2])
    touch = level & (np.abs(boxes[1:, 0] - boxes[:-1, 2]) < LIMITS.beside * np.minimum(height[1:], height[:-1]))
    asked &= height > 0
    width = free[:, 2] - free[:, 0]
    wide = asked & (width > LIMITS.wide * _of_nearest(np.flatnonzero(digit), printed))
    sign = (codes == ord(",")) | (codes == ord("."))
    sign &= _beside(digit, touch) | _beside(digit | wide, touch, both=True)
    narrow = (codes == NO_LETTER) & (height > 0) & (width > 0) & _beside(digit, touch, both=True)
    return _in_runs(wide, digit | sign, touch) | narrow, free


def _of_nearest(places: npt.NDArray[np.int64], numbers: Floats) -> Floats:
    """For each character the number of that one among `places` which stands nearest to it in the content."""
    here = np.arange(len(numbers))
    after = np.minimum(np.searchsorted(places, here), len(places) - 1)
    before = np.maximum(after - 1, 0)
    nearer = np.where(np.abs(places[before] - here) <= np.abs(places[after] - here), places[before], places[after])
    found: Floats = numbers[nearer]
    return found


def _in_runs(asked: Bools, ends: Bools, touch: Bools) -> Bools:
    """Which of the characters asked about touch one of the ends, alone or in a run of such."""
    found = ends.copy()
    places = np.flatnonzero(asked)
    for order, step in ((places, -1), (places[::-1], 1)):
        for k in order.tolist():
            beside = k + step
            if 0 <= beside < len(found) and touch[min(k, beside)] and found[beside]:
                found[k] = True
    return found & asked


def _beside(chosen: Bools, touch: Bools, both: bool = False) -> Bools:
    """Which characters touch a chosen one; both: on both sides."""
    before, behind = np.zeros(len(chosen), bool), np.zeros(len(chosen), bool)
    before[1:] = chosen[:-1] & touch
    behind[:-1] = chosen[1:] & touch
    return before & behind if both else before | behind
