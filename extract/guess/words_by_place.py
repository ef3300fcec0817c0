"""The words of a page asked for by place, and the lines and parts that they make."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.page.rulings import LIMITS as RULING
from extract.page.words import Word

Floats = npt.NDArray[np.float64]
EVERYWHERE = float("inf")
"""To the right end of every page."""


class PlaceLimits(Struct, frozen=True):
    """blank: two words of a phrase stand no farther apart (points). parts: a line of so many parts is a row's, whatever the lines beside
    it; apart: parts stand so many heights of the line apart; usual: the lines of a row have so many parts on average."""

    blank: float = 6.0
    parts: int = 3
    apart: float = 1.0
    usual: int = 2


LIMITS = PlaceLimits()


class Page:
    """The words of a page, asked for by place."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self._boxes = np.array([(w.x0, w.top, w.x1, w.bottom) for w in words], np.float64).reshape(-1, 4)
        self._middle = (self._boxes[:, 1] + self._boxes[:, 3]) / 2

    def between(self, top: float, bottom: float, left: float, right: float) -> Floats:
        """Boxes of the words whose middle lies in this part of the page: n × 4."""
        x = (self._boxes[:, 0] + self._boxes[:, 2]) / 2
        inside = (self._middle > top) & (self._middle < bottom) & (x > left) & (x < right)
        found: Floats = self._boxes[inside]
        return found

    def words_between(self, top: float, bottom: float, left: float, right: float) -> list[Word]:
        """The words whose middle lies in this part of the page."""
        return [w for w in self.words if top < (w.top + w.bottom) / 2 < bottom and left < (w.x0 + w.x1) / 2 < right]

    def names(self, top: float, bottom: float, left: float, right: float) -> bool:
        """True where a word of letters stands in this part of the page."""
        return any(
            top < (w.top + w.bottom) / 2 < bottom and left < (w.x0 + w.x1) / 2 < right and any(c.isalpha() for c in w.text)
            for w in self.words
        )


def crossed(boxes: Floats, at: float) -> bool:
    """True where a word runs over this place by more than its edge."""
    return bool(((boxes[:, 0] < at - RULING.over) & (boxes[:, 2] > at + RULING.over)).any())


def lines_of(words: Floats) -> list[Floats]:
    """The words line by line, top to bottom."""
    ordered = words[np.argsort(words[:, 1] + words[:, 3], kind="stable")]
    starts: list[int] = []
    top = bottom = 0.0
    for k, (_, upper, _, lower) in enumerate(ordered.tolist()):
        if not starts or not top < (upper + lower) / 2 < bottom:
            starts.append(k)
            top, bottom = upper, lower
    return [ordered[start:end] for start, end in pairwise([*starts, len(ordered)])]


def parts_of(line: Floats) -> list[tuple[float, float]]:
    """Where the parts of a line begin and end, left to right; they are parted by gaps wider than a blank."""
    boxes = sorted(line.tolist())
    gap = LIMITS.apart * (boxes[0][3] - boxes[0][1])
    parts = [(boxes[0][0], boxes[0][2])]
    for x0, _, x1, _ in boxes[1:]:
        if x0 - parts[-1][1] > gap:
            parts.append((x0, x1))
        else:
            parts[-1] = (parts[-1][0], x1)
    return parts


def parts_of_lines(words: Floats) -> list[int]:
    """How many parts each line of these words has."""
    return [len(parts_of(line)) for line in lines_of(words)]


def parts_a_line(words: Floats) -> float:
    """How many they are on average."""
    parts = parts_of_lines(words)
    return sum(parts) / len(parts)


def is_row(words: Floats) -> bool:
    """True for lines of a table's row, not of a caption: also where a long name stands beside few figures."""
    parts = parts_of_lines(words)
    return sum(parts) >= LIMITS.usual * len(parts) or max(parts) >= LIMITS.parts
