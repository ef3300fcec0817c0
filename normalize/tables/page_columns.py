"""Where the columns of a table stand on a page that does not print its head, and whether what was read stands under its own."""

from collections.abc import Mapping, Sequence

import regex
from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from extract.running.tables import Segment
from normalize.heads.kolom import Kolom
from normalize.heads.peran import text_columns
from normalize.tables.urutan import NO_COLUMN

# '92,82 71,43'; not '97,5 0', a number that its cell broke
WITH_DECIMALS = regex.compile(r"(?<!\S)\d[\d.,]*[.,]\d+%?(?!\S)")
LEAST_SHIFTED = 2
"""Cells of one column: a single one with two figures may be a misprint."""


def columns_here(segment: Segment, columns: Sequence[Kolom]) -> Sequence[Kolom]:
    """The columns with the ranges of the body's page: a table that goes on over a page of another width stands elsewhere than its head.
    Rows with one cell a column say where, if most of them do not fit the head's ranges."""
    if _pages(segment.head) & _pages(segment.body) or any(column.x0 is None for column in columns):
        return columns
    whole = [row.cells for row in segment.body if len(row.cells) == len(columns) and all(cell.bbox is not None for cell in row.cells)]
    astray = [cells for cells in whole if [column_over(cell, columns) for cell in cells] != list(range(len(columns)))]
    if 2 * len(astray) <= len(whole):
        return columns
    boxes = [cell.bbox for cell in astray[0] if cell.bbox is not None]
    return [replace(column, x0=x0, x1=x1) for column, (x0, _, x1, _) in zip(columns, boxes, strict=True)]


def _pages(rows: Sequence[PrintedRow]) -> set[int | None]:
    return {cell.halaman for row in rows for cell in row.cells}


def column_over(cell: Cell, columns: Sequence[Kolom]) -> int:
    """The column that holds most of the cell; a cell over several goes to the first it fills well."""
    assert cell.bbox is not None
    x0, x1 = cell.bbox[0], cell.bbox[2]
    shares = [max(0.0, min(x1, k.x1 or 0.0) - max(x0, k.x0 or 0.0)) for k in columns]
    best = max(range(len(columns)), key=lambda i: shares[i])
    return best if shares[best] > 0 else NO_COLUMN


def figures_shifted(rows: Sequence[Mapping[int, str]], columns: Sequence[Kolom]) -> bool:
    """True where one column holds two figures in most of its cells and another of figures none at all: those between stand one off.
    rows: of each the texts of its figures by column."""
    texts = {i: [row[i] for row in rows if row.get(i)] for i, column in enumerate(columns) if column.nama not in text_columns()}
    several = {i: sum(len(WITH_DECIMALS.findall(text)) > 1 for text in found) for i, found in texts.items()}
    crowded = any(several[i] >= LEAST_SHIFTED and several[i] > len(found) / 2 for i, found in texts.items())
    return crowded and any(not found for found in texts.values())
