"""A small page drawn by hand: rules, fills and texts in points from the upper left corner, read by the first reader."""

import io
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from extract.page.page_tables import PageReading
from extract.pdf.pdfium_pages import read_page

GREY, BLACK, WHITE = 0.8, 0.0, 1.0


class Lembar:
    """size: width and height in points; letters of Helvetica, `font` points tall."""

    def __init__(self, size: tuple[float, float] = (420, 300), font: float = 8) -> None:
        self.size, self.font = size, font
        self._out = io.BytesIO()
        self._canvas = Canvas(self._out, pagesize=size, invariant=True)

    def level(self, x0: float, x1: float, *ys: float, thick: float = 0.5) -> None:
        self._canvas.setLineWidth(thick)
        for y in ys:
            self._canvas.line(x0, self.size[1] - y, x1, self.size[1] - y)

    def upright(self, y0: float, y1: float, *xs: float, thick: float = 0.5) -> None:
        self._canvas.setLineWidth(thick)
        for x in xs:
            self._canvas.line(x, self.size[1] - y0, x, self.size[1] - y1)

    def grid(self, xs: Sequence[float], ys: Sequence[float]) -> None:
        self.level(xs[0], xs[-1], *ys)
        self.upright(ys[0], ys[-1], *xs)

    def fill(self, x0: float, top: float, x1: float, bottom: float, grey: float = GREY) -> None:
        self._canvas.setFillGray(grey)
        self._canvas.rect(x0, self.size[1] - bottom, x1 - x0, bottom - top, stroke=0, fill=1)
        self._canvas.setFillGray(BLACK)

    def text(self, x: float, y: float, *lines: str, right: bool = False, centre: bool = False) -> None:
        """Lines below one another; y: the upper edge of the first. x: the left edge, the right one or the middle of each."""
        self._canvas.setFont("Helvetica", self.font)
        for n, line in enumerate(lines):
            width = stringWidth(line, "Helvetica", self.font)
            start = x - width if right else x - width / 2 if centre else x
            self._canvas.drawString(start, self.size[1] - y - self.font * (0.8 + 1.15 * n), line)

    def in_one_go(self, y: float, *parts: tuple[float, str]) -> None:
        """Texts of one line as one text object. parts: the left edge and the text of each."""
        steps, at = [], parts[0][0]
        for x, text in parts:
            steps.append(f"{(at - x) / self.font * 1000:.2f} ({text})")
            at = x + stringWidth(text, "Helvetica", self.font)
        self._canvas.setFont("Helvetica", self.font)
        base = self.size[1] - y - 0.8 * self.font
        self._canvas._code.append(f"BT 1 0 0 1 {parts[0][0]} {base} Tm /F1 {self.font} Tf [{' '.join(steps)}] TJ ET")

    def cells(self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], figures: int = 99) -> None:
        """Texts of a grid, three points inside their cells; from column `figures` on they stand at the right edge; '\\n' parts lines."""
        for (top, _), row in zip(pairwise(ys), rows, strict=False):
            for n, (text, (left, right)) in enumerate(zip(row, pairwise(xs), strict=False)):
                if text:
                    self.text(right - 3 if n >= figures else left + 3, top + 3, *text.split("\n"), right=n >= figures)

    def read(self) -> PageReading:
        self._canvas.save()
        with pypdfium2.PdfDocument(self._out.getvalue()) as document:
            found = read_page(document, 0)
        assert found is not None
        return found.page

    def rows(self) -> list[list[str]]:
        """The texts of the page's only table, row by row."""
        (block,) = self.read().blocks
        return [[cell.text for cell in row.cells] for row in block.rows]
