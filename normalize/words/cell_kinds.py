"""What one printed cell or the cells of a row hold: words, a number, a RO code."""

from functools import lru_cache

import regex

from extract.cells import UNREADABLE, Cell, PrintedRow
from normalize.words.numbers import bare_number, is_misread, is_nothing

# 'DR.3165.QIA.005 - Sampel …' '4. DR.3165.QIC.004 - …' '3165.PDD.001' '3165.QCD.U74'; blanks where a narrow column broke the code.
RO_CODE = regex.compile(
    r"(?:(?P<no>\d{1,3})\s*[.)]?\s+)?(?:(?P<program>[A-Z]\s?[A-Z])\s?\.\s?)?(?P<kegiatan>\d\s?\d\s?\d\s?\d)\s?\.\s?(?P<kro>[A-Z]\s?[A-Z]\s?[A-Z])"
    r"\s?\.\s?(?P<ro>[A-Z0-9]\s?\d\s?\d)(?!\d)\s*(?:[-–—]\s*(?P<nama>.*))?(?P<sisa>.*)",
    regex.DOTALL,
)


LETTER = regex.compile(r"\p{L}")
WHOLE = 0.8
"""A cell over all columns covers so much of the table's width."""
NUMBER_ONLY = regex.compile(r"\(?\d{1,3}\s*[.)]?")


def filled(row: PrintedRow) -> list[Cell]:
    """The cells that hold text."""
    return [cell for cell in row.cells if cell.lines]


@lru_cache(maxsize=4096)
def has_letters(text: str) -> bool:
    """True for a cell of words: no number, no dash, no 'n/a'."""
    return LETTER.search(text) is not None and bare_number(text) is None and not is_nothing(text) and not is_misread(text)


def cell_has_number(cell: Cell) -> bool:
    """True where the cell is one number."""
    return bare_number(cell.text) is not None


def unread_figure(cell: Cell) -> bool:
    """True where something that nobody can read stands in the place of a number or in one: '7\ufffd,05'."""
    return UNREADABLE in cell.text and LETTER.search(cell.text) is None


@lru_cache(maxsize=4096)
def ro_match(text: str) -> "regex.Match[str] | None":
    """The RO code at the beginning of a cell, with its parts."""
    match: regex.Match[str] | None = RO_CODE.match(text)
    return match


def is_wide(cell: Cell, row: PrintedRow) -> bool:
    """True for a cell over (nearly) the whole width of its row, which other cells of the table divide."""
    boxes = [other.bbox for other in row.cells if other.bbox]
    if cell.bbox is None or cell.span < 2 or not boxes:
        return False
    width = max(box[2] for box in boxes) - min(box[0] for box in boxes)
    return cell.bbox[2] - cell.bbox[0] >= WHOLE * width
