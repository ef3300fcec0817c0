"""Which filled areas are cells."""

from itertools import pairwise

import pytest

from extract.cells import Kotak
from extract.page.fills import fill_rules
from extract.page.lattice import cells_of
from extract.page.rulings import Rule, frame_of_box, table_rules


def row(top: float, bottom: float, xs: tuple[float, ...], gap: float = 0.0) -> list[Kotak]:
    return [(a + gap, top, b - gap, bottom) for a, b in pairwise(xs)]


XS = (30.0, 60.0, 200.0, 260.0)


def test_filled_cells_are_cells() -> None:
    fills = [*row(10, 30, XS), *row(30, 50, XS)]
    assert len(cells_of(table_rules(fill_rules(fills, [])))) == 6


def test_filled_cells_with_paper_between_them() -> None:
    fills = [*row(10, 30, XS, 0.75), *row(31.5, 50, XS, 0.75)]
    found = cells_of(table_rules(fill_rules(fills, [])))
    assert len(found) == 6
    assert all(x1 - x0 > 20 and y1 - y0 > 15 for x0, y0, x1, y1 in found)


def test_shading_behind_paragraphs_is_none() -> None:
    assert fill_rules([(30, y, 500, y + 14) for y in range(0, 140, 14)], []) == []


def test_highlighted_words_are_none() -> None:
    """Two runs of one line, and two of the next, with other ends."""
    assert fill_rules([(30, 10, 80, 20), (80, 10, 140, 20), (30, 22, 64, 32), (64, 22, 120, 32)], []) == []


def test_drawn_rules_come_first() -> None:
    """A ruled table with a shaded head: nothing is added beside its rules."""
    head = row(10.3, 29.7, XS)
    drawn = [rule for box in (*row(10, 30, XS), *row(30, 50, XS)) for rule in frame_of_box(*box)]
    assert fill_rules([*head, (90.0, 32.0, 120.0, 44.0)], table_rules(drawn)) == []


def test_rows_filled_as_a_whole_below_a_head_filled_cell_by_cell() -> None:
    bands: list[Kotak] = [(30, y, 260, y + 15) for y in (45, 75, 105)]
    found = fill_rules([*row(10, 30, XS), *bands], [])
    level = sorted({rule.at for rule in found if not rule.vertical})
    assert level == [10, 30, 45, 60, 75, 90, 105, 120]
    assert {rule.at for rule in found if rule.vertical} == set(XS)


def test_a_head_over_rules_of_its_width() -> None:
    lines = [Rule(False, y, 30, 260) for y in (30, 50, 70)]
    assert {rule.at for rule in fill_rules(row(10, 30, XS), lines) if rule.vertical} == set(XS)
    assert fill_rules(row(10, 30, XS), [Rule(False, 30, 30, 400), Rule(False, 50, 30, 400)]) == []


def areas(found: list[Rule]) -> int:
    return len(cells_of(table_rules(found)))


def test_every_other_row_filled_a_hands_breadth_below_belongs_to_the_table_and_what_lies_farther_does_not() -> None:
    near: list[Kotak] = [(30.0, y, 260.0, y + 15) for y in (100.0, 185.0)]
    far = (30.0, 330.0, 260.0, 345.0)
    level = {rule.at for rule in fill_rules([*row(10, 30, XS), *near, far], []) if not rule.vertical}
    assert {100, 115, 185, 200} <= level and not {330, 345} & level


def test_two_shaded_boxes_side_by_side_with_paper_between_them_are_no_table() -> None:
    boxes = [(x0, y, x1, y + 20) for y in (10.0, 30.0) for x0, x1 in ((30.0, 100.0), (108.0, 200.0))]
    assert fill_rules(boxes, []) == []


def test_areas_that_share_little_of_their_height_stand_in_no_row() -> None:
    """Highlights in two columns of text, whose lines stand at other heights; and a row whose second cell hangs lower."""

    def rows(lower: float) -> list[Kotak]:
        return [box for y in (10.0, 50.0) for box in ((30.0, y, 100.0, y + 20), (100.0, y + lower, 170.0, y + 20 + lower))]

    assert fill_rules(rows(12), []) == []
    assert fill_rules(rows(8), []) != []


def test_shading_of_paragraphs_in_shaded_cells_is_no_cell() -> None:
    cells = [*row(10, 30, XS), *row(30, 50, XS)]
    paragraphs = [(x0 + 2, top + 1.5, x1 - 2, bottom - 1.5) for x0, top, x1, bottom in cells]
    assert areas(fill_rules([*cells, *paragraphs], [])) == 6


def test_rules_beside_a_cell_over_all_rows_part_the_rows_and_short_ones_do_not() -> None:
    filled = [box for y in (10, 30, 50, 70) for box in row(y, y + 20, XS)]

    def level(start: float) -> set[float]:
        return {rule.at for rule in fill_rules(filled, [Rule(False, y, start, 260) for y in (30, 50, 70)]) if not rule.vertical}

    assert level(122) == set() and level(168) != set()


@pytest.mark.parametrize(("over", "cells"), [(1.2, 6), (2.0, 0)])
def test_cells_of_a_row_may_lie_a_little_over_one_another(over: float, cells: int) -> None:
    filled = [(x0, top, x1 + over, bottom) for y in (10, 30) for x0, top, x1, bottom in row(y, y + 20, XS)]
    assert areas(fill_rules(filled, [])) == cells
