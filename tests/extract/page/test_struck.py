"""Where the limits lie by which a rule strikes out a word: 8 points high, 40 wide."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extract.page.rulings import Rule
from extract.page.struck import struck_words, without_underlines
from extract.page.words import Word
from tests.extract.lembar import Lembar

NUMBER = Word("1.234.567", 100, 20, 140, 28)


@pytest.mark.parametrize(("lower", "struck"), [(2.4, False), (3.2, True), (5.4, True), (6.4, False)])
def test_a_rule_through_the_middle_strikes_out_and_one_below_is_under_it(lower: float, struck: bool) -> None:
    assert bool(struck_words([NUMBER], [Rule(False, 20 + lower, 100, 140)])) is struck


@pytest.mark.parametrize(("start", "end", "struck"), [(100, 134, True), (100, 128, False), (97.6, 140, True), (96, 140, False)])
def test_it_runs_over_the_word_and_hardly_beyond(start: float, end: float, struck: bool) -> None:
    assert bool(struck_words([NUMBER], [Rule(False, 24, start, end)])) is struck


def underlined(at: float = 19.0, start: float = 10.0, end: float = 60.0, gap: float = 3.0) -> bool:
    """Is this rule a line under two words, 10 points high, that end at 20 and 60?"""
    words = [Word("Persentase", 10, 10, 35, 20), Word("Obat", 35 + gap, 10, 60, 20)]
    return without_underlines([Rule(False, at, start, end), Rule(True, 8.0, 0, 50)], words) == [Rule(True, 8.0, 0, 50)]


@pytest.mark.parametrize(("at", "found"), [(16.0, False), (16.8, True), (20.4, True), (20.7, False)])
def test_a_line_under_words_lies_at_their_foot(at: float, found: bool) -> None:
    """A rule below it ends the row, one above strikes out."""
    assert underlined(at=at) is found


@pytest.mark.parametrize(("aside", "found"), [(0.5, True), (0.8, False)])
def test_a_line_under_words_begins_and_ends_with_them(aside: float, found: bool) -> None:
    assert underlined(start=10 - aside) is found
    assert underlined(end=60 + aside) is found


@pytest.mark.parametrize(("gap", "found"), [(5.0, True), (8.0, False)])
def test_a_line_under_words_far_apart_is_the_rule_of_a_table(gap: float, found: bool) -> None:
    assert underlined(gap=gap) is found


@pytest.mark.parametrize(("lower", "found"), [(0.4, True), (0.7, False)])
def test_words_over_one_line_end_at_one_height(lower: float, found: bool) -> None:
    words = [Word("Persentase", 10, 10, 35, 20), Word("Obat", 38, 10 + lower, 60, 20 + lower)]
    assert (without_underlines([Rule(False, 19.0, 10, 60)], words) == []) is found


@pytest.mark.parametrize(("side", "found"), [(8.5, True), (9.3, False)])
def test_a_line_that_begins_at_an_upright_rule_is_a_cell_s(side: float, found: bool) -> None:
    words, rules = [Word("Persentase", 10, 10, 60, 20)], [Rule(False, 19.0, 10, 60), Rule(True, side, 0, 50)]
    assert (len(without_underlines(rules, words)) == 1) is found


def test_an_underlined_name_in_two_lines_is_one_cell() -> None:
    """The line under its first line, as wide as the cell but for the margins, parts nothing."""
    page = Lembar()
    width = stringWidth("Persentase Obat yang", "Helvetica", 8)
    xs, ys = (30, 36 + width, 80 + width), (20, 44, 68)
    page.grid(xs, ys)
    page.cells(xs, ys, [["Persentase Obat yang\nmemenuhi syarat", "80"], ["Indeks", "90"]])
    page.level(33, 33 + width, 30.6, thick=0.4)
    page.level(33, 33 + stringWidth("memenuhi syarat", "Helvetica", 8), 39.8, thick=0.4)
    assert page.rows() == [["Persentase Obat yang memenuhi syarat", "80"], ["Indeks", "90"]]
