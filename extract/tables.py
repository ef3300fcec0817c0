"""Blocks of cells → printed tables: what a page break cut is joined, head rows are told from the body."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import regex

from extract.cells import Block, PrintedRow, Reading

# 'Halaman 3 dari 10' '- 12 -' '17': running foot, says nothing about the table.
PAGE_NUMBER = regex.compile(r"(?:hal(?:aman)?\.?|page)?\s*[-–|]?\s*\d{1,4}\s*[-–|]?(?:\s*(?:dari|of|/)\s*\d{1,4})?", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Segment:
    """A table's part on one page: its head rows (maybe none) and its body."""

    head: tuple[PrintedRow, ...]
    body: tuple[PrintedRow, ...]
    block: Block


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as a reader of the document would count it. tabel_no: from 1. sebelum: the lines of text since the table before."""

    tabel_no: int
    segments: tuple[Segment, ...]
    sebelum: tuple[str, ...]


def tables_of(reading: Reading, is_head: Callable[[PrintedRow], bool]) -> tuple[PrintedTable, ...]:
    """All tables of the document. A block goes on with the table before it when no text stands between (page numbers
    aside) and its head is the same, or it has none and the columns fit."""
    tables: list[list[Segment]] = []
    texts: list[tuple[str, ...]] = []
    seen = 0
    for block, before in zip(reading.blocks, reading.sebelum, strict=True):
        segment = split_head(block, is_head)
        between = tuple(line.text for line in reading.lines[seen:before] if not PAGE_NUMBER.fullmatch(line.text))
        seen = max(seen, before)
        if tables and not between and _continues(tables[-1], segment):
            tables[-1].append(segment)
        else:
            tables.append([segment])
            texts.append(between)
    return tuple(PrintedTable(no, tuple(segments), text) for no, (segments, text) in enumerate(zip(tables, texts, strict=True), 1))


def split_head(block: Block, is_head: Callable[[PrintedRow], bool]) -> Segment:
    """The block with its leading head rows apart; empty rows among them go with the head."""
    count = 0
    for index, row in enumerate(block.rows):
        if is_head(row):
            count = index + 1
        elif any(cell.lines for cell in row.cells):
            break
    return Segment(block.rows[:count], block.rows[count:], block)


def _continues(table: Sequence[Segment], segment: Segment) -> bool:
    if segment.head:
        return head_words(segment) == head_words(table[0])
    last = table[-1].block
    if segment.block.halaman is None:
        return True
    return last.halaman is not None and segment.block.halaman == last.halaman + 1 and _same_width(last, segment.block)


def head_words(segment: Segment) -> frozenset[str]:
    """The head's cells without blanks and case: dumps repeat a head with another number of columns, the words stay."""
    return frozenset(regex.sub(r"\W", "", cell.text).casefold() for row in segment.head for cell in row.cells if cell.lines)


def _same_width(a: Block, b: Block) -> bool:
    left_a, right_a = _extent(a)
    left_b, right_b = _extent(b)
    return abs(left_a - left_b) <= 6 and abs(right_a - right_b) <= 6


def _extent(block: Block) -> tuple[float, float]:
    boxes = [cell.bbox for row in block.rows for cell in row.cells if cell.bbox]
    return min(b[0] for b in boxes), max(b[2] for b in boxes)
