"""A dump's sasaran and groups that stand alone in their line between the rows of a table: they are rows of it, not text that parts it."""

from itertools import pairwise

from msgspec.structs import replace

from extract.cells import Block, Cell, Line, PrintedRow, Reading
from normalize.tables.bands import SASARAN, is_summary


def with_bands(reading: Reading) -> Reading:
    """The dump with each 'Sasaran Kegiatan 1: …' and 'Internal Process Perspective' that follows a row line upon line, and is followed
    so, put into one block with them: its row has lost its empty cells. A PDF's reading comes back as it is."""
    if reading.halaman is not None or not reading.blocks:
        return reading
    blocks: list[Block] = [reading.blocks[0]]
    sebelum = [reading.sebelum[0]]
    taken: set[int] = set()
    for position in range(1, len(reading.blocks)):
        block, start, end = reading.blocks[position], reading.sebelum[position - 1], reading.sebelum[position]
        between = reading.lines[start:end]
        if _is_run(blocks[-1], between, block):
            rows = tuple(PrintedRow((Cell((line.text,), 0, line=line.line),)) for line in between)
            blocks[-1] = replace(blocks[-1], rows=(*blocks[-1].rows, *rows, *block.rows))
            taken |= set(range(start, end))
        else:
            blocks.append(block)
            sebelum.append(end)
    lines = tuple(line for i, line in enumerate(reading.lines) if i not in taken)
    counted = tuple(before - sum(i < before for i in taken) for before in sebelum)
    return replace(reading, blocks=tuple(blocks), lines=lines, sebelum=counted)


def _is_run(upper: Block, between: tuple[Line, ...], lower: Block) -> bool:
    """True for sasaran and groups alone, on the lines right between the two blocks."""
    ends = [cell.line for row in upper.rows[-1:] for cell in row.cells[-1:]]
    begins = [cell.line for row in lower.rows[:1] for cell in row.cells[:1]]
    numbers = [*ends, *(line.line for line in between), *begins]
    known = [number for number in numbers if number is not None]
    named = bool(between) and all(_names_rows_below(line.text) for line in between)
    return named and len(known) == len(numbers) and all(b - a == 1 for a, b in pairwise(known))


def _names_rows_below(text: str) -> bool:
    match = SASARAN.match(text)
    return is_summary(text) or (match is not None and bool(match["nomor"]) and match.end() < len(text))
