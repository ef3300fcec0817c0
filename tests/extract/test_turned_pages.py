"""Pages in greater units, held otherwise or askew: read level, with boxes that are the page's."""

from math import cos, radians, sin
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.pdfium_pages import read_page
from tests.extract.isian import HEAD, HEIGHT, NEW, WIDTH, X, Y, field_of, figure, reading, saved, sheet


def test_a_page_in_greater_units_is_read_and_its_boxes_are_the_page_s(tmp_path: Path) -> None:
    path = tmp_path / "satuan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH / 10, HEIGHT / 10))
    canvas.scale(0.1, 0.1)
    sheet(canvas)
    canvas.save()
    found = reading(path)
    assert field_of(found) == ("", ())
    turn, cell = found.page.turn, found.page.blocks[0].rows[0].cells[0]
    assert turn is not None and cell.bbox is not None
    assert turn.as_shown(cell.bbox) == pytest.approx((4, 4, 16, 6), abs=0.1)


@pytest.mark.parametrize("shown_turned", [True, False])
@pytest.mark.parametrize("turned", [90, 270])
def test_a_page_in_greater_units_may_be_turned(tmp_path: Path, turned: int, shown_turned: bool) -> None:
    """Its letters are 2 points high and its words wider; shown_turned: the page does not say how it is held."""
    path = tmp_path / "satuan.pdf"
    canvas = Canvas(str(path), pagesize=(HEIGHT / 6, WIDTH / 6))
    canvas.translate(*((HEIGHT / 6, 0) if turned == 90 else (0, WIDTH / 6)))
    canvas.rotate(90 if turned == 90 else -90)
    canvas.scale(1 / 6, 1 / 6)
    sheet(canvas, (("Persentase Obat", "80,25", "", "82,50"), ("Persentase", "70,25", "71,25", "72,50")))
    canvas.save()
    if not shown_turned:
        writer = pypdf.PdfWriter(clone_from=path)
        writer.pages[0].rotate(turned)
        writer.write(path)
    rows = reading(path).page.blocks[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        list(HEAD),
        ["Persentase Obat", "80,25", "", "82,50"],
        ["Persentase", "70,25", "71,25", "72,50"],
    ]


@pytest.mark.parametrize("degrees", [0.2, -1.0, 2.0])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_page_that_stands_askew_is_turned_level_and_its_boxes_are_the_page_s(tmp_path: Path, degrees: float, turned: int) -> None:
    writer = pypdf.PdfWriter(clone_from=saved(tmp_path / "tegak.pdf", lambda canvas: figure(canvas, NEW)))
    middle = pypdf.Transformation().translate(-WIDTH / 2, -HEIGHT / 2)
    writer.pages[0].add_transformation(middle.rotate(degrees).translate(WIDTH / 2, HEIGHT / 2))
    writer.pages[0].rotate(turned)
    writer.write(tmp_path / "miring.pdf")
    with pypdfium2.PdfDocument(tmp_path / "miring.pdf") as document:
        found, again = read_page(document, 0), read_page(document, 0)
    assert found is not None and again is not None and found.page == again.page, "a page is left as it was"
    assert field_of(found) == (NEW, ())
    turn, box = found.page.turn, found.page.blocks[0].rows[1].cells[1].bbox
    assert turn is not None and box is not None
    x0, top, x1, bottom = turn.as_shown(box)
    x, y = (X[1] + X[2]) / 2 - WIDTH / 2, (Y[2] + Y[1]) / 2 - HEIGHT / 2  # the cell's middle about the page's, upwards
    x, y = x * cos(radians(degrees)) - y * sin(radians(degrees)), x * sin(radians(degrees)) + y * cos(radians(degrees))
    shown = (HEIGHT / 2 + y, WIDTH / 2 + x) if turned else (WIDTH / 2 + x, HEIGHT / 2 - y)
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(shown, abs=0.5)
