"""The rules of a page, drawn and guessed, as its tables are made from them."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct, field

from extract.cells import Kotak
from extract.page.rulings import LIMITS, Rule

GUESSED_COLUMNS, GUESSED_ROWS = "kolom_disimpulkan", "baris_disimpulkan"
"""The flags of rows whose columns, or whose ends, nobody drew."""


class PageRules(Struct, frozen=True):
    """all: those that make the cells. guessed: the ones among them that only the words and ends of other rules show.
    open_below: where a table goes on without a rule at its end. boxes: the cells that they make."""

    all: list[Rule]
    guessed: list[Rule]
    open_below: list[Rule]
    boxes: list[Kotak] = field(default_factory=list)

    @property
    def last_columns(self) -> tuple[float, ...]:
        """The guessed columns of the last table on the page, sides included; () where its columns are drawn."""
        bottom = max((rule.end for rule in self.guessed if rule.vertical), default=0.0)
        if not bottom or any(box[3] > bottom + LIMITS.end_snap for box in self.boxes):
            return ()
        return tuple(sorted({round(edge, 1) for box in self.boxes if abs(box[3] - bottom) <= LIMITS.end_snap for edge in (box[0], box[2])}))

    def flags(self, boxes: Sequence[Kotak]) -> dict[Kotak, set[str]]:
        """The cells of which a side is guessed, each with the flags that say so."""
        found: dict[Kotak, set[str]] = defaultdict(set)
        for vertical, flag in ((True, GUESSED_COLUMNS), (False, GUESSED_ROWS)):
            rules = [rule[1:] for rule in self.guessed if rule.vertical is vertical]
            if rules and boxes:
                for k in np.flatnonzero(_have_side(np.array(boxes), np.array(rules), vertical)).tolist():
                    found[boxes[k]].add(flag)
        return found


def _have_side(boxes: npt.NDArray[np.float64], rules: npt.NDArray[np.float64], vertical: bool) -> npt.NDArray[np.bool_]:
    """Which of the boxes (n × 4) have one of these rules of one direction (m × 3: at, start, end) for a side."""
    low, high, across, along = (0, 2, 1, 3) if vertical else (1, 3, 0, 2)
    at, start, end = rules.T
    near = np.minimum(np.abs(boxes[:, low, None] - at), np.abs(boxes[:, high, None] - at)) < LIMITS.near
    sides = near & (start < boxes[:, along, None] - LIMITS.row) & (end > boxes[:, across, None] + LIMITS.row)
    found: npt.NDArray[np.bool_] = sides.any(axis=1)
    return found
