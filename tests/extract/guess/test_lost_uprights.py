"""Pieces of upright rules that are missing: the cell is parted where the rows above and below are; words are 7 points high."""

from collections.abc import Collection

import pytest

from extract.guess.lost_uprights import lost_uprights
from extract.guess.page_rules import page_rules
from extract.page.filled_cells import FilledCells
from extract.page.page_tables import page_reading
from extract.page.rulings import Rule
from extract.page.words import Word
from tests.extract.guess.test_aligned import phrase

EDGES = (40.0, 200.0, 260.0, 320.0)
ROWS = 4


def table(lost: Collection[int], name: str = "Nilai AKIP UPT") -> tuple[list[Rule], list[Word]]:
    """Names, targets, and results in four ruled rows; the rule between name and target is missing beside those of `lost`."""
    tops = [60 + 14.0 * n for n in range(ROWS + 1)]
    rules = [Rule(False, y, EDGES[0], EDGES[-1]) for y in tops]
    rules += [Rule(True, x, tops[n], tops[n + 1]) for x in EDGES for n in range(ROWS) if x != EDGES[1] or n not in lost]
    words = [
        word for n in range(ROWS) for text, x in ((name, 44), (f"7{n},5", 220), (f"8{n}", 284)) for word in phrase(text, x, tops[n] + 4)
    ]
    return rules, words


def rows(rules: list[Rule], words: list[Word]) -> list[list[str]]:
    made = page_rules(rules, [], words)
    return [[cell.text for cell in row.cells] for block in page_reading(made.boxes, words, 1, "uji", made).blocks for row in block.rows]


@pytest.mark.parametrize("lost", [(1,), (3,), (1, 2), (0,)])
def test_a_figure_beside_a_name_is_parted_as_in_the_rows_around_it(lost: tuple[int, ...]) -> None:
    assert rows(*table(lost)) == [["Nilai AKIP UPT", f"7{n},5", f"8{n}"] for n in range(ROWS)]


def test_the_row_says_so() -> None:
    rules, words = table((1,))
    made = page_rules(rules, [], words)
    (block,) = page_reading(made.boxes, words, 1, "uji", made).blocks
    assert ["kolom_disimpulkan" in row.bendera for row in block.rows] == [False, True, False, False]


def test_a_text_over_the_place_is_left_whole() -> None:
    name = "Persentase Obat yang memenuhi syarat di UPT dan kota ini"
    rules, words = table((1,), name)
    assert all(word.x0 < EDGES[1] < word.x1 for word in words if word.text == "ini")
    assert rows(rules, words)[1] == [f"{name} 71,5", "81"]


def test_a_wide_cell_below_a_wide_one_has_no_such_piece() -> None:
    """Two sums over both columns: nothing beside them parts there, but above."""
    boxes = [
        (40.0, 60.0, 200.0, 74.0),
        (200.0, 60.0, 260.0, 74.0),
        (40.0, 74.0, 260.0, 88.0),
        (40.0, 88.0, 260.0, 102.0),
        (40.0, 102.0, 150.0, 116.0),
    ]
    words = [*phrase("Total", 44, 78), *phrase("71,5", 220, 78)]
    assert lost_uprights(FilledCells(boxes, [2] * len(words), words)) == []


def test_rp_stands_at_the_other_end_of_its_own_cell() -> None:
    boxes = [(40.0, 60.0, 200.0, 74.0), (200.0, 60.0, 260.0, 74.0), (40.0, 74.0, 260.0, 88.0)]
    words = [*phrase("Rp", 44, 78), *phrase("1.234.000", 220, 78)]
    assert lost_uprights(FilledCells(boxes, [2] * len(words), words)) == []
