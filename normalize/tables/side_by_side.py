"""A sheet that is wider than its paper: Calc and Excel print its last columns on pages of their own, with the name columns again or
without. The parts belong side by side.

They are joined as if the first page went on to the right: the cells of the other page keep its page's number in `Beside`, by which
their places are found again.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Block, Cell, Kotak, Line, PrintedRow, Reading
from extract.running.running_lines import without_digits
from normalize.heads.headings import report_roles, roles
from normalize.heads.peran import word_columns
from normalize.rows import Asal, DocumentRows
from normalize.words.cell_kinds import has_letters
from normalize.words.names import fold

FAR = 10_000.0
"""So far to the right (points) stands a part beside the one before it: wider than any page."""
LEVEL = 2.0
"""The same row of a sheet stands at the same height on both pages (points)."""
LEAST_ROWS = 3
"""Fewer rows without names stand at the same heights by chance."""
LEAST_COLUMNS = 3
"""A part has the names and more."""
FLAG = "kolom_disambung"


class Beside(Struct, frozen=True):
    """What was set beside page `key`: page of the n-th part, how much it was lowered (points); right: where the first part ends."""

    halaman: int
    turun: float
    kanan: float


Sides = Mapping[int, Sequence[Beside]]


def side_by_side(reading: Reading) -> tuple[Reading, Sides]:
    """The reading with such parts joined, and where they came from. A part is a page's only table, beside a page's only table, under
    the same title or none; only such a part may have lines of its own, below it."""
    alone = _tables_alone(reading)
    lines, above = _lines_of_pages(reading.lines), _lines_above_tables(reading)
    joined: dict[int, Block] = {}
    sides: dict[int, list[Beside]] = {}
    taken: set[int] = set()
    for page in sorted(alone):
        for other in sorted(alone):
            if page in taken or other <= page or other in taken or not above.get(other, set()) <= lines.get(page, set()):
                continue
            left = joined.get(page, alone[page])
            names = _names_again(left, alone[other])
            if names is None:
                continue
            lowered = _top(left.rows[0]) - _top(alone[other].rows[0])
            beside = Beside(other, lowered, max(cell.bbox[2] for row in alone[page].rows for cell in row.cells if cell.bbox))
            sides.setdefault(page, []).append(beside)
            joined[page] = _joined(left, alone[other], names, FAR * len(sides[page]), lowered, page)
            taken.add(other)
    if not taken:
        return reading, {}
    kept = [place for place, block in enumerate(reading.blocks) if block.halaman not in taken]
    blocks = tuple(joined.get(reading.blocks[place].halaman or 0, reading.blocks[place]) for place in kept)
    return replace(reading, blocks=blocks, sebelum=tuple(reading.sebelum[place] for place in kept)), sides


def _tables_alone(reading: Reading) -> dict[int, Block]:
    """Page → its table, for pages with one."""
    pages = [block.halaman for block in reading.blocks]
    return {block.halaman: block for block in reading.blocks if block.halaman is not None and pages.count(block.halaman) == 1}


def _lines_of_pages(printed: Iterable[Line]) -> dict[int, set[str]]:
    lines: dict[int, set[str]] = {}
    for line in printed:
        lines.setdefault(line.halaman or 0, set()).add(without_digits(line.text))
    return lines


def _lines_above_tables(reading: Reading) -> dict[int, set[str]]:
    """Page → the lines above its table."""
    above = {block.halaman: count for block, count in zip(reading.blocks, reading.sebelum, strict=True)}
    return _lines_of_pages(line for place, line in enumerate(reading.lines) if place < above.get(line.halaman, 0))


def _names_again(left: Block, right: Block) -> int | None:
    """How many columns the right part repeats of the left one; None where it is no part of it.

    A sheet's rows stand at the same heights on all its pages. With names, all rows have the same ones; without, it holds only heads,
    figures, and words that are no names. Heads differ: a table with the same ones goes on below, and so does one without a head whose
    columns stand where those of the left one do, however many of its first cells are the same.
    """
    if len(left.rows) != len(right.rows) or len(left.rows) < 2 or _width(left) < LEAST_COLUMNS:
        return None
    before, behind = [_texts(row) for row in left.rows], [_texts(row) for row in right.rows]
    count = 0
    while count < min(_width(left), _width(right)) and all(a.get(count) == b.get(count) for a, b in zip(before, behind, strict=True)):
        count += 1
    own = [{text for column, text in row.items() if column >= count} for row in behind]
    heads = {fold(text) for text in before[0].values()}
    if not any(own) or any(has_letters(text) and fold(text) in heads for text in own[0]):
        return None
    if _same_edges(left, right) and not any(report_roles(text) or roles(text) for text in own[0]):
        return None
    if not all(
        abs((_top(a) - _top(b)) - (_top(left.rows[0]) - _top(right.rows[0]))) <= LEVEL for a, b in zip(left.rows, right.rows, strict=True)
    ):
        return None
    if count:
        named = [any(has_letters(row.get(column, "")) for column in range(count)) for row in behind[1:]]
        return count if sum(named) * 2 >= len(named) else None
    worded = {column for row in behind[2:] for column, text in row.items() if has_letters(text)}
    return 0 if worded <= _of_other_words(behind[:2]) and len(right.rows) >= LEAST_ROWS else None


def _same_edges(left: Block, right: Block) -> bool:
    """True where each column of one part begins where one of the other does."""
    first, second = sorted((_edges(left), _edges(right)), key=len)
    return all(any(abs(x - other) <= LEVEL for other in second) for x in first)


def _edges(block: Block) -> set[float]:
    return {cell.bbox[0] for row in block.rows for cell in row.cells if cell.bbox}


def _of_other_words(head: Sequence[Mapping[int, str]]) -> set[int]:
    """The columns whose heads say that they hold words which are no names: 'Kriteria'."""
    return {column for row in head for column, text in row.items() if word_columns().intersection(report_roles(text))}


def _texts(row: PrintedRow) -> dict[int, str]:
    """Column → text of the filled cells."""
    return {cell.kolom: cell.text for cell in row.cells if cell.lines}


def _width(block: Block) -> int:
    return max((cell.kolom + cell.span for row in block.rows for cell in row.cells), default=0)


def _top(row: PrintedRow) -> float:
    return min((cell.bbox[1] for cell in row.cells if cell.bbox), default=0.0)


def _joined(left: Block, right: Block, names: int, far: float, lowered: float, halaman: int) -> Block:
    """The left part's rows with the right part's own cells behind theirs."""
    width = _width(left)

    def moved(cell: Cell) -> Cell:
        box = cell.bbox
        placed = (box[0] + far, box[1] + lowered, box[2] + far, box[3] + lowered) if box else None
        return replace(cell, kolom=cell.kolom - names + width, halaman=halaman, bbox=placed)

    rows = [
        PrintedRow((*row.cells, *(moved(cell) for cell in other.cells if cell.kolom >= names)), (*row.bendera, *other.bendera))
        for row, other in zip(left.rows, right.rows, strict=True)
    ]
    samping = (*left.samping, right.halaman or halaman)
    return replace(left, rows=tuple(rows), samping=samping, bendera=tuple(dict.fromkeys((*left.bendera, *right.bendera, FLAG))))


def on_their_pages(rows: DocumentRows, sides: Sides) -> DocumentRows:
    """The rows with page and box where they are printed; a row of several parts is shown where its first one stands."""
    if not sides:
        return rows

    def placed(row: Any) -> Any:
        if not isinstance(row, Asal) or row.bbox is None or row.halaman is None or row.halaman not in sides:
            return row
        parts = sides[row.halaman]
        part = int(row.bbox[0] // FAR)
        if not part:
            return dataclasses.replace(row, bbox=_within(row.bbox, parts[0].kanan)) if row.bbox[2] >= FAR else row
        beside = parts[part - 1]
        x0, top, x1, bottom = row.bbox
        return dataclasses.replace(
            row, halaman=beside.halaman, bbox=(x0 - FAR * part, top - beside.turun, x1 - FAR * part, bottom - beside.turun)
        )

    groups = [name for name in rows.__dataclass_fields__ if name != "dokumen"]
    changed: dict[str, Any] = {name: tuple(placed(row) for row in getattr(rows, name)) for name in groups}
    return dataclasses.replace(rows, **changed)


def _within(box: Kotak, right: float) -> Kotak:
    return box[0], box[1], right, box[3]
