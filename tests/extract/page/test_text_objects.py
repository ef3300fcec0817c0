"""A cell's text is an object of its own, wherever it runs over its rule."""

import numpy as np
import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from extract.page.text_objects import homes_over_rules, parted_at_rules, printed_twice
from tests.extract.lembar import Lembar

XS, YS = (30, 120, 155, 190, 260), (20, 36, 52)


@pytest.mark.parametrize("over", [0.5, 2.0, 5.0, 9.0])
def test_a_name_over_its_right_rule_and_the_figure_behind_it(over: float) -> None:
    page = Lembar()
    page.grid(XS, YS)
    page.text(120 + over, 23, "Persentase Obat aman", right=True)
    page.text(122, 23, "5,00")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    rows = page.rows()
    assert rows[0] == ["Persentase Obat aman", "5,00", "", ""]
    assert rows[1] == ["Indeks", "6,00", "7,00", "8"]


@pytest.mark.parametrize("over", [0.5, 2.0, 5.0])
def test_a_line_of_a_name_over_its_right_rule_though_the_content_has_another_line_before_the_figure(over: float) -> None:
    page = Lembar()
    page.grid(XS, (20, 42, 58))
    page.text(120 + over, 23, "Persentase Obat dan", right=True)
    page.text(120 + over, 32, "Makanan aman", right=True)
    page.text(120 + over + 0.1, 23, "5,00")
    page.cells(XS, (42, 58), [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["Persentase Obat dan Makanan aman", "5,00", "", ""]


def test_an_amount_over_both_rules_of_its_cell_that_the_content_has_later() -> None:
    """The figure behind it was written before it."""
    page = Lembar()
    page.grid(XS, YS)
    page.text(153, 23, "95,78", right=True)
    page.text(194, 23, "44")
    page.text(152, 23, "46.916.700")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["", "95,78", "46.916.700", "44"]


@pytest.mark.parametrize("before", [1.0, 4.0, 8.0])
def test_an_amount_over_both_rules_of_its_cell_that_touches_the_one_before_it(before: float) -> None:
    page = Lembar()
    page.grid(XS, YS)
    width = stringWidth("129.428", "Helvetica", 8)
    page.text(155 - before - width, 23, "129.428")
    page.text(155 - before, 23, "127.473.756")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["", "129.428", "127.473.756", ""]


@pytest.mark.parametrize("month", ["94,25", "62,16", "1,00", "12,10"])
@pytest.mark.parametrize("right", [215.0, 219.5, 224.0, 231.0])
def test_an_amount_over_its_left_rule_and_the_figure_before_it(month: str, right: float) -> None:
    """PDFium leaves out a figure that stands where an equal one stood; both are there all the same, whatever stands under which."""
    page = Lembar()
    xs = (30, 120, 155, 190, right)
    page.grid(xs, YS)
    page.text(188, 23, month, right=True)
    page.text(right - 2, 23, "162.110.400", right=True)
    page.cells(xs, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["", "", month, "162.110.400"]


def test_a_long_name_over_empty_cells() -> None:
    """Excel lets a text run over the empty cells behind it."""
    page = Lembar()
    page.grid(XS, YS)
    page.text(33, 23, "Persentase Obat yang memenuhi syarat")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["Persentase Obat yang memenuhi syarat", "", "", ""]


def test_one_object_over_several_cells_is_several_texts() -> None:
    """Some programs write a row in one go; no word lies across a rule."""
    page = Lembar()
    page.grid(XS, YS)
    page.text(158, 23, "Seksi    Tata")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["", "", "Seksi", "Tata"]


def test_text_printed_twice_is_read_once() -> None:
    page = Lembar()
    page.grid(XS, YS)
    page.cells(XS, YS, [["Indeks", "6,00", "", ""], ["Nilai", "5,55", "", ""]])
    page.text(33.3, 23, "Indeks")
    page.text(123.3, 39, "5,55")
    assert page.rows() == [["Indeks", "6,00", "", ""], ["Nilai", "5,55", "", ""]]


def test_a_word_in_two_objects_stays_one_word() -> None:
    """PDFium puts a line's end without height between the objects; it keeps its place, and no paper shows there."""
    page = Lembar()
    page.grid(XS, YS)
    page.text(33, 23, "Perundang")
    page.text(33 + stringWidth("Perundang", "Helvetica", 8), 23, "-undangan")
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["Perundang-undangan", "", "", ""]


@pytest.mark.parametrize(("before", "parted"), [(0.5, True), (0.8, False)])
def test_a_text_that_leans_out_of_its_cell_begins_at_its_left_rule(before: float, parted: bool) -> None:
    """Italics lean out; a piece of a word across the rule begins farther before it."""
    x0 = np.array([100, 112, 120 - before, 126])
    objects, middle, height, edges = np.array([1, 1, 2, 2]), np.full(4, 10.0), np.full(4, 8.0), np.array([(120.0, 0.0, 20.0)])
    found = parted_at_rules(objects, x0, x0 + 5, middle, height, edges, np.zeros(4, bool))
    assert found.tolist() == [False, parted, False]


@pytest.mark.parametrize(("gap", "first"), [(4.0, 100.0), (5.6, 124.0)])
def test_the_words_of_a_justified_line_are_one_text_and_those_of_two_cells_are_not(gap: float, first: float) -> None:
    """The second word lies across the rule at 140; a program that writes a row in one go leaves more paper between cells."""
    boxes = np.array([(100.0, 6.0, 124.0 - gap, 14.0), (124.0, 6.0, 150.0, 14.0)])
    assert homes_over_rules([1, 1], boxes, np.array([(140.0, 0.0, 20.0)]))[1] == (first, 6.0, 150.0, 14.0)


@pytest.mark.parametrize(("shared", "twice"), [(3, True), (2, False)])
def test_a_text_is_printed_twice_where_most_of_its_letters_are(shared: int, twice: bool) -> None:
    """'12,10' and an amount over it that has two of the digits in the same places."""
    objects = np.array([1] * 5 + [2] * 5)
    first = np.arange(shared)
    assert printed_twice(objects, first, first + 5).tolist() == [twice] * shared


@pytest.mark.parametrize("cut", [1, 2, 3])
def test_a_number_within_which_a_text_of_several_cells_ends(cut: int) -> None:
    """Ghostscript writes a row in one go, and begins anew where the next letter would be a hair off its place."""
    page = Lembar()
    page.grid(XS, YS)
    second = 158 + stringWidth("91,5"[:cut], "Helvetica", 8) - 0.02
    page.in_one_go(23, (32, "Obat"), (122, "91,5"), (158, "91,5"[:cut]))
    page.in_one_go(23, (second, "91,5"[cut:]), (193, "91,5"))
    page.cells(XS, YS[1:], [["Indeks", "6,00", "7,00", "8"]])
    assert page.rows()[0] == ["Obat", "91,5", "91,5", "91,5"]
