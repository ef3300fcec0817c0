"""Value cells over several rows."""

from extract.cells import Cell, PrintedRow

FLAG = "sel_gabungan"
DEEPER = 3.0
"""A cell that reaches so many points below the upper edge of the next row is that row's too."""


def reaches_into(cell: Cell, row: PrintedRow) -> bool:
    """True for a cell above that covers a part of the row; a dump's cells have no height."""
    tops = [other.bbox[1] for other in row.cells if other.bbox and other.halaman == cell.halaman]
    return cell.bbox is not None and bool(tops) and cell.bbox[3] > min(tops) + DEEPER
