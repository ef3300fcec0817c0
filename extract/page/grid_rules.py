"""The rules of a page, drawn and guessed, as its tables are made from them."""

from dataclasses import dataclass, field

from extract.cells import Kotak
from extract.page.rulings import LIMITS, Rule

GUESSED_COLUMNS, GUESSED_ROWS = "kolom_disimpulkan", "baris_disimpulkan"
"""The flags of rows whose columns, or whose ends, nobody drew."""


@dataclass(frozen=True, slots=True)
class PageRules:
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

    def flags(self, box: Kotak) -> set[str]:
        """What of this cell's sides is guessed."""
        return {GUESSED_COLUMNS if rule.vertical else GUESSED_ROWS for rule in self.guessed if _is_side(rule, box)}


def _is_side(rule: Rule, box: Kotak) -> bool:
    low, high, across, along = (0, 2, 1, 3) if rule.vertical else (1, 3, 0, 2)
    near = min(abs(box[low] - rule.at), abs(box[high] - rule.at)) < LIMITS.near
    return near and rule.start < box[along] - LIMITS.row and rule.end > box[across] + LIMITS.row
