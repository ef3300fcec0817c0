"""Text that OCR left in a file: whose it is, and whether its model knew a percent sign."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import OCR_TEXT, Document, Line, Metode, Reading
from extract.pdf.ocr_text import pages_without_percent
from extract.pdf.read_pdf import read_pdf

X, Y = (40, 160, 220, 280), (260, 240, 220, 200)


def page(path: Path, over: bool, share: float = 1.0, alpha: float = 1.0) -> Document:
    """A ruled table, and a picture over so much of the page that is painted over its text or under it."""
    canvas = Canvas(str(path), pagesize=(400, 300))

    def picture() -> None:
        canvas.saveState()
        canvas.setFillAlpha(alpha)
        canvas.drawImage(ImageReader(Image.new("L", (40, 30), 240)), 0, 0, 400, 300 * share)
        canvas.restoreState()

    if not over:
        picture()
    canvas.setFont("Helvetica", 8)
    for row, y in zip((("Nama", "B01", "B02"), ("Obat", "80", "81"), ("Makanan", "70", "71")), Y[1:], strict=True):
        for x, text in zip(X, row, strict=False):
            canvas.drawString(x + 4, y + 6, text)
    if over:
        picture()
    for x in X:
        canvas.line(x, Y[0], x, Y[-1])
    for y in Y:
        canvas.line(X[0], y, X[-1], y)
    canvas.save()
    return Document("0" * 64, path, path.name, Metode.PDF)


@pytest.mark.parametrize(("over", "alpha", "ocr"), [(True, 1.0, True), (False, 1.0, False), (True, 0.1, False)])
def test_text_under_the_picture_of_its_page_is_what_ocr_read(tmp_path: Path, over: bool, alpha: float, ocr: bool) -> None:
    """Whatever program made it: its letters need not be invisible. A watermark through which the text shows makes it no scan."""
    found = read_pdf(page(tmp_path / "halaman.pdf", over, alpha=alpha))
    assert found.ocr == ((1,) if ocr else ())
    (block,) = found.blocks
    assert [[cell.text for cell in row.cells] for row in block.rows][1:] == [["Obat", "80", "81"], ["Makanan", "70", "71"]]
    assert (OCR_TEXT in block.bendera) is ocr


def reading(*lines: str) -> Reading:
    document = Document("0" * 64, Path("x.pdf"), "x.pdf", Metode.PDF)
    return Reading(document, (), tuple(Line(line, 1) for line in lines), (), 1, ocr=(1,))


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (("Obat 94Yo 94Yo 10076",), (1,)),
        (("Obat 81,7 Yo",), (1,)),
        (("Obat 9476 8676 10976",), (1,)),
        (("Obat 94% 9476 8676",), ()),
        (("Obat 94 95 101,06", "Tahun 2023"), ()),
        (("Yogyakarta 9476",), ()),
    ],
)
def test_an_ocr_without_a_percent_sign_is_known_by_what_it_makes_of_it(lines: tuple[str, ...], pages: tuple[int, ...]) -> None:
    assert pages_without_percent(reading(*lines)) == pages
