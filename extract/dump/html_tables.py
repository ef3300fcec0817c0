"""HTML tables in a text dump: their rows as the dump prints others, merged cells once and empty after that."""

from collections.abc import Sequence
from html.parser import HTMLParser

import regex
from msgspec import Struct, field

from extract.cells import Cell, PrintedRow

HTML_TABLE = regex.compile(r"<table\b.*?</table>", regex.IGNORECASE | regex.DOTALL)
OPENS = regex.compile(r"<table\b", regex.IGNORECASE)
CLOSES = regex.compile(r"</table\s*>", regex.IGNORECASE)
MOST_DEEP = 8
"""Tables within tables: more are openings that nothing closes."""
MOST_SPANNED = 200
"""Columns or rows: a cell that says it spans more is not believed."""


class HtmlTable(Struct, frozen=True):
    """A table over the lines of a dump. before, after: what stands beside it on its first and `last` line (from 1)."""

    before: str
    markup: str
    after: str
    last: int


def table_from(lines: Sequence[str], number: int) -> HtmlTable | None:
    """The HTML table that begins on this line (from 1); None where none does, none ends, or one line is a row of cells that holds it."""
    line = lines[number - 1]
    opening = OPENS.search(line)
    if opening is None:
        return None
    depth = 0
    parts: list[str] = []
    for last, text in enumerate(lines[number - 1 :], number):
        begin = opening.start() if last == number else 0
        marks = sorted([*OPENS.finditer(text, begin), *CLOSES.finditer(text, begin)], key=lambda mark: mark.start())
        for mark in marks:
            depth += -1 if mark[0].startswith("</") else 1
            if depth > MOST_DEEP:
                return None
            if depth == 0:
                before, after = line[: opening.start()], text[mark.end() :]
                whole = HtmlTable(before, "\n".join([*parts, text[begin : mark.end()]]), after, last)
                return None if last == number and "\t" in before + after else whole
        parts.append(text[begin:])
    return None


class _Row(Struct):
    """A row being read. order: of its beginning among all rows; line: where it begins; cells: text, columns, rows spanned."""

    order: int
    line: int
    cells: list[tuple[str, int, int]] = field(default_factory=list)


class _Table(Struct):
    """A table being read, and the text and span of its open cell."""

    rows: list[_Row] = field(default_factory=list)
    text: list[str] | None = None
    span: tuple[int, int] = (1, 1)


class _TableParser(HTMLParser):
    """Collects the rows of HTML tables; a nested one follows the row that holds it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._open: list[_Table] = []
        self._rows = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table" or not self._open:
            self._open.append(_Table())
            self.tables.append(self._open[-1])
        table = self._open[-1]
        if tag == "tr":
            self._end_cell()
            self._new_row(table)
        elif tag in ("td", "th"):
            self._end_cell()
            table.text, table.span = [], (_span(attrs, "colspan"), _span(attrs, "rowspan"))
        elif table.text is not None and tag in ("br", "p", "div", "li"):
            table.text.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self._open and tag in ("td", "th", "tr", "table"):
            self._end_cell()
        if self._open and tag == "table":
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].text is not None:
            self._open[-1].text.append(data)

    def _new_row(self, table: _Table) -> None:
        self._rows += 1
        table.rows.append(_Row(self._rows, self.getpos()[0]))

    def _end_cell(self) -> None:
        table = self._open[-1]
        if table.text is None:
            return
        if not table.rows:
            self._new_row(table)
        table.rows[-1].cells.append((" ".join("".join(table.text).split()), *table.span))
        table.text = None


def _span(attrs: Sequence[tuple[str, str | None]], name: str) -> int:
    digits = regex.sub(r"\D", "", dict(attrs).get(name) or "")
    return int(digits) if digits and 1 <= int(digits) <= MOST_SPANNED else 1


def html_rows(markup: str, number: int) -> list[PrintedRow]:
    """The rows of an HTML table that begins on a dump's line `number`, in the order of their beginnings: those of a nested table follow
    the row that holds it."""
    parser = _TableParser()
    parser.feed(markup)
    parser.close()
    placed = [row for table in parser.tables for row in _on_a_grid(table.rows, number)]
    return [row for _, row in sorted(placed, key=lambda pair: pair[0])]


def _on_a_grid(rows: Sequence[_Row], number: int) -> list[tuple[int, PrintedRow]]:
    """Their orders and rows. Each row as wide as the table; a merged cell's text stands in its first place, its others are empty."""
    places: list[dict[int, str]] = [{} for _ in rows]
    for position, row in enumerate(rows):
        column = 0
        for text, columns, deep in row.cells:
            while column in places[position]:
                column += 1
            for below in places[position : position + deep]:
                below.update(dict.fromkeys(range(column, column + columns), ""))
            places[position][column] = text
    width = max((max(place, default=-1) + 1 for place in places), default=0)

    def cell(text: str, column: int, row: _Row) -> Cell:
        return Cell((text,) if text else (), column, line=number + row.line - 1)

    return [
        (row.order, PrintedRow(tuple(cell(place.get(column, ""), column, row) for column in range(width))))
        for row, place in zip(rows, places, strict=True)
        if place
    ]
