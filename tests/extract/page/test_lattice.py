"""Rules → cells."""

import pytest

from extract.cells import Kotak
from extract.page.lattice import cells_of, homes_of
from extract.page.rulings import Rule, frame_of_box
from extract.page.words import Word


def v(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def h(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


def grid(xs: tuple[float, ...], ys: tuple[float, ...]) -> list[Rule]:
    return [*(v(x, ys[0], ys[-1]) for x in xs), *(h(y, xs[0], xs[-1]) for y in ys)]


def test_a_grid() -> None:
    assert cells_of(grid((0, 50, 100), (0, 20, 40))) == [(0, 0, 50, 20), (50, 0, 100, 20), (0, 20, 50, 40), (50, 20, 100, 40)]


def test_spans_both_ways() -> None:
    """A head over two columns, a first column over two rows."""
    rules = [*frame_of_box(0, 0, 90, 60), h(20, 0, 90), h(40, 30, 90), v(30, 0, 60), v(60, 20, 60)]
    assert cells_of(rules) == [
        (0, 0, 30, 20),
        (30, 0, 90, 20),
        (0, 20, 30, 60),
        (30, 20, 60, 40),
        (60, 20, 90, 40),
        (30, 40, 60, 60),
        (60, 40, 90, 60),
    ]


def test_a_nested_table_and_the_cell_around_it() -> None:
    rules = [*grid((0, 40, 200), (0, 100)), *grid((43, 100, 197), (3, 50, 97))]
    found = cells_of(rules)
    assert (40, 0, 200, 100) in found and (43, 3, 100, 50) in found and len(found) == 6


@pytest.mark.parametrize("gap", [0.0, 1.5])
def test_rules_that_nearly_meet_close_a_cell(gap: float) -> None:
    rules = [h(0, gap, 100 - gap), h(40, gap, 100 - gap), v(0, 0, 40), v(100, 0, 40), v(50, gap, 40 - gap)]
    assert len(cells_of(rules)) == 2


def test_an_open_side_makes_no_cell() -> None:
    assert cells_of([h(0, 0, 100), h(40, 0, 100), v(0, 0, 40), v(50, 0, 40)]) == [(0, 0, 50, 40)]
    assert cells_of([h(0, 0, 100), v(0, 0, 40)]) == []


def test_double_rules_make_no_cells_between_them() -> None:
    rules = [*grid((0, 50, 52, 100), (0, 20, 22, 40))]
    assert len(cells_of(rules)) == 4


def test_a_word_is_in_the_smallest_cell_around_its_middle() -> None:
    boxes: list[Kotak] = [(0, 0, 100, 100), (10, 10, 60, 60)]
    words = [Word("dalam", 20, 20, 30, 30), Word("luar", 70, 70, 90, 80), Word("di garis", 40, 30, 78, 40), Word("jauh", 200, 0, 210, 9)]
    assert homes_of(boxes, words) == [1, 0, 1, -1]
