"""Which filled areas are cells."""

from itertools import pairwise

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
