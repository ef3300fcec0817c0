"""Columns of a table of two makes of rows with level rules only: rows of figures under the head, blocks with columns of their own.

A plan prints below each indicator, whose months stand under the head's columns, a block of its RO with other columns.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import Protocol

from msgspec import Struct, field

from extract.guess.value_columns import place_columns, values_of
from extract.guess.values import LIMITS as VALUES
from extract.guess.values import is_figure
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.word_lines import word_lines
from extract.page.words import Word


class WordsOfPage(Protocol):
    """A page's words, asked for by place."""

    def words_between(self, top: float, bottom: float, left: float, right: float) -> list[Word]: ...


class BandLimits(Struct, frozen=True):
    """margin: a row's first text begins so near (points) to its left side. tallest: no row is taller (points). drawn: a column is where
    something drawn tells it, so near (points). ends: so many level rules that begin or end at one place tell one."""

    margin: float = 8.0
    tallest: float = 300.0
    drawn: float = 12.0
    ends: int = 2


LIMITS = BandLimits()


class _Band(Struct):
    """The strip between two level rules. values: its lines' values."""

    top: float
    bottom: float
    words: list[Word]
    values: list[list[list[Word]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = [values_of(line) for line in word_lines(self.words)]

    def free(self, x: float, other: float | None = None) -> bool:
        """True where no word runs over this place, nor stands between it and another."""
        low, high = min(x, other or x), max(x, other or x)
        return not any(w.x0 < high - RULING.over and w.x1 > low + RULING.over for w in self.words)

    def is_of_figures(self, columns: Sequence[float], left: float) -> bool:
        """True for a row that stands under these columns of the head: between the first and the last there are figures only. left: where
        the row begins."""
        if not columns:
            most = max((line for line in self.values), key=len, default=[])
            figures = sum(is_figure(value[0].text) for value in most)
            return figures >= RULING.columns and figures >= VALUES.figures * len(most)
        inner = [w for w in self.words if columns[0] < (w.x0 + w.x1) / 2 < columns[-1]]
        if not all(self.free(x) for x in columns) or not all(is_figure(w.text) for w in inner):
            return False
        # The rest of a row that a page's end has cut has no figures: the edge of its text tells.
        return bool(inner) or any(w.x0 > columns[-1] for w in self.words) or min(w.x0 for w in self.words) < left + LIMITS.margin

    @property
    def is_row(self) -> bool:
        return any(len(line) > 1 for line in self.values)

    @property
    def is_head(self) -> bool:
        """One line of names, without a figure."""
        return len(self.values) == 1 and len(self.values[0]) > 1 and not any(is_figure(w.text) for w in self.words)


def band_columns(rules: Sequence[Rule], page: WordsOfPage) -> list[Rule]:
    """Upright rules, sides included, for the rows between level rules of one width of which some stand under the head and some do not."""
    widths: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    level = sorted((r for r in rules if not r.vertical), key=lambda r: r.at)
    for rule in level:
        widths[round(rule.start / RULING.end_snap), round(rule.end / RULING.end_snap)].append(rule)
    added: list[Rule] = []
    for group in widths.values():
        if len(group) >= RULING.rows:
            added += _columns(group, level, [r for r in rules if r.vertical], page)
    return added


def _columns(group: Sequence[Rule], level: Sequence[Rule], upright: Sequence[Rule], page: WordsOfPage) -> list[Rule]:
    left, right = group[0].start, group[0].end
    edges = [r.at for r in level if r.start <= left + RULING.end_snap and r.end >= right - RULING.end_snap]
    inside = [r for r in upright if left + RULING.end_snap < r.at < right - RULING.end_snap]
    bands = [
        _Band(top, bottom, page.words_between(top, bottom, left, right))
        for top, bottom in pairwise(edges)
        if RULING.short < bottom - top <= LIMITS.tallest
        and not any(r.start < bottom - RULING.row and r.end > top + RULING.row for r in inside)
    ]
    found: list[Rule] = []
    for run in _runs([band for band in bands if band.words]):
        found += _of_run(run, left, right, level, upright, page)
    return found


def _runs(bands: Sequence[_Band]) -> list[list[_Band]]:
    """Rows that follow one another. A strip without a line of two values is running text between two tables; the first one below a head may
    be the rest of a row that a page's end has cut."""
    runs: list[list[_Band]] = [[]]
    for n, band in enumerate(bands):
        follows = bool(runs[-1]) and abs(runs[-1][-1].bottom - band.top) < 1
        if runs[-1] and not follows:
            runs.append([])
        if band.is_row or n == 0:
            runs[-1].append(band)
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if len(run) >= RULING.rows - 1]


def _of_run(
    bands: Sequence[_Band], left: float, right: float, level: Sequence[Rule], upright: Sequence[Rule], page: WordsOfPage
) -> list[Rule]:
    edges = [r for r in level if r.start <= left + RULING.end_snap and r.end >= right - RULING.end_snap]
    inside = [r for r in upright if left + RULING.end_snap < r.at < right - RULING.end_snap]
    head = sorted({round(r.at, 1) for r in inside if abs(r.end - bands[0].top) <= RULING.end_snap})
    if 0 < len(head) < RULING.columns:
        return []
    figured = [band for band in bands if band.is_of_figures(head, left)]
    others = [band for band in bands if band not in figured]
    if len(figured) == len(bands) or (not head and not figured):
        return []
    under_head = head or _shown(figured, left, right)
    own = _shown(others, left, right)
    if not own:
        return []
    told = _told(bands, left, right, level, inside)
    own = [_as_told(x, told, others) for x in own]
    return [
        *(rule for band in bands for rule in _of_band(band, under_head if band in figured else own, left, right)),
        *_beside(left, right, edges, upright, bands[0].top, page),
    ]


def _told(bands: Sequence[_Band], left: float, right: float, level: Sequence[Rule], upright: Sequence[Rule]) -> tuple[list[float], ...]:
    """The places inside these rows where level rules begin or end, as those beside a merged name do; then those that upright rules above
    them show."""
    top, bottom = bands[0].top, bands[-1].bottom
    ends = [x for r in level if top < r.at <= bottom for x in (r.start, r.end) if left + RULING.end_snap < x < right - RULING.end_snap]
    shared = [x for x in ends if sum(abs(other - x) < 1 for other in ends) >= LIMITS.ends]
    return shared, [r.at for r in upright if abs(r.end - top) <= RULING.end_snap]


def _as_told(x: float, told: Sequence[Sequence[float]], bands: Sequence[_Band]) -> float:
    """The column, moved to the nearest of the first places that tell one, where no word stands in between."""
    for places in told:
        near = [place for place in places if abs(place - x) <= LIMITS.drawn and all(b.free(x, place) for b in bands if b.free(x))]
        if near:
            return min(near, key=lambda place: abs(place - x))
    return x


def _beside(left: float, right: float, edges: Sequence[Rule], upright: Sequence[Rule], top: float, page: WordsOfPage) -> list[Rule]:
    """The head's other columns, beside these rows: they go down to the table's end, where no word stands in their way."""
    start, end = min(r.start for r in edges), max(r.end for r in edges)
    found: list[Rule] = []
    for rule in upright:
        outside = start + RULING.end_snap < rule.at < left - RULING.end_snap or right + RULING.end_snap < rule.at < end - RULING.end_snap
        if not outside or not rule.start < top <= rule.end + RULING.end_snap:
            continue
        stops = [rule.end, *(r.at for r in edges if r.at > rule.end + RULING.row and r.start <= rule.at <= r.end)]
        for upper, lower in pairwise(stops):
            if not any(w.x0 < rule.at - RULING.over and w.x1 > rule.at + RULING.over for w in page.words_between(upper, lower, start, end)):
                found.append(Rule(True, rule.at, upper, lower))
    return found


def _of_band(band: _Band, columns: Sequence[float], left: float, right: float) -> list[Rule]:
    inner = [x for x in columns if band.free(x)]
    return [Rule(True, x, band.top, band.bottom) for x in (left, *inner, right)]


def _shown(bands: Sequence[_Band], left: float, right: float) -> list[float]:
    """The columns that these rows show by their values; their own heads' texts by their middles."""
    body = [line for band in bands if not band.is_head for line in band.values]
    heads = [value for band in bands if band.is_head for value in band.values[0]]
    return place_columns([_spans(line) for line in body], [(value[0].x0, value[-1].x1) for value in heads], left, right)


def _spans(line: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    return [(value[0].x0, value[-1].x1) for value in line]
