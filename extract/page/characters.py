"""The characters of a page with their boxes, as a reader hands them on."""

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from extract.cells import Kotak

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

    def of_object_in(self, item: int, part: Kotak) -> npt.NDArray[np.bool_]:
        """The characters of a text object whose middle lies in this part of the page."""
        x, y = (self.boxes[:, 0] + self.boxes[:, 2]) / 2, (self.boxes[:, 1] + self.boxes[:, 3]) / 2
        x0, top, x1, bottom = part
        inside: npt.NDArray[np.bool_] = (self.objects == item) & (x >= x0) & (x <= x1) & (y >= top) & (y <= bottom)
        return inside
