"""Rows of a table's head that name no column: the numbers of the columns, '1 2 3 …' or '(1) (2) (3) …', as official papers print them."""

from collections.abc import Sequence

import regex

from extract.cells import Cell, PrintedRow

# '1' '(2)' '3.' '(4a)' '5=4/3' '(6) = (5) : (4) x 100'
COLUMN_NUMBER = regex.compile(r"[(\[]?\s*(?P<nomor>\d{1,2})\s*(?P<huruf>[a-z])?\s*[)\].]?\s*(?:=[\d\s()\[\]+:/*x×÷%.,–−-]+)?")
LEAST = 3
"""Two numbers in a row prove nothing."""


def counts_columns(cells: Sequence[Cell], least: int = LEAST) -> bool:
    """True for the filled cells of a row that counts the columns from 1 on; '4a 4b' divide a column."""
    if len(cells) < least:
        return False
    before = 0
    for cell in cells:
        match = COLUMN_NUMBER.fullmatch(cell.text)
        if match is None:
            return False
        step = int(match["nomor"]) - before
        if step != 1 and not (step == 0 and match["huruf"]):
            return False
        before = int(match["nomor"])
    return True


def naming_rows(head: Sequence[PrintedRow]) -> tuple[PrintedRow, ...]:
    """The head without the rows that count its columns."""
    return tuple(row for row in head if not counts_columns([cell for cell in row.cells if cell.lines]))
