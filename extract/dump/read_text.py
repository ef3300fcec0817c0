"""Text dumps of PDFs: tab-separated rows, blank lines between pages, HTML tables inside a cell."""

from dataclasses import replace
from html.parser import HTMLParser

import regex

from extract.cells import Block, Cell, Document, Line, PrintedRow, Reading
from extract.inbox.listing import decode

BREAKS = regex.compile(r"</?(?:br|p|div)\b[^>]*>", regex.IGNORECASE)
MARKUP = regex.compile(r"\*\*|__|^#+\s+|</?(?:b|i|u|strong|em|span)\b[^>]*>", regex.IGNORECASE)
# '*awareness index*' is slanted text; the '*)' of a footnote is printed.
SLANTED = regex.compile(r"(?<=\()\*(\p{L}[^*()]*?\p{L})\*(?=\))|(?<![\w*(])\*(\p{L}[^*]*?[\p{L}.])\*(?![\w*)])")
HTML_TABLE = regex.compile(r"<table\b.*?</table>", regex.IGNORECASE | regex.DOTALL)


def read_text(document: Document) -> Reading:
    """The document's cells and lines. Raises DocumentRejected where the bytes are no text."""
    return parse_dump(decode(document.path.read_bytes()), document)


def parse_dump(text: str, document: Document) -> Reading:
    """A dump as blocks of rows: lines with a tab are table rows, a line without one ends the block.

    A blank line or a line of prose stands where the page broke, so each block is at most one page of a table.
    """
    blocks: list[Block] = []
    lines: list[Line] = []
    before: list[int] = []
    rows: list[PrintedRow] = []

    def close() -> None:
        if rows:
            blocks.append(Block(tuple(rows), "teks"))
            before.append(len(lines))
            rows.clear()

    for number, raw in enumerate(text.splitlines(), 1):
        if "\t" in raw:
            rows.extend(_table_rows(raw, number))
            continue
        folded = fold(without_markup(raw))
        close()
        if folded:
            lines.append(Line(folded, line=number))
    close()
    return Reading(document, tuple(blocks), tuple(lines), tuple(before))


def without_markup(text: str) -> str:
    """The text without the marks of bold and slanted letters and of headings."""
    if not any(mark in text for mark in "<*_#"):
        return text
    return SLANTED.sub(lambda match: match[1] or match[2], MARKUP.sub("", BREAKS.sub(" ", text)))


def fold(text: str) -> str:
    """White space folded to single blanks, ends stripped."""
    return " ".join(text.split())


def _table_rows(raw: str, number: int) -> list[PrintedRow]:
    """The row of one line, and behind it the rows of the HTML tables that its cells hold."""
    row, inner = [], []
    for column, part in enumerate(raw.split("\t")):
        markup = HTML_TABLE.search(part)
        if markup:
            inner.extend(html_rows(markup[0], number))
        text = fold(part) if markup else fold(without_markup(part))
        row.append(Cell((text,) if text else (), column, line=number))
    return [PrintedRow(tuple(row)), *inner]


class _TableParser(HTMLParser):
    """Collects the cells of the rows of one HTML table; nested tables give their rows in order of appearance."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append(fold("".join(self._cell)))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def html_rows(markup: str, number: int) -> list[PrintedRow]:
    """The rows of an HTML table that a dump carries inside one cell; flagged `html`."""
    parser = _TableParser()
    parser.feed(markup)
    parser.close()
    template = Cell((), 0, line=number)
    return [
        PrintedRow(tuple(replace(template, lines=(text,) if text else (), kolom=column) for column, text in enumerate(texts)), ("html",))
        for texts in parser.rows
        if texts
    ]
