"""Text dumps of PDFs: rows between tabs or strokes, blank lines between pages, HTML tables inside a cell or by themselves."""

import regex
from msgspec.structs import replace

from extract.cells import Block, Cell, Document, Line, PrintedRow, Reading
from extract.dump.broken_rows import whole_rows
from extract.dump.html_tables import HTML_TABLE, html_rows, table_from
from extract.dump.piped_rows import without_strokes
from extract.inbox.listing import decode

BREAKS = regex.compile(r"</?(?:br|p|div)\b[^>]*>", regex.IGNORECASE)
MARKUP = regex.compile(r"\*\*|__|^#+\s+|</?(?:b|i|u|strong|em|span)\b[^>]*>", regex.IGNORECASE)
# '*awareness index*' is slanted text; the '*)' of a footnote is printed.
SLANTED = regex.compile(r"(?<=\()\*(\p{L}[^*()]*?\p{L})\*(?=\))|(?<![\w*(])\*(\p{L}[^*]*?[\p{L}.])\*(?![\w*)])")


def read_text(document: Document) -> Reading:
    """The document's cells and lines. Raises DocumentRejected where the bytes are no text."""
    return parse_dump(decode(document.path.read_bytes()), document)


def parse_dump(text: str, document: Document) -> Reading:
    """A dump as blocks of rows: lines with a tab are table rows, a line without one ends the block.

    A blank line or a line of prose stands where the page broke, so each block is at most one page of a table. An HTML table that no
    row of cells holds is a block of its own. A row that a line end within a cell broke is whole again, flagged `nama_disambung`.
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

    def plain(raw: str, number: int, flags: tuple[str, ...] = ()) -> None:
        if "\t" in raw:
            row, *inner = _table_rows(raw, number)
            rows.extend([replace(row, bendera=flags), *inner])
            return
        close()
        if folded := fold(without_markup(raw)):
            lines.append(Line(folded, line=number))

    printed = without_strokes(text.splitlines())
    behind = 0  # lines that an HTML table has taken
    for number, (raw, taken) in whole_rows(printed).items():
        if number <= behind:
            continue
        if table := table_from(printed, number):
            plain(table.before if table.before.strip() else "", number)
            rows.extend(_without_marks(row) for row in html_rows(table.markup, number))
            plain(table.after if table.after.strip() else "", table.last)
            behind = table.last
        else:
            plain(raw, number, ("nama_disambung",) if taken > 1 else ())
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
    row: list[Cell] = []
    inner: list[PrintedRow] = []
    for column, part in enumerate(raw.split("\t")):
        markup = HTML_TABLE.search(part) if "<" in part else None
        if markup:
            inner.extend(replace(copy, bendera=("html",)) for copy in html_rows(markup[0], number))
        text = fold(part) if markup else fold(without_markup(part))
        row.append(Cell((text,) if text else (), column, line=number))
    return [PrintedRow(tuple(row)), *inner]


def _without_marks(row: PrintedRow) -> PrintedRow:
    """The row without the marks of slanted and bold letters, which stand between HTML's cells too."""

    def plain(cell: Cell) -> Cell:
        text = fold(without_markup(cell.text))
        return replace(cell, lines=(text,) if text else ())

    return replace(row, cells=tuple(map(plain, row.cells)))
