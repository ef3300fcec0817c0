"""Boxes and words of one page → its tables as rows of cells, and the lines of text outside them. The same for every reader."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from operator import attrgetter
from statistics import median

import numpy as np
from msgspec import Struct

from extract.cells import Block, Cell, Kotak, Line, PrintedRow, Turn
from extract.page.clusters import hanging_together
from extract.page.grid_rules import PageRules
from extract.page.holes import line_text
from extract.page.lattice import LIMITS as LATTICE
from extract.page.lattice import homes_of
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.word_lines import word_lines
from extract.page.words import LIMITS as WORDS
from extract.page.words import Word

NO_RULES = PageRules([], [], [])


class TableLimits(Struct, frozen=True):
    """In heights of the line.

    phrase: words of one phrase stand no farther apart; columns do. Of a cell that the page's end cut, beyond: its words stand no farther
    from its end; a line follows the one above by less than `follows`, and reaches into it by less than `overlap`.
    """

    phrase: float = 0.45
    beyond: float = 4.0
    follows: float = 0.8
    overlap: float = 0.5


LIMITS = TableLimits()


class PageReading(Struct, frozen=True):
    """One page. sebelum: for each block, how many of the page's lines stand above its top. ragu: words stand inside a table and in
    none of its cells. samar: of a picture little could be read."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    sebelum: tuple[int, ...]
    ragu: bool = False
    turn: Turn | None = None
    samar: bool = False


def page_reading(
    boxes: Sequence[Kotak],
    words: Sequence[Word],
    halaman: int,
    pembaca: str,
    rules: PageRules = NO_RULES,
    turn: Turn | None = None,
    sideways: Sequence[tuple[Word, Word]] = (),
) -> PageReading:
    """Boxes and words of one page put together.

    rules: of the page, for which of them are guessed and where tables are open. sideways: words written up or down the page, each as
    it stands on the page and as it stands when the page is turned to read it.
    """
    groups, rest = tables_and_rest(boxes, words, rules.open_below)
    groups = _with_sideways(groups, sideways)
    blocks = [Block(_rows(group, halaman, rules), pembaca, halaman) for group in groups]
    tops = [min(box[1] for box, _ in group) for group in groups]
    lines = lines_of(rest, halaman)
    above = tuple(sum(y < top for y, _ in lines) for top in tops)
    return PageReading(tuple(blocks), tuple(line for _, line in lines), above, _leaves_out(groups, rest, _huge(words)), turn)


def _huge(words: Sequence[Word]) -> float:
    """Words taller than this are stamps."""
    return WORDS.huge * median([word.bottom - word.top for word in words]) if words else 0.0


def _leaves_out(groups: Sequence["Filled"], rest: Sequence[Word], huge: float) -> bool:
    frames = [_around([box for box, _ in group]) for group in groups]
    return any(
        x0 < (word.x0 + word.x1) / 2 < x1 and top < (word.top + word.bottom) / 2 < bottom
        for word in rest
        if word.bottom - word.top <= huge
        for x0, top, x1, bottom in frames
    )


Filled = list[tuple[Kotak, list[Word]]]


def _with_sideways(groups: list[Filled], sideways: Sequence[tuple[Word, Word]]) -> list[Filled]:
    """The tables with the words that stand on their side in a cell which holds no others, such as the months over narrow columns.
    What does not fit into its cell is a stamp."""
    if not sideways:
        return groups
    made: list[Filled] = []
    for group in groups:
        homes = homes_of([box for box, _ in group], [word for word, _ in sideways])
        filled = []
        for n, (box, words) in enumerate(group):
            inside = [pair for pair, home in zip(sideways, homes, strict=True) if home == n]
            fits = all(
                word.x0 >= box[0] - 1 and word.x1 <= box[2] + 1 and word.top >= box[1] - 1 and word.bottom <= box[3] + 1
                for word, _ in inside
            )
            filled.append((box, [as_read for _, as_read in inside] if fits and not words else words))
        made.append(filled)
    return made


def tables_and_rest(boxes: Sequence[Kotak], words: Sequence[Word], open_below: Sequence[Rule]) -> tuple[list[Filled], list[Word]]:
    """The page's tables, top to bottom, each as its cells with their words; and the words of no cell.

    A word belongs to the smallest cell that holds its middle, so the words of a nested table do not count for the cell around it.
    """
    huge = _huge(words)
    stamps = [word for word in words if word.bottom - word.top > huge]
    usual = [word for word in words if word.bottom - word.top <= huge]
    held: dict[int, list[Word]] = defaultdict(list)
    free: list[Word] = []
    for word, home in zip(usual, homes_of(boxes, usual), strict=True):
        if home < 0:
            free.append(word)
        else:
            held[home].append(word)
    # Only the last table on a page goes on behind its end.
    last = max((box[3] for box in boxes), default=0.0) - RULING.row
    rest = [*_overflow([i for i in held if boxes[i][3] >= last and _is_open(boxes[i], open_below)], boxes, held, free), *stamps]
    tables: list[Filled] = []
    for group in _areas(boxes):
        # One box around text is a frame, not a table; it stays text.
        if len(group) < 2:
            rest.extend(word for i in group for word in held[i])
        elif any(held[i] for i in group):
            tables.append([(boxes[i], held[i]) for i in group])
    return tables, rest


def _is_open(box: Kotak, open_below: Sequence[Rule]) -> bool:
    return any(
        abs(rule.at - box[3]) <= RULING.end_gap and rule.start <= box[0] + RULING.end_snap and rule.end >= box[2] - RULING.end_snap
        for rule in open_below
    )


def _overflow(cells: Sequence[int], boxes: Sequence[Kotak], held: dict[int, list[Word]], rest: Sequence[Word]) -> list[Word]:
    """Gives these cells the words that ran over their lower end; the others come back.

    A browser that breaks a page inside a spanning cell closes the cell's rules before its text ends: the next line of
    the same column, less than a line below, still belongs to it. A heading below the table runs over its columns.
    """
    free = []
    ends = sorted((boxes[i][3], i) for i in cells)
    phrases = _phrases(rest) if ends else {}
    for word in sorted(rest, key=attrgetter("top", "x0")):
        height = word.bottom - word.top
        for end, i in ends:
            if abs(word.top - end) >= LIMITS.beyond * height:
                continue
            box, words = boxes[i], held[i]
            start, stop = phrases[word]
            if not (box[0] - 1 <= start and stop <= box[2] + 1):
                continue
            if -LIMITS.overlap * height < word.top - max(w.bottom for w in words) < LIMITS.follows * height or any(
                abs(word.top - w.top) < 1 for w in words
            ):
                words.append(word)
                break
        else:
            free.append(word)
    return free


def _phrases(words: Sequence[Word]) -> dict[Word, tuple[float, float]]:
    """Word → where the words begin and end that stand in one line with it, no more than a blank apart."""
    runs: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (round(w.top + w.bottom), w.x0)):
        last = runs[-1][-1] if runs else None
        if last and abs(last.top - word.top) < 1 and word.x0 - last.x1 <= LIMITS.phrase * (word.bottom - word.top):
            runs[-1].append(word)
        else:
            runs.append([word])
    return {word: (run[0].x0, run[-1].x1) for run in runs for word in run}


def _areas(boxes: Sequence[Kotak]) -> list[list[int]]:
    """Cells grouped to tables: those that touch, overlap or hold one another; top to bottom."""
    groups: list[tuple[list[int], Kotak]] = [
        (members, _around([boxes[i] for i in members]))
        for members in hanging_together(np.array(boxes, np.float64).reshape(-1, 4), LATTICE.spacing)
    ]
    merged = True
    while merged:
        merged = False
        for members, frame in groups:
            other = next((g for g in groups if g[0] is not members and _touch(frame, g[1])), None)
            if other:
                groups = [g for g in groups if g[0] is not members and g[0] is not other[0]]
                groups.append(([*members, *other[0]], _around([frame, other[1]])))
                merged = True
                break
    return [members for members, _ in sorted(groups, key=lambda g: (g[1][1], g[1][0]))]


def _around(boxes: Sequence[Kotak]) -> Kotak:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _touch(a: Kotak, b: Kotak) -> bool:
    return (
        a[0] <= b[2] + LATTICE.spacing
        and b[0] <= a[2] + LATTICE.spacing
        and a[1] <= b[3] + LATTICE.spacing
        and b[1] <= a[3] + LATTICE.spacing
    )


def _rows(group: Filled, halaman: int, rules: PageRules) -> tuple[PrintedRow, ...]:
    """The table's cells by their tops: a cell that spans rows stands in the first of them."""
    column = _columns([edge for box, _ in group for edge in (box[0], box[2])])
    rows: list[Filled] = []
    for item in sorted(group, key=lambda item: (item[0][1], item[0][0])):
        if rows and item[0][1] - rows[-1][0][0][1] < RULING.row:
            rows[-1].append(item)
        else:
            rows.append([item])
    flagged = rules.flags([box for box, _ in group])
    tops = [row[0][0][1] for row in rows]
    printed = []
    for n, row in enumerate(rows):
        cells = []
        for box, words in sorted(row, key=lambda item: item[0][0]):
            start = column[box[0]]
            kotak = (round(box[0], 2), round(box[1], 2), round(box[2], 2), round(box[3], 2))
            below = bisect_left(tops, box[3] - LATTICE.narrow, n + 1) - (n + 1)
            span = max(1, column[box[2]] - start)
            lines = text_lines(words)
            cells.append(Cell(lines, start, span, halaman=halaman, bbox=kotak, rowspan=1 + below, bacaan=_readings(words, lines)))
        printed.append(PrintedRow(tuple(cells), tuple(sorted({flag for box, _ in row for flag in flagged.get(box, ())}))))
    return tuple(printed)


def _readings(words: Sequence[Word], lines: tuple[str, ...]) -> tuple[str, ...]:
    """Every reading of a cell's text, one word in doubt read otherwise at a time; () where none is in doubt."""
    others = [
        " ".join(text_lines([other._replace(text=text) if other is word else other for other in words]))
        for word in words
        for text in word.bacaan
    ]
    return tuple(dict.fromkeys([" ".join(lines), *others])) if others else ()


def _columns(edges: Sequence[float]) -> dict[float, int]:
    """Edge → number of its line from the left; the two sides of a double rule are one line."""
    numbers: dict[float, int] = {}
    number, first = -1, float("-inf")
    for edge in sorted(set(edges)):
        if edge - first >= LATTICE.narrow:
            number, first = number + 1, edge
        numbers[edge] = number
    return numbers


def text_lines(words: Sequence[Word]) -> tuple[str, ...]:
    """Words as printed lines, top to bottom, left to right."""
    if len(words) < 2:  # as in most cells
        return tuple(word.text for word in words)
    return tuple(line_text(line) for line in word_lines(words))


def lines_of(words: Sequence[Word], halaman: int) -> list[tuple[float, Line]]:
    """The words outside tables as lines of text, each with its top."""
    return [(line[0].top, Line(line_text(line), halaman=halaman)) for line in word_lines(words)]
