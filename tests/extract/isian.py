"""A small ruled table with one field left empty, for what is shown in it."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
from reportlab.pdfgen.canvas import Canvas

from extract.pdf.pdfium_pages import FirstReading, read_page

WIDTH, HEIGHT = 400, 300
X, Y = (40, 160, 220, 280, 340), (260, 240, 220, 200)
OLD, NEW = "81,50", "84,50"
HEAD = ("Indikator", "B01", "B02", "B03")
Draw = Callable[[Canvas], None]


def sheet(canvas: Canvas, values: tuple[tuple[str, ...], ...] = (("Obat", "80", "", "82,5"), ("Makanan", "70", "71", "72,5"))) -> None:
    """A ruled table of two indicators and three months; the field of the first one's B02 is left empty."""
    canvas.setFont("Helvetica", 8)
    for x in X:
        canvas.line(x, Y[0], x, Y[-1])
    for y in Y:
        canvas.line(X[0], y, X[-1], y)
    for row, y in zip((HEAD, *values), Y[1:], strict=True):
        for x, text in zip(X, row, strict=False):
            canvas.drawString(x + 4, y + 6, text)


def figure(canvas: Canvas, text: str, dx: float = 4) -> None:
    canvas.drawString(X[2] + dx, Y[2] + 6, text)


FIELD = (X[2] + 2, Y[2] + 2, 56, 16)
"""x, y, width and height of what covers the empty field."""


def saved(path: Path, draw: Draw) -> Path:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=0)
    sheet(canvas)
    draw(canvas)
    canvas.save()
    return path


def reading(path: Path) -> FirstReading:
    with pypdfium2.PdfDocument(path) as document:
        found = read_page(document, 0)
    assert found is not None
    return found


def field_of(found: FirstReading) -> tuple[str, tuple[str, ...]]:
    """The text of the field, and its row's flags; every other cell is as printed."""
    (block,) = found.page.blocks
    rows = [[cell.text for cell in row.cells] for row in block.rows]
    text = rows[1][2]
    rows[1][2] = ""
    assert rows == [list(HEAD), ["Obat", "80", "", "82,5"], ["Makanan", "70", "71", "72,5"]]
    assert not block.rows[0].bendera and not block.rows[2].bendera
    return text, block.rows[1].bendera
