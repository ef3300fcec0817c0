"""Rows of a dump that a line end within a cell broke: put together where the pieces are as wide as the rows around them."""

from collections.abc import Sequence

import regex

MOST_PIECES = 6
"""Lines of one cell; more are a paragraph between two tables."""
LEAST_WIDTH = 3
# '36.234.' '1,205,' in front of '900' '338,00': an amount broken behind a separator of thousands
AMOUNT_BEGINS = regex.compile(r"\d{1,3}(?:[.,]\d{3})*[.,]")
AMOUNT_ENDS = regex.compile(r"\d{3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?")
# '2.' 'IKSS3' 'SS 2' '3165.QIA.005 - …' '01 - …': a cell that begins a row or a name.
BEGINS_ANEW = regex.compile(r"[A-Z]{0,5}\.?\s?\d.*", regex.DOTALL)


def whole_rows(lines: Sequence[str]) -> dict[int, tuple[str, int]]:
    """The lines of a dump by their numbers (from 1), each with how many lines it takes: a broken row is one, at its first line."""
    width = _widths(lines)
    whole: dict[int, tuple[str, int]] = {}
    position = 0
    while position < len(lines):
        taken, text = _joined(lines, position, width[position])
        whole[position + 1] = text, taken
        position += taken
    return whole


def _widths(lines: Sequence[str]) -> list[tuple[int, ...]]:
    """For each line the cells that a whole row of its run may have, most first, a run being lines without a blank one: those of its first
    row, and the most that two rows have; () where a row has more."""
    widths: list[tuple[int, ...]] = []
    begin = 0
    while begin < len(lines):
        end = begin
        while end < len(lines) and lines[end].strip(" "):
            end += 1
        counts = [line.count("\t") + 1 for line in lines[begin:end] if "\t" in line]
        usual = max((count for count in counts if counts.count(count) > 1), default=0)
        ruling = sorted({count for count in (*counts[:1], usual) if count >= LEAST_WIDTH}, reverse=True)
        widths += [tuple(ruling) if max(counts, default=0) in ruling else ()] * (end - begin) + [()] * (end < len(lines))
        begin = end + 1
    return widths


def _joined(lines: Sequence[str], position: int, widths: Sequence[int]) -> tuple[int, str]:
    """How many lines the row takes that begins here, and its text."""
    text = lines[position]
    # A line of words below a row may be the first cell's beginning, or prose.
    if "\t" not in text and "\t" not in lines[max(position - 1, 0)]:
        return 1, text
    found = (_as_wide(lines, position, width) for width in widths)
    return next((whole for whole in found if whole[0] > 1), (1, text))


def _as_wide(lines: Sequence[str], position: int, width: int) -> tuple[int, str]:
    """The lines that make one row of so many cells from here on, and its text; (1, …) where none do."""
    text = lines[position]
    whole = 1, text
    for taken in range(2, min(MOST_PIECES, len(lines) - position) + 1):
        piece = lines[position + taken - 1]
        mended = None if _begins_a_row(text, piece, width) else _as_one(text, piece)
        if mended is None:
            break
        text = mended
        if text.count("\t") + 1 == width:
            whole = taken, text
    return whole


def _begins_a_row(upper: str, piece: str, width: int) -> bool:
    """True where the piece cannot be the rest of the row above: it would be too wide, nothing but an amount's end goes behind a whole row,
    and below a line of words a row that goes on with them begins in lower case."""
    if upper.count("\t") + 1 == width:
        return AMOUNT_ENDS.fullmatch(piece.strip()) is None
    alone = "\t" not in upper and "\t" in piece and not piece[:1].islower()
    return alone or upper.count("\t") + piece.count("\t") + 1 > width


def _as_one(upper: str, lower: str) -> str | None:
    """Two pieces as one text, where the cell at their meeting may go on; None where it does not."""
    last, first = upper.rpartition("\t")[2].strip(), lower.partition("\t")[0].strip()
    if AMOUNT_BEGINS.fullmatch(last) and AMOUNT_ENDS.fullmatch(first):
        return upper.rstrip(" ") + lower.lstrip(" ")
    if _has_word(last) and _has_word(first) and last[-1] not in ".:;" and not BEGINS_ANEW.fullmatch(first):
        return f"{upper.rstrip(' ')} {lower.lstrip(' ')}"
    return None


def _has_word(text: str) -> bool:
    return any(map(str.isalpha, text))
