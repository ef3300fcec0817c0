"""A table that a page's end cut, where words stand between its parts: the rest of a cell that the new page's grid does not hold, a
stamp across the page, or the page's own head.

The numbers prove that it is one table: the head is the same, and the rows go on counting behind it.
"""

from collections.abc import Sequence

import regex
from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment, head_words
from normalize.heads.headings import role_names
from normalize.heads.plan_heads import is_nested_head
from normalize.tables.konteks_tabel import CAPTION, HEADING
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, ro_match

MOST_LINES = 12
FLAG = "nama_disambung"


def rejoin(tables: Sequence[PrintedTable]) -> tuple[PrintedTable, ...]:
    """The tables, those parts made one and counted anew. The words between two RO lines go to the SASARAN of the row behind them (the
    only column whose cells reach over so many rows), flagged; a stamp goes nowhere."""
    result: list[PrintedTable] = []
    for table in tables:
        rest = _rest(result[-1], table) if result else None
        if rest is None:
            result.append(replace(table, tabel_no=len(result) + 1))
        else:
            result[-1] = replace(result[-1], segments=(*result[-1].segments, rest, *table.segments[1:]))
    return tuple(result)


def _rest(before: PrintedTable, table: PrintedTable) -> Segment | None:
    """The table's first part with the words in place; None where it is a table of its own."""
    last, first = before.segments[-1], table.segments[0]
    if not first.head or head_words(first) != head_words(last if last.head else before.segments[0]) or not _follows(last, first):
        return None
    lines = table.sebelum
    if not lines or len(lines) > MOST_LINES or any(CAPTION.match(line) or HEADING.match(line) for line in lines):
        return None
    if not _goes_on(last.body, first.body):
        return None
    if all(_is_stamp(line) or line in before.sebelum for line in lines):
        return first  # what stood above the table stands above its rest again: the head of a page, in a document of too few to tell
    column = next((cell for row in first.head for cell in row.cells if "sasaran" in role_names(cell.text)), None)
    begins_with_ro = any(ro_match(cell.text) for cell in _filled_rows(first.body)[0].cells)
    if column is None or not begins_with_ro or any(line.isupper() for line in lines):
        return None
    position = next(i for i, row in enumerate(first.body) if filled(row))
    row = _with_words(first.body[position], column, lines)
    return replace(first, body=(*first.body[:position], row, *first.body[position + 1 :]))


def _is_stamp(line: str) -> bool:
    """'DRAFT' 'SALINAN' 'TIDAK TERKENDALI': set across the page."""
    return line.isupper() and len(line.split()) <= 2


def _follows(last: Segment, first: Segment) -> bool:
    return last.block.is_before(first.block)


def _goes_on(before: Sequence[PrintedRow], behind: Sequence[PrintedRow]) -> bool:
    """True where the first row behind counts on from the last one before: both are RO lines, or both have numbers of their own. A RO line
    without a number goes on as well, below its head or without: no table begins with one."""
    ended, begun = _filled_rows(before)[-1:], [row for row in _filled_rows(behind) if not is_nested_head(row)][:1]
    if ended and begun and _is_unnumbered_ro(begun[0]):
        return True
    pairs = [(number(ended[0]), number(begun[0])) for number in (_ro_number, _own_number)] if ended and begun else []
    return any(last is not None and first == last + 1 for last, first in pairs)


def _filled_rows(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    return [row for row in rows if filled(row)]


def _is_unnumbered_ro(row: PrintedRow) -> bool:
    """True for a RO line with no number in front of its code, nor in the cell before it."""
    cells = filled(row)
    coded = [(place, match) for place, cell in enumerate(cells) if (match := ro_match(cell.text))]
    return bool(coded) and coded[0][1]["no"] is None and not (coded[0][0] and NUMBER_ONLY.fullmatch(cells[coded[0][0] - 1].text))


def _ro_number(row: PrintedRow) -> int | None:
    matches = [match for cell in filled(row) if (match := ro_match(cell.text))]
    return int(matches[0]["no"]) if matches and matches[0]["no"] else None


def _own_number(row: PrintedRow) -> int | None:
    """The number in the row's first cell, where a name follows."""
    cells = filled(row)
    numbered = len(cells) > 1 and NUMBER_ONLY.fullmatch(cells[0].text) and has_letters(cells[1].text)
    return int(regex.sub(r"\D", "", cells[0].text)) if numbered else None


def _with_words(row: PrintedRow, column: Cell, lines: Sequence[str]) -> PrintedRow:
    """The row with the words in its cell under the column."""
    boxes = [cell.bbox for cell in row.cells if cell.bbox]
    assert column.bbox is not None and boxes
    box = (column.bbox[0], min(b[1] for b in boxes), column.bbox[2], max(b[3] for b in boxes))
    cell = Cell(tuple(lines), column.kolom, column.span, row.cells[0].halaman, None, box)
    others = [other for other in row.cells if other.lines or other.kolom != column.kolom]
    cells = tuple(sorted([*others, cell], key=lambda c: c.kolom))
    return replace(row, cells=cells, bendera=(*row.bendera, FLAG))
