"""Where a printed row stands, and which cells of rows above reach into it."""

from collections.abc import Sequence

from msgspec import Struct

from extract.cells import Cell, Kotak, PrintedRow

SHARED = "sel_gabungan"
"""The flag of values whose cell covers several rows."""
DEEPER = 3.0
"""A cell that reaches so many points below the upper edge of the next row is that row's too."""


class Tempat(Struct, frozen=True):
    """Where a row stands: order in the document, page or line, box."""

    baris: int
    halaman: int | None = None
    line: int | None = None
    bbox: Kotak | None = None


def place_of(cells: Sequence[Cell], baris: int) -> Tempat:
    """The place of the cells of one row; the box holds all of them."""
    filled = [cell for cell in cells if cell.lines] or list(cells)
    boxes = [cell.bbox for cell in filled if cell.bbox]
    box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)) if boxes else None
    first = filled[0] if filled else None
    return Tempat(baris, first.halaman if first else None, first.line if first else None, box)


def reaches_into(cell: Cell, row: PrintedRow) -> bool:
    """True for a cell above that covers a part of the row; a dump's cells have no height."""
    tops = [other.bbox[1] for other in row.cells if other.bbox and other.halaman == cell.halaman]
    return cell.bbox is not None and bool(tops) and cell.bbox[3] > min(tops) + DEEPER
