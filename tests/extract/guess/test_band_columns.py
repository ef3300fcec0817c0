"""Rows of figures under a head and blocks with columns of their own, level rules between them; letters are 8 points high and 4 wide."""

import pytest

from extract.guess.band_columns import band_columns
from extract.guess.words_by_place import Page
from extract.page.rulings import Rule
from tests.extract.guess.test_guessed_columns import level, phrase, word

HEAD = (200.0, 230.0, 260.0, 290.0)


def columns(*rest: str, indent: float, height: float | None = None) -> dict[float, list[float]]:
    """Where the columns of the strips begin, by the upper end of each: the rest of a row of the page before, an indicator, its block.
    height: of the first strip, where it is more than its lines."""
    begin = 17 + (height or 9 * len(rest) + 4.0)
    drawn = [*level(5, 17, begin + 60), *level(begin, begin + 20, begin + 40, start=60)]
    drawn += [Rule(True, x, 5, 17) for x in (30, 60, *HEAD, 340)]
    words = [at for n, text in enumerate(rest) for at in phrase(text, 60 + indent, 19 + 9 * n)]
    words += [*phrase("Obat aman", 64, begin + 5), *(word("97", x + 8, begin + 5) for x in HEAD[:3]), word("4.228", 310, begin + 5)]
    for n, (name, part) in enumerate((("Sampel obat", "Uji pangan"), ("Sampel lain", "Uji obat")), 1):
        y = begin + 20 * n + 5
        words += [*phrase(name, 64, y), *phrase(part, 150, y), word("6.162", 250, y), word("3.081", 310, y)]
    found = band_columns(drawn, Page(words))
    return {top: sorted({rule.at for rule in found if rule.vertical and rule.start == top}) for top in (17, begin, begin + 20)}


@pytest.mark.parametrize("rest", [("memenuhi syarat",), ("yang aman dan", "bermutu di", "wilayah kerja", "UPT menurut", "hasil uji")])
def test_the_rest_of_a_name_that_begins_in_its_cell_is_under_the_head(rest: tuple[str, ...]) -> None:
    """However many lines the page before has left of it; 6 points are the paper inside a cell. The block has two of the head's columns."""
    rest_of_row, indicator, block = columns(*rest, indent=6).values()
    assert rest_of_row == indicator == [60, *HEAD, 340]
    assert block == [60, 128, 230, 290, 340]


def test_the_rest_of_a_name_behind_a_number_is_of_a_block() -> None:
    rest_of_row, indicator, block = columns("memenuhi syarat", indent=10).values()
    assert indicator == [60, *HEAD, 340]
    assert rest_of_row == block != indicator


@pytest.mark.parametrize(("height", "is_row"), [(240.0, True), (390.0, False)])
def test_the_paper_between_two_tables_of_one_width_is_no_row(height: float, is_row: bool) -> None:
    """A head and a line of text far above the next rule of that width."""
    assert bool(columns("memenuhi syarat", indent=6, height=height)[17]) is is_row


def block_beside_merged_names(at: float, merged: int) -> list[float]:
    """The columns of a block in which so many names stand beside two lines each, parted by a rule that begins behind the name."""
    drawn = [*level(5, 17, 37), *level(37, start=60), *(Rule(True, x, 5, 17) for x in (30, 60, *HEAD, 340))]
    words = [*phrase("Obat aman", 64, 22), *(word("97", x + 8, 22) for x in HEAD[:3]), word("4.228", 310, 22)]
    for n in range(3):
        y = 37 + 40 * n
        drawn += [*level(y + 40, start=60), *(level(y + 20, start=at) if n < merged else [])]
        words += phrase("Sampel obat", 64, y + 5)
        words += [
            text for k in (5, 25) for text in (*phrase("Uji pangan", 150, y + k), word("6.162", 250, y + k), word("3.081", 310, y + k))
        ]
    return sorted({rule.at for rule in band_columns(drawn, Page(words)) if rule.vertical and rule.start == 37})


@pytest.mark.parametrize(("at", "merged", "column"), [(138.0, 2, 138), (138.0, 1, 128), (145.0, 2, 128)])
def test_a_column_is_where_the_rules_beside_merged_names_begin(at: float, merged: int, column: float) -> None:
    """Two of them tell one, near the place that the texts show."""
    assert block_beside_merged_names(at, merged)[:2] == [60, column]
