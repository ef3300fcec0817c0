"""From which line to which a table goes that nobody ruled, and which of its lines are its head."""

from collections.abc import Sequence

from msgspec import Struct

from extract.guess.aligned_columns import Head, head_of
from extract.guess.aligned_lines import LIMITS as LINES
from extract.guess.aligned_lines import TextLine
from extract.guess.words_by_place import LIMITS as PLACE
from extract.page.captions import ANNOUNCES


class ExtentLimits(Struct, frozen=True):
    """Heights are those of the page's words.

    near: lines of a head follow each other so closely; many: so many names are many; loose: the body of a table begins behind so much
    paper, close: its block's own head, and lines of one cell, stand no nearer; rows: so many rows, one under a head of many names or
    beside a caption; far: behind a gap of so many heights a table has ended; goes_on: its last row goes on over gaps of so many.
    """

    near: float = 1.2
    rows: int = 2
    many: int = 8
    far: float = 4.0
    goes_on: float = 0.9
    close: float = 0.2
    loose: float = 0.5


LIMITS = ExtentLimits()


def next_table(lines: Sequence[TextLine], start: int, height: float) -> tuple[tuple[Head, list[TextLine]] | None, int]:
    """Head and body of the first table from this line on, and where to look for the next one."""
    first = next((n for n in range(start, len(lines)) if lines[n].is_anchor), None)
    if first is None:
        return None, len(lines)
    leaf = _leaf(lines, start, first, LIMITS.near * height)
    if leaf is None or len(lines[leaf].phrases) < LINES.columns:
        leaf = _leaf(lines, start, first, LIMITS.far * height)  # a body with much paper in its cells
    if leaf is None or len(lines[leaf].phrases) < LINES.columns - 1 or lines[leaf].usual_gap < PLACE.apart * height:
        return None, first + 1
    top = _top(lines, start, leaf, LIMITS.near * height)
    end = leaf + 1
    while end < first:
        gap = lines[end].top - max(line.bottom for line in lines[top:end])
        if gap >= (LIMITS.close if lines[end].is_head else LIMITS.loose) * height:  # a block's own head stands apart
            break
        if not head_of(lines[top:end]).goes_on(lines[end]):  # what the page before left of a row
            break
        end += 1
    head = head_of(lines[top:end])
    last = _last(lines, end, height)
    body = list(lines[end : last + 1])
    anchors = [line for line in body if line.is_anchor and line.usual_gap >= PLACE.apart * height]
    announced = any(_announces(lines[n]) for n in (top - 1, last + 1) if start <= n < len(lines))
    if len(head.names) < LINES.columns or len(anchors) < (1 if announced or len(head.names) >= LIMITS.many else LIMITS.rows):
        return None, first + 1
    return (head, body), last + 1


def _leaf(lines: Sequence[TextLine], start: int, first: int, most: float) -> int | None:
    """The line with most phrases of those above line `first`, between which no more paper than `most` is free; None without any."""
    return max(range(_top(lines, start, first, most), first), key=lambda n: len(lines[n].phrases), default=None)


def _top(lines: Sequence[TextLine], start: int, n: int, most: float) -> int:
    """The uppermost of the lines that stand so close above line n, no caption among them."""
    while n > start and lines[n].top - lines[n - 1].bottom <= most and not _announces(lines[n - 1]):
        n -= 1
    return n


def _announces(line: TextLine) -> bool:
    """True for a caption or a heading, and for a list's line with a number."""
    return bool(ANNOUNCES.match(line.phrases[0].text))


def _last(lines: Sequence[TextLine], end: int, height: float) -> int:
    """The last line of a table whose body begins with line `end`."""
    stop = end
    while stop < len(lines) and lines[stop].top - max(line.bottom for line in lines[end - 1 : stop]) <= LIMITS.far * height:
        if len(lines[stop].phrases) == 1 and ANNOUNCES.match(lines[stop].phrases[0].text):
            break
        stop += 1
    last = max((n for n in range(end, stop) if lines[n].is_anchor), default=end)
    heads = [_texts(lines[n]) for n in range(end, last) if lines[n].is_head]
    while last + 1 < stop:
        gap = lines[last + 1].top - max(line.bottom for line in lines[end : last + 1])
        if gap > LIMITS.goes_on * height and _texts(lines[last + 1]) not in heads:  # a block's head may end the page
            break
        last += 1
    return last


def _texts(line: TextLine) -> list[str]:
    return [phrase.text for phrase in line.phrases]
