"""Rows that nobody ruled: each has a line of figures or is a head; between two of them the widest gap parts them, or where most part."""

from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from itertools import pairwise

from msgspec import Struct

from extract.guess.aligned_lines import TextLine

Cutter = Callable[[Sequence[TextLine], int, int], int]
"""Lines, and two rows' lines of figures → the line with which the lower row begins."""


class RowLimits(Struct, frozen=True):
    """enough: rows begin with their figures where the gaps above these are, taken together, nearly as wide as the widest. least: two rows
    part so where the gap is so much of the widest between them."""

    enough: float = 0.85
    least: float = 0.5


LIMITS = RowLimits()


class RowKind(Enum):
    """FIGURES: under the head's names. BLOCK: under the names of a block's own head. NAMES: such a head. SUM: a name over several columns
    before its figures."""

    FIGURES = "figures"
    BLOCK = "block"
    NAMES = "names"
    SUM = "sum"


class Row(Struct):
    """Lines of one row, top to bottom."""

    kind: RowKind
    lines: list[TextLine]

    @property
    def top(self) -> float:
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        return max(line.bottom for line in self.lines)


def rows_of(lines: Sequence[TextLine], kinds: dict[int, RowKind], ends: Mapping[int, int]) -> list[Row]:
    """The lines of a body as rows. kinds: place of a line → kind of the row whose line of figures, or whose head, it is. ends: of such a
    line, where more lines have figures of its row, the place of the last of them."""
    anchors = sorted(kinds)
    if not anchors:
        return []
    cut = _cutter(lines, kinds, ends)
    starts: list[tuple[int, RowKind | None]] = []
    first = anchors[0]
    if first > 0:
        alone = kinds[first] is RowKind.NAMES or (cut is _above and _gap(lines, 0, first) > 0)
        starts += [(0, None), (first, kinds[first])] if alone else [(0, kinds[first])]
    else:
        starts.append((0, kinds[first]))
    for upper, lower in pairwise(anchors):
        if kinds[upper] is RowKind.NAMES:
            starts.append((upper + 1, kinds[lower]))
            if (
                cut is _above and lower > upper + 1 and _gap(lines, upper + 1, lower) > 0
            ):  # first the rest of a row that the page before began
                starts.append((lower, kinds[lower]))
        elif kinds[lower] is RowKind.NAMES:
            starts.append((lower, kinds[lower]))
        else:
            starts.append((_free(cut, lines, ends.get(upper, upper), lower), kinds[lower]))
    stops = [*(start for start, _ in starts[1:]), len(lines)]
    return [Row(kind or RowKind.FIGURES, list(lines[a:b])) for (a, kind), b in zip(starts, stops, strict=True)]


def are_of_one_row(lines: Sequence[TextLine], upper: int, lower: int, following: int) -> bool:
    """True for two lines of figures, each in columns of its own, that stand closer than the rows around them: cells of one row set at the
    top and in the middle. following: the next line of figures, or the number of all."""
    figures = [[(p.x0, p.x1) for p in lines[n].phrases if p.is_figure] for n in (upper, lower)]
    if any(a0 < b1 and b0 < a1 for a0, a1 in figures[0] for b0, b1 in figures[1]):
        return False
    inner = max(_gap(lines, upper, n) for n in range(upper + 1, lower + 1))
    around = [_gap(lines, 0, upper)] if upper else []
    around += [_gap(lines, lower, _widest(lines, lower, following))] if following < len(lines) else []
    return bool(around) and inner < min(around)


def _gap(lines: Sequence[TextLine], upper: int, n: int) -> float:
    """How much paper is free above line n, below the lines from `upper` on."""
    return lines[n].top - max(line.bottom for line in lines[upper:n])


def _above(lines: Sequence[TextLine], upper: int, lower: int) -> int:
    return lower


def _below(lines: Sequence[TextLine], upper: int, lower: int) -> int:
    return upper + 1


def _widest(lines: Sequence[TextLine], upper: int, lower: int) -> int:
    return max(range(upper + 1, lower + 1), key=lambda n: _gap(lines, upper, n))


def _free(cut: Cutter, lines: Sequence[TextLine], upper: int, lower: int) -> int:
    """The page's cut between two rows, or the widest gap where that is much wider: a row set otherwise than the others."""
    found, widest = cut(lines, upper, lower), _widest(lines, upper, lower)
    return found if _gap(lines, upper, found) >= LIMITS.least * _gap(lines, upper, widest) else widest


def _cutter(lines: Sequence[TextLine], kinds: dict[int, RowKind], ends: Mapping[int, int]) -> Cutter:
    """How rows part on this page: above their figures, below them, or at the widest gap between two."""
    pairs = [(ends.get(a, a), b) for a, b in pairwise(sorted(kinds)) if RowKind.NAMES not in (kinds[a], kinds[b])]
    widest = sum(max(0.0, _gap(lines, a, _widest(lines, a, b))) for a, b in pairs)
    for cut in (_above, _below):
        if sum(_gap(lines, a, cut(lines, a, b)) for a, b in pairs) >= LIMITS.enough * widest:
            return cut
    return _widest
