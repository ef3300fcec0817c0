"""Draws tables over pages as browsers and word processors do: rows cut by the page end, merged cells that flow on, repeated headings."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 842, 595  # A4 across
PAD = 2.2


@dataclass(frozen=True)
class Style:
    """How one document is drawn; lengths in points."""

    font: str = "Helvetica"
    size: float = 7
    bold_size: float = 0  # 0: as size
    rule: float = 0.5
    colour: str = "#000000"
    fill: str = ""  # heading background
    boxes: bool = False  # rules as thin filled rectangles, as browsers print borders
    cut_rows: bool = False  # a row may be cut by the page end
    close_page: bool = True  # a rule under the last row of each page
    top: float = 40
    bottom: float = 40
    bottoms: tuple[float, ...] = ()  # bottom of the first pages, where it differs
    footer: str = ""

    @property
    def bold(self) -> str:
        return {"Helvetica": "Helvetica-Bold", "Times-Roman": "Times-Bold"}[self.font]

    def font_of(self, bold: bool) -> tuple[str, float]:
        return (self.bold, self.bold_size or self.size) if bold else (self.font, self.size)

    @property
    def leading(self) -> float:
        return self.size * 1.18


@dataclass(frozen=True)
class Cell:
    """Text between two vertical edges; align 'l', 'c' or 'r'."""

    x0: float
    x1: float
    lines: tuple[str, ...]
    align: str = "l"
    bold: bool = False


@dataclass(frozen=True)
class Row:
    """Cells side by side. sides: edges of an outer cell around them; again: drawn anew before what a page end cuts off this row."""

    cells: tuple[Cell, ...]
    rule_above: bool = False
    rule_below: bool = True
    verticals: bool = True
    sides: tuple[float, float] | None = None
    height: float = 0
    again: "Row | None" = None
    heading: bool = False  # on the heading's colour, text half way down
    keep: float = 0  # height that must be left under the row on its page

    def needs(self, style: Style) -> float:
        tallest = max((len(c.lines) for c in self.cells), default=0)
        return max(self.height, tallest * style.leading + 2 * PAD if tallest else 0)


def wrap(text: str, width: float, font: str, size: float) -> tuple[str, ...]:
    """Lines no wider than width; a word that alone is too wide is broken after a slash or inside, as narrow cells of browser prints do."""
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and stringWidth(joined, font, size) <= width:
            lines[-1] = joined
            continue
        lines.append(word)
        while stringWidth(lines[-1], font, size) > width and len(lines[-1]) > 1:
            fits = max(n for n in range(1, len(lines[-1])) if n == 1 or stringWidth(lines[-1][:n], font, size) <= width)
            fits = lines[-1].rfind("/", 0, fits) + 1 or fits
            lines[-1:] = [lines[-1][:fits], lines[-1][fits:]]
    return tuple(lines)


class Paper:
    """A canvas that remembers how far down the page it is and which merged cells are open."""

    def __init__(self, path: Path, style: Style, heading: Callable[["Paper"], None]) -> None:
        # Uncompressed: the bytes then depend on reportlab alone and not on the machine's zlib, and a diff can be read.
        self.canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), invariant=1, pageCompression=0)
        self.style, self.heading = style, heading
        self.page, self.y = 1, HEIGHT - style.top
        self.merged: list[Cell] = []
        self.merged_top = 0.0

    @property
    def floor(self) -> float:
        bottoms = self.style.bottoms
        return bottoms[self.page - 1] if self.page <= len(bottoms) else self.style.bottom

    def cell(self, x0: float, x1: float, text: str, align: str = "l", bold: bool = False) -> Cell:
        return Cell(x0, x1, wrap(text, x1 - x0 - 2 * PAD, *self.style.font_of(bold)), align, bold)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        half = self.style.rule / 2
        if self.style.boxes:
            self.canvas.setFillColor(HexColor(self.style.colour))
            self.canvas.rect(x0 - half, y0 - half, x1 - x0 + 2 * half, y1 - y0 + 2 * half, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        else:
            self.canvas.line(x0, y0, x1, y1)

    def text(self, cell: Cell, top: float) -> None:
        self.canvas.setFont(*self.style.font_of(cell.bold))
        for n, line in enumerate(cell.lines):
            y = top - PAD - self.style.size * 0.82 - n * self.style.leading
            if cell.align == "l":
                self.canvas.drawString(cell.x0 + PAD, y, line)
            elif cell.align == "r":
                self.canvas.drawRightString(cell.x1 - PAD, y, line)
            else:
                self.canvas.drawCentredString((cell.x0 + cell.x1) / 2, y, line)

    def start(self) -> None:
        self.canvas.setLineWidth(self.style.rule)
        self.canvas.setStrokeColor(HexColor(self.style.colour))

    def draw(self, row: Row) -> None:
        """One row at the present height, whether it fits or not."""
        height = row.needs(self.style)
        top, bottom = self.y, self.y - height
        if row.heading and self.style.fill and row.cells:
            self.canvas.setFillColor(HexColor(self.style.fill))
            self.canvas.rect(row.cells[0].x0, bottom, row.cells[-1].x1 - row.cells[0].x0, height, stroke=0, fill=1)
            self.canvas.setFillGray(0)
        for cell in row.cells:
            lower = (height - len(cell.lines) * self.style.leading) / 2 - PAD if row.heading else 0
            self.text(cell, top - lower)
            if row.verticals:
                self.line(cell.x0, bottom, cell.x0, top)
        if row.cells and row.verticals:
            self.line(row.cells[-1].x1, bottom, row.cells[-1].x1, top)
        if row.sides:
            for x in row.sides:
                self.line(x, bottom, x, top)
        x0, x1 = (row.cells[0].x0, row.cells[-1].x1) if row.cells else (row.sides or (0, 0))
        if row.rule_above:
            self.line(x0, top, x1, top)
        if row.rule_below:
            self.line(x0, bottom, x1, bottom)
        self.y = bottom

    def add(self, row: Row) -> None:
        """Draws a row, cut in two or moved to the next page where it does not fit."""
        room = self.y - self.floor
        if row.needs(self.style) + row.keep <= room:
            self.draw(row)
            return
        fits = int((room - 2 * PAD) // self.style.leading)
        if self.style.cut_rows and 1 <= fits < max((len(c.lines) for c in row.cells), default=0):
            self.draw(replace(row, cells=tuple(replace(c, lines=c.lines[:fits]) for c in row.cells), rule_below=False, height=0))
            row = replace(row, cells=tuple(replace(c, lines=c.lines[fits:]) for c in row.cells), rule_above=False)
        self.next_page(cut=True)
        if row.sides:
            self.draw(Row((), rule_below=False, sides=row.sides, height=3))
            row = replace(row, rule_above=True)
        if row.again:
            self.draw(row.again)
        self.draw(row)

    def open_merged(self, cells: list[Cell]) -> None:
        self.merged, self.merged_top = cells, self.y

    def merged_need(self) -> float:
        """Height the open merged cells still want on this page."""
        return max((len(c.lines) for c in self.merged), default=0) * self.style.leading + 2 * PAD

    def close_merged(self, last: bool = True) -> None:
        """Draws the merged cells down to here; lines that do not fit stay for the next page."""
        if not self.merged:
            return
        fits = max(0, int((self.merged_top - self.y - 2 * PAD + 0.01) // self.style.leading))
        for cell in self.merged:
            self.text(replace(cell, lines=cell.lines[: None if last else fits]), self.merged_top)
            self.line(cell.x0, self.y, cell.x0, self.merged_top)
        if last or self.style.close_page:
            self.line(self.merged[0].x0, self.y, self.merged[-1].x1, self.y)
        self.merged = [] if last else [replace(c, lines=c.lines[fits:]) for c in self.merged]

    def next_page(self, cut: bool = False) -> None:
        if cut:
            self.close_merged(last=False)
        self.finish_page()
        self.page, self.y = self.page + 1, HEIGHT - self.style.top
        self.start()
        if cut:
            self.heading(self)
            self.merged_top = self.y

    def finish_page(self) -> None:
        if self.style.footer:
            self.canvas.setFont(self.style.font, 6.5)
            self.canvas.drawCentredString(WIDTH / 2, 22, self.style.footer.format(n=self.page))
        self.canvas.showPage()

    def title(self, lines: list[str], size: float = 10) -> None:
        self.canvas.setFont(self.style.bold, size)
        for line in lines:
            self.canvas.drawCentredString(WIDTH / 2, self.y - size, line)
            self.y -= size * 1.4
        self.y -= size

    def signature(self, lines: list[str], size: float = 8.5) -> None:
        """Place and date, office, room to sign, name: kept together at the right."""
        if self.y - 110 < self.floor:
            self.next_page()
        self.canvas.setFont(self.style.font, size)
        y = self.y - 26
        for n, line in enumerate(lines):
            self.canvas.drawString(WIDTH - 260, y, line)
            y -= size * (4.5 if n == len(lines) - 2 else 1.35)

    def save(self) -> None:
        self.finish_page()
        self.canvas.save()
