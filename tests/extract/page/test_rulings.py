"""Which drawn things are rules of a table."""

from typing import cast

import pytest

from extract.page.lattice import cells_of
from extract.page.rulings import (
    Rule,
    closing_rules,
    corner_rules,
    frame_of_box,
    joined_lines,
    merge_rules,
    open_ends,
    rule_of_box,
    rules_of_dots,
    side_rules,
    stands_already,
    table_rules,
)


def v(at: float, start: float, end: float) -> Rule:
    return Rule(True, at, start, end)


def h(at: float, start: float, end: float) -> Rule:
    return Rule(False, at, start, end)


@pytest.mark.parametrize(
    ("box", "rule"),
    [
        ((10, 20, 110, 20), h(20, 10, 110)),
        ((10, 20, 110, 20.8), h(20.4, 10, 110)),
        ((10, 20, 12.5, 90), v(11.25, 20, 90)),
        ((10, 20, 10, 90), v(10, 20, 90)),
        ((10, 20, 110, 34), None),  # shading
        ((10, 20, 12, 22), None),  # a dot
        ((10, 20, 13, 90), None),  # too wide for a rule
    ],
)
def test_rule_of_box(box: tuple[float, float, float, float], rule: Rule | None) -> None:
    assert rule_of_box(*box) == rule


def test_frame_of_box() -> None:
    assert set(frame_of_box(0, 10, 100, 30)) == {v(0, 10, 30), v(100, 10, 30), h(10, 0, 100), h(30, 0, 100)}


def test_pieces_on_one_line_become_one_rule() -> None:
    assert merge_rules([h(10, 0, 50), h(10.4, 50, 90), h(10.2, 91, 120)]) == [h(cast(float, pytest.approx(10.2)), 0, 120)]


def test_pieces_that_meet_in_one_place_run_as_one() -> None:
    pieces = [v(5, 10, 20), v(6, 12, 15), v(5, 0, 10), v(5, 2, 4), v(5, 20.1, 30), v(4.9, 0, 30), h(5, 0, 99), v(6, 15, 15)]
    assert joined_lines(pieces, vertical=True).tolist() == [[4.9, 0, 30], [5, 0, 20], [5, 20.1, 30], [6, 12, 15]]
    assert joined_lines(pieces, vertical=False).tolist() == [[5, 0, 99]]
    assert joined_lines([], vertical=False).shape == (0, 3)


def test_a_gap_stays_a_gap() -> None:
    assert merge_rules([h(10, 0, 50), h(10, 60, 90)]) == [h(10, 0, 50), h(10, 60, 90)]


def test_double_rules_stay_two() -> None:
    rules = [v(100, 0, 50), v(103, 0, 50), h(10, 0, 80), h(12.5, 0, 80)]
    assert sorted(merge_rules(rules), key=lambda r: (not r.vertical, r.at)) == rules


def test_a_short_rule_inside_a_long_one() -> None:
    assert merge_rules([v(5, 0, 100), v(5, 20, 30)]) == [v(5, 0, 100)]


def test_a_table_open_at_the_page_end_is_closed() -> None:
    rules = [h(0, 0, 100), h(20, 0, 100), v(0, 0, 60), v(50, 0, 60), v(100, 0, 60)]
    assert h(60, 0, 100) in closing_rules(rules)


def test_a_table_open_at_the_page_head_is_closed() -> None:
    rules = [h(40, 0, 100), v(0, 10, 40), v(50, 10.5, 40), v(100, 10, 40)]
    assert h(10, 0, 100) in closing_rules(rules)


def test_one_rule_alone_closes_nothing() -> None:
    assert closing_rules([v(0, 0, 60), h(0, 0, 100)]) == []
    assert closing_rules([v(0, 0, 3), v(50, 0, 3)]) == [], "too short to be sides of a cell"


def test_dashes_are_one_rule_and_cells_are_not() -> None:
    dashes = [h(10, x, x + 3) for x in range(0, 60, 6)]
    assert merge_rules(dashes) == [h(10, 0, 57)]
    cells = [h(10, x, x + 28) for x in range(0, 120, 32)]
    assert merge_rules(cells) == cells


def test_rows_of_dots_are_rules() -> None:
    dots = [(float(x), 20.0) for x in range(0, 100, 2)] + [(50.0, 20.0 + y) for y in range(0, 40, 2)]
    assert sorted(rules_of_dots(dots), key=lambda r: r.vertical) == [h(20, 0, 98), v(50, 20, 58)]
    assert rules_of_dots([(0, 0), (2, 0), (4, 0)]) == [], "three dots are no rule"


def test_sides_that_nobody_drew() -> None:
    level = [h(y, 30, 330) for y in (0, 20, 40)]
    inner = [v(100, 0, 40), v(200, 0, 40)]
    assert set(side_rules([*level, *inner])) == {v(x, y, y + 20) for x in (30, 330) for y in (0, 20)}
    assert side_rules([*level, *inner, v(30, 0, 40), v(330, 0, 40)]) == [], "they are drawn"
    assert side_rules(level) == [], "lines under headings are no table"


def test_a_table_of_inner_rules_only_is_closed_all_round() -> None:
    """Word's «inside borders»: a table of three by three without a frame."""
    rules = table_rules([h(20, 0, 300), h(40, 0, 300), v(100, 0, 60), v(200, 0, 60)])
    assert len(cells_of(rules)) == 9
    assert min(x0 for x0, *_ in cells_of(rules)) == 0 and max(x1 for _, _, x1, _ in cells_of(rules)) == 300


def test_a_closed_table_is_not_open_below() -> None:
    sides = [v(0, 0, 60), v(50, 0, 60), v(100, 0, 60)]
    assert open_ends([*sides, h(0, 0, 100), h(20, 0, 100)]) == [h(60, 0, 100)]
    assert open_ends([*sides, h(0, 0, 100), h(60, 0, 100)]) == []


def test_a_rule_from_which_a_page_hangs_is_as_wide_as_its_table() -> None:
    """No outer sides, and a cell over all rows: no rule runs through, only the upper one reaches the edges."""
    closing = closing_rules([h(0, 0, 300), h(20, 100, 300), v(30, 0, 60), v(100, 0, 60), v(200, 20, 60)])
    assert h(60, 0, 300) in closing


def test_a_merged_cell_at_the_end_of_a_page_without_outer_rules() -> None:
    """The rows beside it end with a rule; its own side and end nobody drew."""
    drawn = [h(10, 0, 200), h(40, 0, 200), h(70, 50, 200), h(100, 50, 200), v(50, 10, 100), v(120, 10, 100), v(160, 10, 100)]
    assert (0, 40, 50, 100) in cells_of(table_rules(drawn))


def test_corner_squares_are_pieces_of_their_uprights() -> None:
    """An upright rule drawn row by row, with a square of 1.6 points where the rows meet."""
    pieces = [Rule(True, 56.7, 51.6, 64.0), Rule(True, 56.7, 65.6, 78.0)]
    (corner,) = [rule for rule in corner_rules([(56.0, 64.0, 57.4, 65.6), (200.0, 64.0, 201.4, 65.6)], pieces) if rule.vertical]
    (whole,) = merge_rules([*pieces, corner])
    assert (whole.start, whole.end) == (51.6, 78.0)


# ---- where the limits lie, in points


@pytest.mark.parametrize(("apart", "count"), [(0.8, 1), (1.4, 2)])
def test_rules_on_one_another_are_one_and_double_ones_two(apart: float, count: int) -> None:
    assert len(merge_rules([h(10, 0, 80), h(10 + apart, 0, 80)])) == count


@pytest.mark.parametrize(("gap", "count"), [(1.2, 1), (2.0, 2)])
def test_pieces_of_a_rule_nearly_meet(gap: float, count: int) -> None:
    assert len(merge_rules([h(10, 0, 40), h(10, 40 + gap, 80)])) == count


@pytest.mark.parametrize(("length", "gap", "pieces", "count"), [
    (5.0, 5.0, 6, 1),
    (8.0, 5.0, 6, 6),  # the borders of cells set apart
    (3.0, 4.2, 6, 1),
    (3.0, 5.4, 6, 6),
    (3.0, 3.0, 4, 1),
    (3.0, 3.0, 3, 3),
])  # fmt: skip
def test_dashes_are_short_many_and_leave_little_more_than_they_draw(length: float, gap: float, pieces: int, count: int) -> None:
    drawn = [h(10, n * (length + gap), n * (length + gap) + length) for n in range(pieces)]
    assert len(merge_rules(drawn)) == count


@pytest.mark.parametrize(("dots", "rules"), [(4, 0), (5, 1)])
def test_a_few_dots_are_no_rule(dots: int, rules: int) -> None:
    assert len(rules_of_dots([(2.0 * n, 10.0) for n in range(dots)])) == rules


@pytest.mark.parametrize(("length", "lower", "closed"), [(60.0, 102.2, 1), (60.0, 102.9, 0), (5.0, 99.9, 1), (3.0, 99.9, 0)])
def test_a_table_is_open_where_rules_of_some_length_end_at_one_height(length: float, lower: float, closed: int) -> None:
    drawn = [v(10, 99.9 - length, 99.9), v(90, lower - length, lower)]
    assert len(closing_rules(drawn, ("end",))) == closed


@pytest.mark.parametrize(("apart", "side"), [(2.5, 101.25), (4.0, 100.0)])
def test_level_rules_that_end_nearly_at_one_place_have_one_side(apart: float, side: float) -> None:
    """Farther apart, the lower one is wider than the row."""
    drawn = [h(10, 0, 100), h(40, 0, 100 + apart), v(0, 10, 40), v(50, 10, 40)]
    assert [rule.at for rule in side_rules(drawn) if rule.vertical and rule.at > 90] == [side]


@pytest.mark.parametrize(("length", "there"), [(60, True), (40, False)])
def test_a_rule_stands_already_where_others_run_along_most_of_it(length: float, there: bool) -> None:
    assert stands_already(v(10, 0, 100), [v(11, 0, length)]) is there


@pytest.mark.parametrize(("width", "cells"), [(4.0, 2), (3.0, 1)])
def test_the_strip_between_double_rules_is_no_cell(width: float, cells: int) -> None:
    drawn = [h(0, 0, 60 + width), h(20, 0, 60 + width), v(0, 0, 20), v(60, 0, 20), v(60 + width, 0, 20)]
    assert len(cells_of(drawn)) == cells


@pytest.mark.parametrize(("short", "cells"), [(1.5, 2), (2.8, 1)])
def test_a_rule_closes_a_cell_where_it_ends_near_the_next(short: float, cells: int) -> None:
    drawn = [*frame_of_box(0, 0, 100, 20), v(50, 0, 20 - short)]
    assert len(cells_of(drawn)) == cells
