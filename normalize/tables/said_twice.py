"""What a dump's row says a second time: a HTML copy of the rows behind it, and merged cells whose text stands in every row they cover."""

from collections.abc import Sequence

from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from extract.dump.html_tables import HTML_TABLE
from extract.dump.read_text import fold
from normalize.heads.plan_heads import is_nested_head
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters, ro_match
from normalize.words.names import split_prefix


def without_html(row: PrintedRow) -> PrintedRow:
    """The row without the HTML tables in its cells: their rows stand behind it as rows of their own."""
    if not any(HTML_TABLE.search(cell.text) for cell in row.cells):
        return row
    return replace(row, cells=tuple(_with_text(cell, fold(HTML_TABLE.sub(" ", cell.text))) for cell in row.cells))


def without_repeated(row: PrintedRow, above: PrintedRow | None, first: bool) -> PrintedRow:
    """A dump's row without what the row above it begins with too: the words of a sasaran or an indicator, or its number alone.

    above: as printed; first: a page begins with the row. What stays has words of its own, as an indicator, a RO line and the head over
    such lines have; or nothing stays.
    """
    if above is None or any(cell.bbox for cell in row.cells):
        return row
    cells, others = filled(row), filled(above)
    same = 0
    while same < min(len(cells), len(others)) and _is_same(cells[same], others[same]):
        same += 1
    repeated, rest = cells[:same], cells[same:]
    if not repeated or (rest and not _has_words(rest)) or not (_has_words(repeated) or _is_whole(rest, first)):
        return row
    taken = {cell.kolom for cell in repeated}
    return replace(row, cells=tuple(_with_text(cell, "") if cell.kolom in taken else cell for cell in row.cells))


def _is_same(cell: Cell, other: Cell) -> bool:
    """The code of a RO may well stand in two lines, one after the other."""
    return cell.text == other.text and ro_match(cell.text) is None


def _has_words(cells: Sequence[Cell]) -> bool:
    return any(has_letters(cell.text) for cell in cells)


def _is_whole(rest: Sequence[Cell], first: bool) -> bool:
    """True where the number before these cells is none of theirs: they are the rest of a row that the page's end cut, or begin with a
    number of their own, and it is not a first one, before which the number of a new sasaran stands."""
    if not rest:
        return False
    if first and all(has_letters(cell.text) for cell in rest):
        return True
    own = split_prefix(rest[0].text)[0]
    numbered = NUMBER_ONLY.fullmatch(rest[0].text) is not None and len(rest) > 1 and ro_match(rest[1].text) is not None
    return numbered or (own is not None and own > 1) or is_nested_head(PrintedRow(tuple(rest)))


def _with_text(cell: Cell, text: str) -> Cell:
    return cell if text == cell.text else replace(cell, lines=(text,) if text else ())
