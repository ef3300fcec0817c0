"""Where the limits lie by which a rule strikes out a word: 8 points high, 40 wide."""

import pytest

from extract.page.rulings import Rule
from extract.page.struck import struck_words
from extract.page.words import Word

NUMBER = Word("1.234.567", 100, 20, 140, 28)


@pytest.mark.parametrize(("lower", "struck"), [(2.4, False), (3.2, True), (5.4, True), (6.4, False)])
def test_a_rule_through_the_middle_strikes_out_and_one_below_is_under_it(lower: float, struck: bool) -> None:
    assert bool(struck_words([NUMBER], [Rule(False, 20 + lower, 100, 140)])) is struck


@pytest.mark.parametrize(("start", "end", "struck"), [(100, 134, True), (100, 128, False), (97.6, 140, True), (96, 140, False)])
def test_it_runs_over_the_word_and_hardly_beyond(start: float, end: float, struck: bool) -> None:
    assert bool(struck_words([NUMBER], [Rule(False, 24, start, end)])) is struck
