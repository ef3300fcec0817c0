"""Blocks of cells → printed tables: what a page break cut is joined, head rows are told from the body."""

from collections.abc import Callable, Collection, Sequence
from itertools import pairwise

import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Block, PrintedRow, Reading
from extract.page.captions import ANNOUNCES
from extract.running.running_lines import repeated_lines, running_lines, without_digits

NO_WORD = regex.compile(r"\W")
# 'Halaman 3 dari 10' '- 12 -' '17' '17 | P a g e': running foot, says nothing about the table.
PAGE_NUMBER = regex.compile(
    r"(?:hal(?:aman)?\.?|page)?\s*[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:dari|of|/)\s*\d{1,4}|(?<=[-–|])\s*(?:p ?a ?g ?e|halaman))?",
    regex.IGNORECASE,
)

# 'Lanjutan' 'Lanjutan Tabel 3.2 Capaian …' 'Tabel 3.2 Capaian (lanjutan)': the same table goes on.
GOES_ON = regex.compile(r"\W*(?:lanjutan|sambungan)\b.*|.*\(\s*(?:lanjutan|sambungan)\s*\)\W*", regex.IGNORECASE)
MOST_BETWEEN = 3
"""More lines between two parts of a table are no foot and head of a page."""
LEAST_COLUMNS = 6
"""Fewer columns stand in the same places by chance."""


class Segment(Struct, frozen=True):
    """A table's part on one page: its head rows (maybe none) and its body."""

    head: tuple[PrintedRow, ...]
    body: tuple[PrintedRow, ...]
    block: Block


class PrintedTable(Struct, frozen=True):
    """A table as a reader of the document would count it. tabel_no: from 1. sebelum: the lines of text since the table before."""

    tabel_no: int
    segments: tuple[Segment, ...]
    sebelum: tuple[str, ...]


IsHead = Callable[[PrintedRow], bool]


def tables_of(
    reading: Reading, is_head: IsHead, is_lower_head: IsHead | None = None, begins: Collection[int] = ()
) -> tuple[PrintedTable, ...]:
    """All tables of the document. A block goes on with the table before it when no text stands between (page numbers
    aside) and its head is the same, or it has none and the columns fit. Without a head it goes on over a foot of the page or a number
    that its grid left out too, where all its columns stand where they stood; under its own head again over the foot of a dump's page.
    begins: the first rows of blocks that go on with none.
    """
    running = running_lines(reading.lines, reading.halaman)
    feet = repeated_lines(reading)
    tables: list[list[Segment]] = []
    texts: list[tuple[str, ...]] = []
    seen = 0
    parts = [
        (part, before) for block, before in zip(reading.blocks, reading.sebelum, strict=True) for part in _cut_at_heads(block, is_head)
    ]
    for block, before in parts:
        segment = split_head(block, is_head, is_lower_head)
        between = tuple(line.text for line in reading.lines[seen:before] if not _runs(line.text, running))
        seen = max(seen, before)
        goes_on = tables and block.rows[0].baris not in begins
        if goes_on and not between and tables[-1][-1].head and not _has_text(tables[-1][-1].body):
            # The page broke inside the head: its lower rows come with the next block.
            begun = tables[-1].pop()
            whole = Block((*begun.block.rows, *block.rows), block.pembaca, block.halaman)
            tables[-1].append(split_head(whole, is_head, is_lower_head))
        elif (
            goes_on
            and _continues(tables[-1], segment)
            and (_says_goes_on(between) or _only_interrupted(tables[-1][-1].block, segment, between) or _is_foot(segment, between, feet))
        ):
            tables[-1].append(segment)
        else:
            tables.append([segment])
            texts.append(between)
    return tuple(PrintedTable(no, tuple(segments), text) for no, (segments, text) in enumerate(zip(tables, texts, strict=True), 1))


def _cut_at_heads(block: Block, is_head: IsHead) -> tuple[Block, ...]:
    """A dump's block, cut where the first row of its head is printed once more, word for word: a page broke there, whose blank line is
    lost."""
    first = next((row for row in block.rows if any(cell.lines for cell in row.cells)), None)
    if block.halaman is not None or first is None or not is_head(first):
        return (block,)
    texts = _texts(first)
    starts = [i for i, row in enumerate(block.rows) if row is not first and len(texts) > 1 and _texts(row) == texts]
    cuts = [0, *starts, len(block.rows)]
    return tuple(replace(block, rows=block.rows[begin:end]) for begin, end in pairwise(cuts))


def _texts(row: PrintedRow) -> list[str]:
    return [cell.text for cell in row.cells if cell.lines]


def _says_goes_on(between: Sequence[str]) -> bool:
    return all(GOES_ON.fullmatch(text) for text in between)


def _is_foot(segment: Segment, between: Sequence[str], feet: frozenset[str]) -> bool:
    return bool(segment.head) and all(without_digits(text) in feet for text in between)


def _runs(text: str, running: frozenset[str]) -> bool:
    return PAGE_NUMBER.fullmatch(text) is not None or without_digits(text) in running


def split_head(block: Block, is_head: IsHead, is_lower_head: IsHead | None = None) -> Segment:
    """The block with its leading head rows apart; empty rows among them go with the head.

    Below a head's first row, a row still belongs to it when it begins above the lower end of a cell of the head (a name that
    spans the rows), or when it holds nothing but words of lower heads.
    """
    count = 0
    for index, row in enumerate(block.rows):
        if is_head(row) or (count and (_beside(row, block.rows[:count]) or (is_lower_head is not None and is_lower_head(row)))):
            count = index + 1
        elif any(cell.lines for cell in row.cells):
            break
    return Segment(block.rows[:count], block.rows[count:], block)


def _beside(row: PrintedRow, head: Sequence[PrintedRow]) -> bool:
    """True where a filled cell of the head reaches below the row's top, on the same page."""
    pages = {cell.halaman for cell in row.cells}
    tops = [cell.bbox[1] for cell in row.cells if cell.bbox]
    ends = [cell.bbox[3] for upper in head for cell in upper.cells if cell.bbox and cell.lines and cell.halaman in pages]
    return bool(tops and ends) and min(tops) < max(ends) - 2


def _continues(table: Sequence[Segment], segment: Segment) -> bool:
    if segment.head:
        return _same_head(head_words(table[0]), head_words(segment)) or _head_text(table[0]) == _head_text(segment)
    last = table[-1].block
    if segment.block.halaman is None:
        return True
    return last.is_before(segment.block) and (_same_width(last, segment.block) or _same_columns(last, segment.block))


def _only_interrupted(before: Block, segment: Segment, between: Sequence[str]) -> bool:
    if segment.head or segment.block.halaman is None or len(between) > MOST_BETWEEN or any(ANNOUNCES.match(text) for text in between):
        return False
    return _same_columns(before, segment.block)


def _same_columns(before: Block, behind: Block) -> bool:
    """True where the columns of the second block stand where those of the first do: an outer one may be left out where nothing of it is
    drawn."""
    old, new = _edges(before), _edges(behind)
    shared = [x for x in new if any(abs(x - other) <= 3 for other in old)]
    return len(new) >= LEAST_COLUMNS and len(shared) >= 0.9 * len(new)


def _edges(block: Block) -> set[int]:
    """Where the columns begin."""
    return {round(cell.bbox[0]) for row in block.rows for cell in row.cells if cell.bbox}


def _same_head(first: frozenset[str], again: frozenset[str]) -> bool:
    """A head repeated on a new page: the same words, or fewer and cut ones (a dump loses the lower rows and ends of names)."""
    if first == again:
        return True
    known = sum(any(word.startswith(name) for word in first) for name in again)
    return len(again) >= 3 and known == len(again)


def _has_text(rows: Sequence[PrintedRow]) -> bool:
    return any(cell.lines for row in rows for cell in row.cells)


def head_words(segment: Segment) -> frozenset[str]:
    """The head's cells without blanks and case: dumps repeat a head with another number of columns, the words stay."""
    return frozenset(NO_WORD.sub("", cell.text).casefold() for row in segment.head for cell in row.cells if cell.lines)


def _head_text(segment: Segment) -> str:
    """All of the head in printed order: where a rule between two of its cells was not found, their words stand in one."""
    return "".join(NO_WORD.sub("", cell.text).casefold() for row in segment.head for cell in row.cells)


def _same_width(a: Block, b: Block) -> bool:
    left_a, right_a = _extent(a)
    left_b, right_b = _extent(b)
    return abs(left_a - left_b) <= 6 and abs(right_a - right_b) <= 6


def _extent(block: Block) -> tuple[float, float]:
    boxes = [cell.bbox for row in block.rows for cell in row.cells if cell.bbox]
    return min(b[0] for b in boxes), max(b[2] for b in boxes)
