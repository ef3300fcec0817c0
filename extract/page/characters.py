"""The characters of a page with their boxes, as a reader hands them on."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from extract.cells import UNREADABLE, Kotak

Floats = npt.NDArray[np.float64]


@dataclass(slots=True)
class Characters:
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
    """The characters whose text goes on beyond the edge of the page; empty where none does."""

    def leave_out(self, chosen: npt.NDArray[np.bool_]) -> None:
        """Takes the place from these characters: they belong to no word then."""
        self.boxes[chosen] = 0.0

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
