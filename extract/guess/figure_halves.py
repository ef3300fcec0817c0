"""Halves of figures too wide for their columns: where no rule parts rows, the second ones look like a row without a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.cells import Cell, PrintedRow
from extract.guess.body_rows import is_broken
from extract.page.grid_rules import GUESSED_ROWS
from extract.page.page_tables import PageReading


@dataclass(frozen=True, slots=True)
class HalfLimits:
    """least: fewer halves may be figures of their own. reach: the other halves stand so many rows above, for those of the same row that
    were not broken stand between."""

    least: int = 2
    reach: int = 2


LIMITS = HalfLimits()


def with_whole_figures(reading: PageReading) -> PageReading:
    """The page with such halves in the cells that hold the others."""
    if not any(GUESSED_ROWS in row.bendera for block in reading.blocks for row in block.rows):
        return reading
    return replace(reading, blocks=tuple(replace(block, rows=tuple(joined_halves(block.rows))) for block in reading.blocks))


def joined_halves(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows, with such halves in the cells that hold the others; their own cells stay, empty."""
    made = list(rows)
    for n, row in enumerate(made):
        if GUESSED_ROWS not in row.bendera:
            continue
        lower = {cell.kolom: cell for cell in row.cells if cell.lines}
        if len(lower) < LIMITS.least or any(not _is_half(cell) for cell in lower.values()):
            continue
        for k in range(n - 1, max(-1, n - 1 - LIMITS.reach), -1):
            upper = {cell.kolom: cell for cell in made[k].cells if cell.lines}
            if all(column in upper and is_broken(upper[column].text, cell.text, True) for column, cell in lower.items()):
                made[k] = replace(made[k], cells=tuple(_whole(cell, lower.get(cell.kolom)) for cell in made[k].cells))
                made[n] = replace(row, cells=tuple(replace(cell, lines=()) for cell in row.cells))
                break
            if upper.keys() & lower.keys():
                break
    return made


def _is_half(cell: Cell) -> bool:
    return cell.text.rstrip("%").isdigit()


def _whole(cell: Cell, rest: Cell | None) -> Cell:
    """The cell with both halves of its figure, and the box around them."""
    if rest is None or not cell.lines:
        return cell
    box = (*cell.bbox[:3], rest.bbox[3]) if cell.bbox and rest.bbox else cell.bbox
    return replace(cell, lines=(*cell.lines, *rest.lines), bbox=box)
