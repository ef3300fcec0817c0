"""Glyphs that the file gives no letter, or a blank, inside numbers: a person sees a digit there."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class UnknownLimits:
    """In heights of the letters. beside: so near to a digit a glyph belongs to its number. wide: a glyph is so wide: a digit is 0.38 and
    more, a blank 0.25 and less. level: the middles of two letters of one line differ by less."""

    beside: float = 0.15
    wide: float = 0.33
    level: float = 0.3


LIMITS = UnknownLimits()


def in_numbers(codes: Codes, boxes: Floats, asked: Bools) -> Bools:
    """Which of the characters asked about belong to a number: alone or in a run of such they touch a digit, a comma or a full stop."""
    found = np.zeros(len(codes), bool)
    if not asked.any():
        return found
    x0, top, x1, bottom = boxes.T
    height = bottom - top
    inked = asked & (x1 > x0) & (height > 0)
    touch = np.abs(x0[1:] - x1[:-1]) < LIMITS.beside * np.minimum(height[1:], height[:-1])
    touch &= np.abs(np.diff(top + bottom)) < 2 * LIMITS.level * height[1:]
    sign = ((codes >= ord("0")) & (codes <= ord("9"))) | (codes == ord(",")) | (codes == ord("."))
    for places, step in ((np.flatnonzero(inked), -1), (np.flatnonzero(inked)[::-1], 1)):
        for k in places.tolist():
            beside = k + step
            if 0 <= beside < len(codes) and touch[min(k, beside)] and (sign[beside] or found[beside]):
                found[k] = True
    return found


def wide_blanks_in_numbers(codes: Codes, boxes: Floats, blank: Bools) -> Bools:
    """The blanks that are as wide as a digit and belong to a number: ink in one is a digit whose glyph the file calls a blank."""
    return in_numbers(codes, boxes, blank & (boxes[:, 2] - boxes[:, 0] > LIMITS.wide * (boxes[:, 3] - boxes[:, 1])))
