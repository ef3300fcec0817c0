"""A fill is a ground; it is a rule only where it is thin and long."""

import itertools

import pytest

from extract.cells import Kotak
from extract.page.grounds import grounds_of, thick_rules
from extract.page.rulings import Rule
from extract.page.words import Word
from tests.extract.lembar import GREY, WHITE, Lembar

XS, YS = (30, 60, 200, 260, 320), (20, 54, 84, 114)
HEAD, BODY = ["No.", "Indikator", "Target", "Capaian"], [["1", "Obat", "80", "110"], ["2", "Makanan", "90", "50"]]


def shaded(page: Lembar, x0: float, top: float, x1: float, bottom: float, lines: int, margin: float = 5.4, above: float = 6) -> None:
    """A cell as Word shades it: bands above and below the paragraph, the margins beside it, a fill for each of its lines."""
    foot = top + above + 9.2 * lines
    page.fill(x0, top, x1, top + above)
    page.fill(x0, top + above, x0 + margin, foot)
    for n in range(lines):
        page.fill(x0 + margin, top + above + 9.2 * n, x1 - margin, top + above + 9.2 * (n + 1))
    page.fill(x1 - margin, top + above, x1, foot)
    page.fill(x0, foot, x1, bottom)


@pytest.mark.parametrize("margin", [3.6, 5.4, 7.2, 10.0])
def test_five_fills_of_a_shaded_cell_are_one_ground(margin: float) -> None:
    """A head with one name of two lines, as Word writes it: its fills stand at other heights than those beside it."""
    page = Lembar()
    for (x0, x1), text in zip(itertools.pairwise(XS), HEAD, strict=True):
        lines = ["Capaian", "(%)"] if text == "Capaian" else [text]
        shaded(page, x0, 20, x1, 54, len(lines), margin)
        page.text(x0 + margin, 26, *lines)
    page.grid(XS, YS)
    page.cells(XS, YS[1:], BODY)
    assert page.rows() == [["No.", "Indikator", "Target", "Capaian (%)"], *BODY]


def test_a_shaded_column_in_a_ruled_table() -> None:
    page = Lembar()
    for top, bottom in ((54, 84), (84, 114)):
        shaded(page, 200, top, 260, bottom, 1)
    page.grid(XS, YS)
    page.cells(XS, YS, [HEAD])
    for n, row in enumerate(BODY):
        for x, text in zip(XS, row, strict=False):
            page.text(x + 5.4, 54 + 30 * n + 6, text)
    assert page.rows() == [HEAD, *BODY]


def test_shaded_paragraphs_in_filled_cells_without_rules() -> None:
    page = Lembar()
    for n, (top, bottom) in enumerate(itertools.pairwise(YS)):
        for x0, x1, text in zip(XS, XS[1:], [HEAD, *BODY][n], strict=False):
            shaded(page, x0 + 1, top + 1, x1 - 1, bottom - 1, 1)
            page.text(x0 + 7, top + 8, text)
    assert page.rows() == [HEAD, *BODY]


def test_narrow_filled_cells_with_words_stay_cells() -> None:
    fills: list[Kotak] = [(30, 10, 42, 20), (42, 10, 100, 20), (100, 10, 112, 20)]
    words = [Word("1", 33, 11, 37, 19), Word("Obat", 45, 11, 60, 19), Word("2", 103, 11, 107, 19)]
    assert sorted(grounds_of(fills, words)) == fills


def test_empty_cells_beside_one_with_words_are_no_margins() -> None:
    fills: list[Kotak] = [(30, 10, 50, 30), (50, 10, 110, 30), (110, 10, 130, 30)]
    assert sorted(grounds_of(fills, [Word("Obat", 60, 15, 80, 23)])) == fills


@pytest.mark.parametrize(("seam", "grounds"), [(0.5, 1), (0.8, 3)])
def test_fills_of_one_ground_leave_no_paper_that_shows(seam: float, grounds: int) -> None:
    fills: list[Kotak] = [(30, 10, 36, 30), (36 + seam, 10, 110, 30), (110 + seam, 10, 116, 30)]
    assert len(grounds_of(fills, [Word("Obat", 60, 15, 80, 23)])) == grounds


@pytest.mark.parametrize(("width", "height", "rules"), [(5.0, 20.0, 1), (8.0, 60.0, 0), (5.0, 12.0, 0)])
def test_a_filled_box_is_a_rule_where_it_is_thin_and_much_longer(width: float, height: float, rules: int) -> None:
    assert len(thick_rules([(100, 10, 100 + width, 10 + height)], [])[0]) == rules


@pytest.mark.parametrize(("lines", "grounds"), [(10, 1), (7, 10)])
def test_lines_that_leave_much_of_the_height_are_no_paragraph_of_a_shaded_cell(lines: int, grounds: int) -> None:
    fills: list[Kotak] = [(30, 10, 36, 110), *((36, 10 + 10 * n, 110, 20 + 10 * n) for n in range(lines)), (110, 10, 116, 110)]
    words = [Word("Obat", 60, 11 + 10 * n, 80, 19 + 10 * n) for n in range(lines)]
    assert len(grounds_of(fills, words)) == (grounds if lines == 10 else lines + 2)


@pytest.mark.parametrize("thick", [3.0, 4.5, 6.0])
def test_a_rule_drawn_as_a_filled_box(thick: float) -> None:
    """A rule of Word's widths is a box when it is printed, here one piece a row."""
    page = Lembar()
    page.level(30, 320, *YS)
    page.upright(20, 114, 30, 60, 200, 320)
    for top, bottom in itertools.pairwise(YS):
        page.fill(260 - thick / 2, top, 260 + thick / 2, bottom, 0)
    page.cells(XS, YS, [HEAD, *BODY])
    assert page.rows() == [HEAD, *BODY]


@pytest.mark.parametrize("gap", [1.0, 3.0, 4.4, 6.0])
def test_filled_cells_with_white_gaps(gap: float) -> None:
    page = Lembar()
    for n, (top, bottom) in enumerate(itertools.pairwise(YS)):
        for x0, x1 in itertools.pairwise(XS):
            page.fill(x0 + gap / 2, top + gap / 2, x1 - gap / 2, bottom - gap / 2, GREY + 0.05 * n)
    page.cells(XS, YS, [HEAD, *BODY])
    assert page.rows() == [HEAD, *BODY]


@pytest.mark.parametrize("drawn", ["lines", "boxes"])
def test_white_rules_on_a_filled_ground(drawn: str) -> None:
    page = Lembar()
    page.fill(30, 20, 320, 114)
    page.level(30, 320, 20, 54, 84, 114)
    if drawn == "lines":
        page._canvas.setStrokeGray(1)
        page.upright(20, 114, *XS, thick=3)
    else:
        for x in XS:
            page.fill(x - 1.5, 20, x + 1.5, 114, WHITE)
    page.cells(XS, YS, [HEAD, *BODY])
    assert page.rows() == [HEAD, *BODY]


def test_a_box_that_is_no_longer_than_it_is_thick_is_no_rule() -> None:
    assert thick_rules([(10, 10, 14, 20)], []) == ([], [(10, 10, 14, 20)])
    assert thick_rules([(10, 10, 14, 40)], []) == ([Rule(True, 12, 10, 40)], [])


def test_a_bar_with_words_on_it_is_no_rule() -> None:
    bar: Kotak = (10, 10, 60, 16)
    assert thick_rules([bar], [Word("kecil", 12, 10.5, 30, 15.5)]) == ([], [bar])
