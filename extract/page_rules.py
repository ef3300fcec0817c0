"""What is drawn on a page and what its words show → all rules of its tables. The same for every reader that gives rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.alignment import Page, carried_columns, gap_columns, joint_rules
from extract.cells import Kotak
from extract.fills import fill_rules
from extract.rulings import Rule, merge_rules, open_ends, table_rules
from extract.words import Word

GUESSED = "kolom_disimpulkan"
"""The flag of rows whose columns nobody drew."""


@dataclass(frozen=True, slots=True)
class PageRules:
    """all: those that make the cells. guessed: the columns among them that only the words and ends of other rules show.
    open_below: where a table goes on without a rule at its end."""

    all: list[Rule]
    guessed: list[Rule]
    open_below: list[Rule]


def page_rules(drawn: Sequence[Rule], areas: Sequence[Kotak], words: Sequence[Word]) -> PageRules:
    """drawn: rules as drawn, piece by piece. areas: filled ones."""
    merged = merge_rules(drawn)
    filled = fill_rules(areas, merged)
    if filled:
        merged = merge_rules([*merged, *filled])
    guessed = _columns(drawn, merged, words) if _naked(merged) else []
    return PageRules(table_rules([*merged, *guessed]), guessed, open_ends([*drawn, *filled]))


def _columns(drawn: Sequence[Rule], merged: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    page = Page(words)
    joints = joint_rules(drawn, merged, page)
    known = merge_rules([*merged, *joints])
    carried = carried_columns(known, page)
    known = merge_rules([*known, *carried])
    return [*joints, *carried, *gap_columns(known, page)]


def _naked(rules: Sequence[Rule]) -> bool:
    """True where two level rules of one width follow each other and no upright one stands between them."""
    level = sorted((r for r in rules if not r.vertical), key=lambda r: (round(r.start / 3), round(r.end / 3), r.at))
    upright = [r for r in rules if r.vertical]
    for upper, lower in pairwise(level):
        if abs(upper.start - lower.start) > 3 or abs(upper.end - lower.end) > 3 or lower.at - upper.at < 4:
            continue
        middle = (upper.at + lower.at) / 2
        if not any(upper.start + 3 < r.at < upper.end - 3 and r.start <= middle <= r.end for r in upright):
            return True
    return False
