"""A cell's text is an object of its own, wherever it runs over its rule."""

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

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
