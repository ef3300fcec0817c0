"""Where the limits lie by which words are values, phrases, and parts of a row; letters are 8 points high and 4 wide."""

import pytest

from extract.guess.cell_columns import cell_column_rules
from extract.guess.joints import without_split_phrases
from extract.guess.value_columns import place_columns, value_columns, values_of
from extract.guess.values import is_value
from extract.guess.words_by_place import Page, is_row, parts_of_lines
from extract.page.filled_cells import FilledCells
from extract.page.rulings import Rule
from extract.page.words import Word


def word(text: str, x: float, y: float = 10) -> Word:
    return Word(text, x, y, x + 4 * len(text), y + 8)


@pytest.mark.parametrize(
    ("text", "value"),
    [("12 bulan sejak Januari", True), ("12 bulan sejak bulan Januari", False), ("sekitar 12 bulan", True), ("lebih dari 12 bulan", False)],
)
def test_a_value_is_a_figure_with_few_words(text: str, value: bool) -> None:
    assert is_value(text) is value


@pytest.mark.parametrize(
    ("first", "second", "gap", "values"), [("12", "13", 2.0, 1), ("12", "13", 3.0, 2), ("12", "bulan", 2.5, 1), ("12", "bulan", 3.5, 2)]
)
def test_two_figures_part_sooner_than_a_figure_and_its_unit(first: str, second: str, gap: float, values: int) -> None:
    left = word(first, 0)
    assert len(values_of([left, word(second, left.x1 + gap)])) == values


@pytest.mark.parametrize(("behind", "gap", "values"), [("Pemeriksaan", 2.5, 1), ("Pemeriksaan", 5.0, 3), ("052", 2.3, 2)])
def test_a_dash_right_before_words_joins_a_code_to_its_name(behind: str, gap: float, values: int) -> None:
    code = word("051", 0)
    dash = word("-", code.x1 + 2.7)
    assert len(values_of([code, dash, word(behind, dash.x1 + gap)])) == values


@pytest.mark.parametrize(("begin", "rows", "columns"), [(59.8, 2, 0), (60.3, 2, 1), (60.3, 1, 0)])
def test_columns_leave_paper_free_in_every_row(begin: float, rows: int, columns: int) -> None:
    """The first column ends at 58 in one row, the second begins in the other."""
    first = [Word("91,5", 42, 10, 50, 18), Word("97,5", begin, 10, 80, 18)]
    second = [Word("1.234", 38, 30, 58, 38), Word("85,2", 64, 30, 80, 38)]
    assert len(value_columns([*first, *second] if rows == 2 else first, 0, 100)) == columns


@pytest.mark.parametrize(("lines", "parted"), [(3, True), (2, False)])
def test_a_few_lines_of_figures_in_a_cell_are_no_columns(lines: int, parted: bool) -> None:
    words = [at for n in range(lines) for at in (word("91,5", 4, 10 + 12 * n), word("97,5", 60, 10 + 12 * n))]
    assert bool(cell_column_rules(FilledCells([(0.0, 0.0, 100.0, 80.0)], [0] * len(words), words))) is parted


@pytest.mark.parametrize(("gap", "parts"), [(7.0, 1), (9.0, 2)])
def test_parts_of_a_line_stand_as_far_apart_as_it_is_high(gap: float, parts: int) -> None:
    left = word("Obat", 0)
    assert parts_of_lines(Page([left, word("aman", left.x1 + gap)]).between(0, 50, -1, 500)) == [parts]


@pytest.mark.parametrize(("parts", "row"), [((3, 1, 1), True), ((2, 1, 1), False), ((2, 2), True), ((1, 2), False)])
def test_a_row_has_parts(parts: tuple[int, ...], row: bool) -> None:
    words = [word("Obat", 40 * n, 10 + 12 * line) for line, count in enumerate(parts) for n in range(count)]
    assert is_row(Page(words).between(0, 100, -1, 500)) is row


@pytest.mark.parametrize(("gap", "kept"), [(2.8, False), (4.0, True)])
def test_words_of_a_phrase_stand_a_blank_apart(gap: float, kept: bool) -> None:
    """Over both places run the words of the row above; here the first one is inside a word, the other between two."""
    above = [Word("peralatan", 84, 10, 120, 18), Word("fasilitas", 122, 10, 165, 18)]
    here = [Word("bangunan", 76, 30, 108, 38), Word("laboratorium", 110.5, 30, 158.5, 38), Word("lain", 158.5 + gap, 30, 180, 38)]
    joints = [Rule(True, at, y, y + 20) for y in (4.0, 24.0) for at in (100.0, 160.0)]
    found = without_split_phrases(joints, Page([*above, *here]))
    assert ((160.0, 24.0) in {(rule.at, rule.start) for rule in found}) is kept


@pytest.mark.parametrize(("rows", "columns"), [(12, 1), (11, 0)])
def test_one_row_of_a_dozen_has_a_name_over_the_paper_between_two_columns(rows: int, columns: int) -> None:
    body = [[(0.0, 40.0), (60.0, 80.0)]] * (rows - 1)
    assert len(place_columns([*body, [(0.0, 64.0), (70.0, 80.0)]], [], 0, 90)) == columns


def test_a_rule_goes_beside_a_value_that_stands_out() -> None:
    """One row of a dozen may stand in the gap; the heads would have the rule at 64, in its figure."""
    rows = [[Word("91,5", 42, y, 58, y + 8), Word("97,5", 72, y, 88, y + 8)] for y in range(30, 270, 20)]
    rows.append([Word("85,2", 42, 270, 58, 278), Word("1.197,5", 62, 270, 88, 278)])
    heads = [Word("Realisasi", 40, 10, 60, 18), Word("Capaian", 68, 10, 92, 18)]
    assert value_columns([*heads, *(word for row in rows for word in row)], 0, 100) == pytest.approx([60.0], abs=0.3)
