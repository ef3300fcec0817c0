"""The characters of a page with their boxes, as a reader hands them on."""

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from extract.cells import UNREADABLE, Kotak

Floats = npt.NDArray[np.float64]


class CharacterLimits(Struct, frozen=True):
    """beside: two letters of a word stand no farther apart, in heights of the line."""

    beside: float = 0.2


LIMITS = CharacterLimits()


class Characters(Struct):
    """The page's characters in the order of its content. boxes: n × 4 (x0, top, x1, bottom) in the frame of reading.

    codes: Unicode. broken: characters without a Unicode value, whose text is not known.
    """

    codes: npt.NDArray[np.uint32]
    boxes: Floats
    broken: int = 0
    cut: dict[int, Kotak] = field(default_factory=dict)
    """Characters that are clipped away, by place: the part of the page that holds what is shown of their text."""
    objects: npt.NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    """The text object of each character, by address; 0 for the blanks that PDFium puts in; empty where nobody asked."""

    torn: npt.NDArray[np.bool_] = field(default_factory=lambda: np.empty(0, bool))
    """The characters whose text goes on where nobody sees it, beyond the edge of the page or under something; empty where none does."""

    def leave_out(self, chosen: npt.NDArray[np.bool_]) -> None:
        """Takes the place from these characters: they belong to no word then. What is left of a number is torn, for it is not the number;
        words without figures of which something shows stay whole. What touches another text is hidden with them. Where another text
        stands in their place nothing is missing."""
        if chosen.any():
            chosen = chosen.copy()
            self._settle_rests(chosen)
        self.boxes[chosen] = 0.0

    def _settle_rests(self, chosen: npt.NDArray[np.bool_]) -> None:
        """Settles the words of which a part is chosen, in whose place no other text is: changes chosen, and marks what is torn."""
        x0, top, x1, bottom = self.boxes.T
        height = bottom - top
        printed = (height > 0) & (x1 > x0) & (self.codes > ord(" "))
        touch = printed[1:] & printed[:-1] & (np.abs(np.diff(top + bottom)) < height[1:])
        touch &= np.maximum(x0[1:], x0[:-1]) - np.minimum(x1[1:], x1[:-1]) < LIMITS.beside * height[1:]
        if len(self.objects):
            touch &= self.objects[1:] == self.objects[:-1]
        words = np.concatenate(([0], np.cumsum(~touch)))
        digit = (self.codes >= ord("0")) & (self.codes <= ord("9"))
        left = printed & ~chosen
        for word in np.unique(words[chosen & printed]).tolist():
            missing, rest, others = chosen & (words == word), left & (words == word), left & (words != word)
            x, y = (x0[missing] + x1[missing]) / 2, (top[missing] + bottom[missing]) / 2
            filled = [(others & (x0 < a) & (a < x1) & (top < b) & (b < bottom)).any() for a, b in zip(x, y, strict=True)]
            if not rest.any() or all(filled):
                continue
            near = others & (x0 < x1[rest].max()) & (x1 > x0[rest].min()) & (top < bottom[rest].max()) & (bottom > top[rest].min())
            if near.any():
                chosen |= rest
            elif digit[missing | rest].any():
                self.torn = (self.torn if len(self.torn) else np.zeros(len(chosen), bool)) | rest
            else:
                chosen &= ~missing

    def typed_over(self, first: int, second: int) -> None:
        """Makes unreadable what two text objects (by address) print over one another: a digit of the first in whose place the second has
        another one. PDFium leaves out the equal letters of the second."""
        digit = (self.codes >= ord("0")) & (self.codes <= ord("9"))
        under, over = (np.flatnonzero(digit & (self.objects == item)) for item in (first, second))
        if not len(under) or not len(over):
            return
        middles = (self.boxes[:, 0] + self.boxes[:, 2]) / 2
        away = np.abs(middles[over, None] - middles[under])
        nearest = under[away.argmin(axis=1)]
        widths = self.boxes[nearest, 2] - self.boxes[nearest, 0]
        clash = (away.min(axis=1) < widths / 2) & (self.codes[nearest] != self.codes[over])
        self.codes[nearest[clash]] = ord(UNREADABLE)
        self.boxes[over[clash]] = 0.0

    def of_object_in(self, item: int, part: Kotak) -> npt.NDArray[np.bool_]:
        """The characters of a text object whose middle lies in this part of the page."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        x0, top, x1, bottom = part
        inside: npt.NDArray[np.bool_] = (self.objects == item) & (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        return inside
