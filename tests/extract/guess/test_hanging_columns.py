"""A head over several columns that no line parts from theirs, and upright rules that begin in the open for other reasons."""

import pytest

from extract.guess.hanging_columns import hanging_columns
from extract.guess.page_rules import page_rules
from extract.page.rulings import Rule
from extract.page.words import Word

MONTHS = (130.0, 160.0, 190.0, 220.0)
"""Upright rules between five months, from 100 to 250."""


def table(start: float = 20.0, months: tuple[float, ...] = MONTHS) -> list[Rule]:
    """A head from 0 to 40 whose months begin at `start`, and a row below it."""
    level = [Rule(False, at, 0, 300) for at in (0, 40, 60)]
    return [*level, *(Rule(True, x, 0, 60) for x in (0, 100, 250, 300)), *(Rule(True, x, start, 60) for x in months)]


HEADS = [Word("TARGET", 150, 5, 190, 15), *(Word(f"B0{n}", x + 5, 25, x + 20, 35) for n, x in enumerate((100.0, *MONTHS), 1))]


def test_months_stand_below_their_head() -> None:
    assert hanging_columns(table(), HEADS) == [Rule(False, 20, 100, 250)]
    boxes = page_rules(table(), [], HEADS).boxes
    assert {(100, 0, 250, 20), (100, 20, 130, 40), (220, 20, 250, 40), (0, 0, 100, 40), (250, 0, 300, 40)} <= set(boxes)


@pytest.mark.parametrize(
    "drawn",
    [
        table(0),  # the months have the head's height
        table(months=MONTHS[:3]),  # too few to begin there not by chance
        [*table(), Rule(True, 175, 0, 60)],  # two heads
        [*table(), Rule(False, 20, 100, 250)],  # drawn
        [rule for rule in table() if rule.vertical or rule.at > 0],  # nothing above
    ],
)
def test_what_has_no_edge_there(drawn: list[Rule]) -> None:
    assert hanging_columns(drawn, HEADS) == []


def test_no_edge_runs_through_a_word() -> None:
    assert hanging_columns(table(), [Word("Sasaran", 150, 12, 190, 28)]) == []
