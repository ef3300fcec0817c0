"""Sets a report: pages upright or across, running head and foot, headings, captions, tables with merged cells that flow over pages."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from paper import PAD, Style, wrap
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

A4 = (595, 842)
TOP, BOTTOM, SIDE = 56, 52, 42


@dataclass(frozen=True)
class Box:
    """A cell's text and how many columns and rows it takes."""

    text: str
    columns: int = 1
    rows: int = 1
    bold: bool = False
    align: str = ""  # '': as its column


Line = Sequence[Box | str]


@dataclass(frozen=True)
class Table:
    """widths of the columns in points; aligns: 'l', 'c' or 'r' a column. cut: the page end may cut a row of the body in two."""

    widths: tuple[float, ...]
    aligns: str
    head: Sequence[Line]
    body: Sequence[Line]
    cut: bool = False


@dataclass(frozen=True)
class Placed:
    """A cell in its place. top: where it begins on the present page; rows: those it still takes."""

    x0: float
    x1: float
    lines: tuple[str, ...]
    align: str
    bold: bool
    rows: int
    top: float = 0


def columns_of(rows: Sequence[Line], count: int) -> Iterator[list[tuple[int, Box]]]:
    """Rows with the column of each cell, past the columns that cells of the rows above still take."""
    taken = [0] * count
    for row in rows:
        placed, column = [], 0
        for cell in row:
            box = cell if isinstance(cell, Box) else Box(cell)
            while taken[column]:
                column += 1
            placed.append((column, box))
            taken[column : column + box.columns] = [box.rows] * box.columns
            column += box.columns
        taken = [max(0, left - 1) for left in taken]
        yield placed


class Sheet:
    """The report being set."""

    def __init__(self, path: Path, style: Style, running: tuple[str, str]) -> None:
        """running: what stands left and right in the head of every page but the first."""
        self.canvas = Canvas(str(path), pagesize=A4, invariant=1, pageCompression=0)
        self.style, self.running = style, running
        self.page, self.size = 1, A4
        self.y: float = self.size[1] - TOP
        self.open: list[Placed] = []
        self.again: Callable[[], None] = lambda: None  # begins the next page of the table being set

    @property
    def room(self) -> float:
        return self.y - BOTTOM

    def finish_page(self) -> None:
        if self.page > 1:
            width, height = self.size
            self.canvas.setFont(self.style.font, 7.5)
            self.canvas.drawString(SIDE, height - 34, self.running[0])
            self.canvas.drawRightString(width - SIDE, height - 34, self.running[1])
            self.canvas.drawCentredString(width / 2, 28, str(self.page))
        self.canvas.showPage()

    def turn(self, across: bool = False) -> None:
        """Ends the page; the next one lies across or stands."""
        self.finish_page()
        self.page += 1
        self.size = (A4[1], A4[0]) if across else A4
        self.canvas.setPageSize(self.size)
        self.canvas.setLineWidth(self.style.rule)
        self.y = self.size[1] - TOP

    def lines(self, texts: Sequence[str], size: float = 10, centred: bool = False, keep: float = 90) -> None:
        """Headings and captions, in bold. keep: height that must be left below."""
        wrapped = [line for text in texts for line in wrap(text, self.size[0] - 2 * SIDE, self.style.bold, size)]
        if self.room < keep + len(wrapped) * size * 1.5:
            self.turn(across=self.size != A4)
        self.canvas.setFont(self.style.bold, size)
        for line in wrapped:
            self.y -= size * 1.5
            draw = self.canvas.drawCentredString if centred else self.canvas.drawString
            draw(self.size[0] / 2 if centred else SIDE, self.y, line)
        self.y -= size * 0.6

    def table(self, table: Table) -> None:
        """Sets a table and leaves a gap below it."""
        left = (self.size[0] - sum(table.widths)) / 2
        edges = [left + sum(table.widths[:n]) for n in range(len(table.widths) + 1)]
        across = self.size != A4

        def cells(rows: Sequence[Line], heading: bool) -> Iterator[list[Placed]]:
            for row in columns_of(rows, len(table.widths)):
                yield [self._cell(edges, column, box, "c" if heading else table.aligns[column], heading) for column, box in row]

        def head() -> None:
            for row in cells(table.head, heading=True):
                self._row(row, cut=False, heading=True)

        def again() -> None:
            self.turn(across)
            head()

        self.again = again
        head()
        for row in cells(table.body, heading=False):
            self._row(row, table.cut)
        self.y -= 26

    def _cell(self, edges: list[float], column: int, box: Box, align: str, heading: bool) -> Placed:
        x0, x1 = edges[column], edges[column + box.columns]
        bold = box.bold or heading
        lines = wrap(box.text, x1 - x0 - 2 * PAD, *self.style.font_of(bold))
        return Placed(x0, x1, lines, box.align or align, bold, box.rows)

    def _needs(self, row: Sequence[Placed]) -> float:
        """Height of a row: of its own cells, and of the merged ones that end with it."""
        leading = self.style.leading
        own = max((len(cell.lines) for cell in row if cell.rows == 1), default=1) * leading + 2 * PAD
        ending = [len(cell.lines) * leading + 2 * PAD - (cell.top - self.y) for cell in self.open if cell.rows == 1]
        return max([own, *ending])

    def _row(self, row: list[Placed], cut: bool, heading: bool = False) -> None:
        if not heading and self._needs(row) > self.room:
            fits = int((self.room - 2 * PAD) // self.style.leading)
            single = [cell for cell in row if cell.rows == 1]
            if cut and 1 <= fits < max(len(cell.lines) for cell in single):
                self.open += [replace(cell, top=self.y) for cell in row if cell.rows > 1]
                height = fits * self.style.leading + 2 * PAD
                for cell in single:
                    self._draw(replace(cell, lines=cell.lines[:fits]), self.y, height)
                self.y -= height
                row = [replace(cell, lines=cell.lines[fits:]) for cell in single]
            self._next_page()
        height = self._needs(row)
        self.open += [replace(cell, top=self.y) for cell in row if cell.rows > 1]
        for cell in row:
            if cell.rows == 1:
                self._draw(cell, self.y, height, heading)
        self.y -= height
        for cell in self.open:
            if cell.rows == 1:
                self._draw(cell, cell.top, cell.top - self.y, heading)
        self.open = [replace(cell, rows=cell.rows - 1) for cell in self.open if cell.rows > 1]

    def _next_page(self) -> None:
        """Merged cells are closed, and go on below the repeated head with the lines that did not fit."""
        rest = []
        for cell in self.open:
            height = cell.top - self.y
            fits = max(0, int((height - 2 * PAD + 0.01) // self.style.leading))
            self._draw(replace(cell, lines=cell.lines[:fits]), cell.top, height)
            rest.append(replace(cell, lines=cell.lines[fits:]))
        self.open = []
        self.again()
        self.open = [replace(cell, top=self.y) for cell in rest]

    def _draw(self, cell: Placed, top: float, height: float, heading: bool = False) -> None:
        canvas, style = self.canvas, self.style
        if heading and style.fill:
            canvas.setFillColor(HexColor(style.fill))
            canvas.rect(cell.x0, top - height, cell.x1 - cell.x0, height, stroke=0, fill=1)
            canvas.setFillGray(0)
        canvas.rect(cell.x0, top - height, cell.x1 - cell.x0, height, stroke=1, fill=0)
        canvas.setFont(*style.font_of(cell.bold))
        y = top - PAD - style.size * 0.82 - ((height - len(cell.lines) * style.leading) / 2 - PAD if heading else 0)
        for line in cell.lines:
            if cell.align == "l":
                canvas.drawString(cell.x0 + PAD, y, line)
            elif cell.align == "r":
                canvas.drawRightString(cell.x1 - PAD, y, line)
            else:
                canvas.drawCentredString((cell.x0 + cell.x1) / 2, y, line)
            y -= style.leading

    def save(self) -> None:
        self.finish_page()
        self.canvas.save()
