"""A row of one cell in a table without outer sides, and what stands between two tables."""

import pytest

from extract.guess.band_sides import band_sides
from extract.page.lattice import cells_of
from extract.page.rulings import Rule, table_rules
from extract.page.words import Word

COLUMNS = (40.0, 120.0, 160.0, 200.0)


def rules(lower: float, columns: tuple[float, ...] = COLUMNS) -> list[Rule]:
    """Two parts of a table, 0–40 and `lower` to 40 below it, no sides."""
    level = [Rule(False, at, 0, 240) for at in (0, 20, 40, lower, lower + 20, lower + 40)]
    return [*level, *(Rule(True, x, 0, 40) for x in COLUMNS), *(Rule(True, x, lower, lower + 40) for x in columns)]


@pytest.mark.parametrize("above", [2, 5.5])
def test_a_band_over_the_whole_width_is_a_cell(above: float) -> None:
    """Its text lies close to its rules, or as loosely as in a row of the table."""
    drawn = rules(51 + above)
    words = [Word("Sasaran", 4, 40 + above, 40, 49 + above), Word("pertama", 44, 40 + above, 90, 49 + above)]
    assert (0, 40, 240, 51 + above) in cells_of(table_rules([*drawn, *band_sides(drawn, words)]))


@pytest.mark.parametrize(
    ("drawn", "top"),
    [
        (rules(70), 50),  # loose lines between two tables
        (rules(53, (60.0, 90.0, 140.0, 180.0)), 42),  # another table
        ([*rules(53), Rule(True, 120, 40, 53)], 42),  # a row of two cells
        ([*rules(53), Rule(True, 0, 0, 40), Rule(True, 240, 0, 40)], 42),  # tables with sides
    ],
)
def test_what_is_no_band(drawn: list[Rule], top: float) -> None:
    assert band_sides(drawn, [Word("Sasaran", 4, top, 40, top + 9)]) == []


def test_a_close_caption_is_no_band() -> None:
    words = [Word("Tabel", 4, 42, 30, 51), Word("3.2", 34, 42, 50, 51)]
    assert band_sides(rules(53), words) == []


def test_an_empty_strip_is_no_band() -> None:
    assert band_sides(rules(53), []) == []
