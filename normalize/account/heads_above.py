"""The words of a table's head above one of its cells."""

from collections.abc import Sequence

from msgspec import Struct

from extract.cells import Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.head_rows import naming_rows
from normalize.tables.sel import ReadCell


class HeadCells(Struct, frozen=True):
    """The filled cells of a head, the upper rows first."""

    cells: Sequence[Cell]

    def above(self, cell: ReadCell) -> str:
        """The head's words over the middle of the cell, outer before inner; over its column in a dump. '' without any."""
        return " ".join(head.text for head in self.cells if _over(head, cell))


def heads_of(table: PrintedTable) -> list[HeadCells]:
    """For each part of the table the head that holds there: its own, or that of the part before."""
    found: list[HeadCells] = []
    for segment in table.segments:
        found.append(_head(segment) if segment.head or not found else found[-1])
    return found


def with_rows(heads: HeadCells, rows: Sequence[PrintedRow]) -> HeadCells:
    """The head with further rows of words below it."""
    return HeadCells([*heads.cells, *(cell for row in rows for cell in row.cells if cell.lines)])


def _head(segment: Segment) -> HeadCells:
    return HeadCells([cell for row in naming_rows(segment.head) for cell in row.cells if cell.lines])


def _over(head: Cell, cell: ReadCell) -> bool:
    if head.bbox is not None and cell.bbox is not None:
        return head.bbox[0] <= (cell.bbox[0] + cell.bbox[2]) / 2 <= head.bbox[2]
    return head.kolom < cell.kolom <= head.kolom + head.span
