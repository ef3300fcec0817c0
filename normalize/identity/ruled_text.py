"""Title and signature that are ruled like the table between them, as a spreadsheet prints them with its gridlines."""

from collections.abc import Callable, Sequence
from itertools import pairwise

from msgspec.structs import replace

from extract.cells import Block, Line, PrintedRow, Reading
from extract.running.tables import PrintedTable
from normalize.decisions.registry_files import Title
from normalize.identity.signature import is_signature
from normalize.words.cell_kinds import WHOLE
from normalize.words.names import fold
from normalize.words.numbers import bare_number

MOST_ROWS = 12
MOST_CELLS = 3
"""'Unit Kerja', ':' and the office; a row of more cells belongs to a table."""


def ruled_text(reading: Reading, titles: Sequence[Title], is_head: Callable[[PrintedRow], bool]) -> frozenset[int]:
    """The numbers of the rows that are no part of the table they are ruled with: those above its head, where each goes over
    the whole width or one holds the document's title, and those from the place and date of the signature on at the document's end."""
    found: set[int] = set()
    for block in reading.blocks:
        found |= _above_head(block, titles, is_head)
    return frozenset(found | _signature(reading.blocks[-1])) if reading.blocks else frozenset()


def _above_head(block: Block, titles: Sequence[Title], is_head: Callable[[PrintedRow], bool]) -> set[int]:
    count = next((i for i, row in enumerate(block.rows[: MOST_ROWS + 1]) if is_head(row)), 0)
    above = [row for row in block.rows[:count] if any(cell.lines for cell in row.cells)]
    texts = [text_of(row) for row in above]
    texts += [" ".join(pair) for pair in pairwise(texts)]
    titled = any(title.pola.match(fold(text)) for title in titles for text in texts)
    text = all(_is_wide(row, block) for row in above) or (titled and all(_is_loose(row) for row in above))
    return {row.baris for row in above} if text else set()


def _signature(block: Block) -> set[int]:
    start = next((i for i, row in enumerate(block.rows) if is_signature(text_of(row))), None)
    behind = [row for row in block.rows[start:] if any(cell.lines for cell in row.cells)] if start else []
    return {row.baris for row in behind} if all(_is_loose(row) for row in behind) else set()


def _is_wide(row: PrintedRow, block: Block) -> bool:
    """One cell over most of the block's width: what stands so above a head is its title."""
    cells = [cell for cell in row.cells if cell.lines]
    boxes = [cell.bbox for other in block.rows for cell in other.cells if cell.bbox]
    if len(cells) != 1 or cells[0].bbox is None or cells[0].span < 2 or not boxes:
        return False
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return cells[0].bbox[2] - cells[0].bbox[0] >= WHOLE * width


def text_of(row: PrintedRow) -> str:
    """The row as a line of text."""
    return " ".join(cell.text for cell in row.cells if cell.lines)


def _is_loose(row: PrintedRow) -> bool:
    cells = [cell for cell in row.cells if cell.lines]
    return len(cells) <= MOST_CELLS and all(bare_number(cell.text) is None or len(cells) > 1 for cell in cells)


def lines_with(reading: Reading, rows: frozenset[int]) -> list[Line]:
    """The document's lines in printed order, those that are ruled like a table among them: they tell office, year and kind as lines do."""
    lines: list[Line] = []
    seen = 0
    for block, before in zip(reading.blocks, reading.sebelum, strict=True):
        lines += reading.lines[seen:before]
        seen = max(seen, before)
        lines += [Line(text_of(row), block.halaman) for row in block.rows if row.baris in rows]
        if block is reading.blocks[-1]:
            # Two who sign stand side by side in a table of their own.
            lines += [Line(cell.text, block.halaman) for row in block.rows for cell in row.cells if is_signature(cell.text)]
    return [*lines, *reading.lines[seen:]]


def without_rows(table: PrintedTable, rows: frozenset[int]) -> PrintedTable:
    """The table itself: what its pages print, without these rows. Those above its first head stand before it like lines of text."""

    def kept(group: tuple[PrintedRow, ...]) -> tuple[PrintedRow, ...]:
        return tuple(row for row in group if row.baris not in rows)

    above = tuple(text_of(row) for row in table.segments[0].head if row.baris in rows and text_of(row))
    segments = tuple(replace(s, head=kept(s.head), body=kept(s.body)) for s in table.segments)
    return replace(table, segments=segments, sebelum=(*table.sebelum, *above))
