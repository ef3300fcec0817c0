"""Joints of level rules that part no columns: some programs draw a level rule field by field, one piece for each column of the grid, also
below cells that span several. A phrase tells, where a row like it runs over the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from extract.guess.words_by_place import EVERYWHERE, Floats, Page, crossed, lines_of
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule


@dataclass(frozen=True, slots=True)
class PhraseLimits:
    """phrase: two words of a phrase stand no farther apart, in heights of the line; two cells' texts may, where they are set closely."""

    phrase: float = 0.4


LIMITS = PhraseLimits()


def without_split_phrases(columns: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without those inside a phrase, where a row over the same spanning cells has words that run over the place.

    Rows are alike where words of both run over one column: a row of figures, which stands under every head, is like none.
    """
    rows = {(rule.start, rule.end) for rule in columns}
    places = {rule.at for rule in columns}
    words = {row: page.between(*row, 0, EVERYWHERE) for row in rows}
    over = {row: {at for at in places if crossed(words[row], at)} for row in rows}
    kept = []
    for rule in columns:
        row = rule.start, rule.end
        alike = any(rule.at in over[other] and over[other] & over[row] for other in rows if other != row)
        if not (alike and _is_in_a_phrase(words[row], rule.at)):
            kept.append(rule)
    return kept


def _is_in_a_phrase(words: Floats, at: float) -> bool:
    """True where the words beside this place stand a blank apart, in one of the lines."""
    for line in lines_of(words):
        before, behind = line[line[:, 2] <= at + RULING.over], line[line[:, 0] >= at - RULING.over]
        height = (line[:, 3] - line[:, 1]).max()
        if len(before) and len(behind) and behind[:, 0].min() - before[:, 2].max() <= LIMITS.phrase * height:
            return True
    return False
