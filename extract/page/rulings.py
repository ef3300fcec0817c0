"""The rules of a page: which of its drawn things are lines of a table, and where a page break left a table open."""

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct


class RulingLimits(Struct, frozen=True):
    """In points where nothing else is said.

    thin: a filled rectangle up to this wide is a rule; a wider one is shading, whatever its colour. widest: Word draws no wider rule,
    whatever its colour. snap: coordinates nearer than this are one; the gap of double rules (2 points and more) stays. gap: the pieces of
    a rule stand no farther apart. dash: the pieces of a dashed or dotted one are no longer, and stand no farther apart than `dashed`
    times the usual of them; pieces: so many make one. dots: fewer dots in a row are no rule. end_gap: a rule that ends so far before
    another ends at it. end_snap: rules that end so near to one another end at one place. near: edges nearer than this are one edge. over:
    a word runs over a place that is so far inside it. short: a shorter rule is no side of a cell, and no row is lower. row: between two
    level rules nearer than this is no row, and cells whose tops differ by less stand in one. rows: so many level rules of one width are
    rows; columns: so many upright ones stand in the same places, or end together, not by chance. along: what shares so much of a length
    with another lies along it: rules beside one, cells of a row, rules over a table.
    """

    thin: float = 2.5
    widest: float = 6.1
    snap: float = 1.0
    gap: float = 1.5
    dash: float = 6.0
    dashed: float = 1.6
    pieces: int = 4
    dots: int = 5
    end_gap: float = 2.5
    end_snap: float = 3.0
    near: float = 1.5
    over: float = 0.8
    short: float = 4.0
    row: float = 2.0
    rows: int = 3
    columns: int = 4
    along: float = 0.5


LIMITS = RulingLimits()


class Rule(NamedTuple):
    """A straight rule: `at` is its x (vertical) or y (horizontal), it runs from `start` to `end`; origin at the upper left."""

    vertical: bool
    at: float
    start: float
    end: float


def rule_of_box(x0: float, top: float, x1: float, bottom: float) -> Rule | None:
    """The rule that a thin box is; None for a dot or an area."""
    width, height = x1 - x0, bottom - top
    if min(width, height) > LIMITS.thin or max(width, height) <= LIMITS.thin:
        return None
    if width < height:
        return Rule(True, (x0 + x1) / 2, top, bottom)
    return Rule(False, (top + bottom) / 2, x0, x1)


def frame_of_box(x0: float, top: float, x1: float, bottom: float) -> list[Rule]:
    """The four rules of a stroked rectangle."""
    return [Rule(True, x0, top, bottom), Rule(True, x1, top, bottom), Rule(False, top, x0, x1), Rule(False, bottom, x0, x1)]


def merge_rules(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch or overlap (dashes, the pieces of single cells) become one; parallel ones nearer than `snap` too."""
    merged: list[Rule] = []
    for vertical in (True, False):
        ordered = sorted([r for r in rules if r.vertical is vertical], key=attrgetter("at"))
        for group in runs_of(ordered):
            at = sum(r.at for r in group) / len(group)
            gap = _gap(group)
            start, end = None, 0.0
            for rule in sorted(group, key=attrgetter("start")):
                if start is None:
                    start, end = rule.start, rule.end
                elif rule.start <= end + gap:
                    end = max(end, rule.end)
                else:
                    merged.append(Rule(vertical, at, start, end))
                    start, end = rule.start, rule.end
            if start is not None:
                merged.append(Rule(vertical, at, start, end))
    return merged


def joined_lines(rules: Iterable[Rule], vertical: bool) -> npt.NDArray[np.float64]:
    """n × 3 (at, start, end) by their places: where the rules of one direction run. Pieces that meet in exactly one place are one: tables
    that are drawn cell by cell have three times as many."""
    pieces = np.array([rule[1:] for rule in rules if rule.vertical is vertical], np.float64).reshape(-1, 3)
    if len(pieces) < 2:
        return pieces
    at, start, end = pieces[np.lexsort((pieces[:, 1], pieces[:, 0]))].T
    line = np.concatenate(([0], np.cumsum(np.diff(at) != 0)))
    reach = np.maximum.accumulate(end + 1e5 * line) - 1e5 * line  # of the pieces so far in one place
    first = np.flatnonzero(np.concatenate(([True], (np.diff(at) != 0) | (start[1:] > reach[:-1]))))
    return np.column_stack((at[first], start[first], np.maximum.reduceat(end, first)))


def _gap(group: Sequence[Rule]) -> float:
    """How far apart two pieces of one rule may stand: dashes leave about as much free as they draw."""
    if len(group) < LIMITS.pieces:
        return LIMITS.gap
    usual = sorted(rule.end - rule.start for rule in group)[len(group) // 2]
    return max(LIMITS.gap, min(LIMITS.dashed * usual, LIMITS.dash)) if usual <= LIMITS.dash else LIMITS.gap


def rules_of_dots(dots: Sequence[tuple[float, float]]) -> list[Rule]:
    """Rules that are drawn as rows of dots. dots: their middles."""
    found: list[Rule] = []
    for vertical in (True, False):
        places = [(x, y) if vertical else (y, x) for x, y in dots]
        left = Counter(round(at, 1) for at, _ in places)
        lines: dict[float, list[float]] = {}
        for at, _ in left.most_common():  # most dots first: those of the other direction's rules lie anywhere
            if not any(abs(at - line) <= LIMITS.snap for line in lines):
                lines[at] = []
        known = sorted(lines)
        for at, along in places:
            n = bisect(known, at)
            lines[min(known[max(0, n - 1) : n + 1], key=lambda line: abs(line - at))].append(along)
        for line, alongs in lines.items():
            runs: list[list[float]] = []
            for along in sorted(alongs):
                if runs and along - runs[-1][-1] <= LIMITS.dash:
                    runs[-1].append(along)
                else:
                    runs.append([along])
            found.extend(Rule(vertical, line, run[0], run[-1]) for run in runs if len(run) >= LIMITS.dots)
    return found


def corner_rules(dots: Sequence[tuple[float, float, float, float]], rules: Iterable[Rule]) -> list[Rule]:
    """The squares in which the rules of a table meet, where it is drawn cell by cell with its corners apart: each is a piece of the upright
    rules that end at it and of the level ones. dots: their boxes."""
    ends = {(rule.vertical, round(rule.at), round(end)) for rule in rules for end in (rule.start, rule.end)}
    found: list[Rule] = []
    for x0, top, x1, bottom in dots:
        for vertical, at, start, end in ((True, (x0 + x1) / 2, top, bottom), (False, (top + bottom) / 2, x0, x1)):
            if any((vertical, round(at) + a, round(edge) + b) in ends for edge in (start, end) for a in (-1, 0, 1) for b in (-1, 0, 1)):
                found.append(Rule(vertical, at, start, end))
    return found


def with_more(merged: list[Rule], more: Sequence[Rule]) -> list[Rule]:
    """Merged rules with others merged into them. Mostly there are none, and thousands of rules need not be merged once more."""
    return merge_rules([*merged, *more]) if more else merged


def table_rules(drawn: Iterable[Rule]) -> list[Rule]:
    """Drawn rules, joined, with those that close the page's tables and nobody drew."""
    merged = merge_rules(drawn)
    return closed_at_sides(with_more(merged, closing_rules(merged)))


def closed_at_sides(closed: list[Rule]) -> list[Rule]:
    """Merged rules, those that close tables among them, with the sides that nobody drew."""
    return with_more(closed, side_rules(closed))


def runs_of(ordered: Sequence[Rule]) -> list[list[Rule]]:
    """Rules sorted by `at`, cut where the next is farther than `snap`."""
    runs: list[list[Rule]] = []
    for rule in ordered:
        if runs and rule.at - runs[-1][-1].at <= LIMITS.snap:
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return runs


def stands_already(rule: Rule, rules: Sequence[Rule]) -> bool:
    """True where rules beside this one, nearer than `end_snap`, run along most of it."""
    beside = [r for r in rules if r.vertical is rule.vertical and abs(r.at - rule.at) <= LIMITS.end_snap]
    along = sum(max(0.0, min(r.end, rule.end) - max(r.start, rule.start)) for r in beside)
    return along >= LIMITS.along * (rule.end - rule.start)


def closing_rules(rules: Sequence[Rule], ends: Sequence[str] = ("end", "start")) -> list[Rule]:
    """Horizontal rules that a page break left out. rules: merged ones. ends: at which ends of the vertical ones, lower and upper.

    Where two or more vertical rules end (or begin) at one height, the table is open there: browsers and Word draw no rule
    at a page's end, and a cell without a lower rule would be lost with the numbers in it.
    """
    added: list[Rule] = []
    level, standing = _Ranked([r for r in rules if not r.vertical]), _Ranked([r for r in rules if r.vertical])
    for end in ends:
        places: dict[int, list[Rule]] = defaultdict(list)
        for rule in standing.rules:
            if rule.end - rule.start > LIMITS.short:
                places[round(getattr(rule, end) / 2)].append(rule)
        for key in sorted(places):
            near = [r for k in (key, key + 1) for r in places.get(k, ())]
            if len(near) >= 2:
                heights = [getattr(r, end) for r in near]
                height = max(heights) if end == "end" else min(heights)
                if max(heights) - min(heights) <= LIMITS.end_gap:
                    left, right = min(r.at for r in near), max(r.at for r in near)
                    if _drawn_there(height, *level.widest(left, right), level):
                        continue  # however far the rules between them run; half of all ends, and asked in a fourth of the time
                    crossed = _crossing(level, standing, near, height)
                    left, right = min([left, *(r.start for r in crossed)]), max([right, *(r.end for r in crossed)])
                    if not _drawn_there(height, left, right, level):
                        added.append(Rule(False, height, left, right))
    return added


class _Ranked:
    """Rules of one direction beside arrays of their places: pages have thousands, and each end asks them all."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = rules
        self.at, self.start, self.end = np.array([(r.at, r.start, r.end) for r in rules], np.float64).reshape(-1, 3).T

    def widest(self, left: float, right: float) -> tuple[float, float]:
        """From where to where those of these level rules run that reach between these places."""
        near = (self.start <= right) & (self.end >= left)
        return self.start[near].min(initial=left), self.end[near].max(initial=right)

    def chosen(self, mask: npt.NDArray[np.bool_]) -> list[Rule]:
        return [self.rules[k] for k in np.flatnonzero(mask).tolist()]


def _drawn_there(height: float, left: float, right: float, level: _Ranked) -> bool:
    along = (level.start <= left + LIMITS.end_snap) & (level.end >= right - LIMITS.end_snap)
    return bool((along & (np.abs(level.at - height) <= LIMITS.end_gap)).any())


def _crossing(level: _Ranked, standing: _Ranked, upright: Sequence[Rule], height: float) -> list[Rule]:
    """The horizontal rules that run through two or more of these: a table without outer sides is as wide as they are.

    [] where the table goes on beside them.
    """
    at, start, end = np.array([(u.at, u.start, u.end) for u in upright]).T[:, :, None]
    through = (level.start <= at) & (level.end >= at) & (level.at > start + LIMITS.end_snap) & (level.at < end - LIMITS.end_snap)
    crossed = level.chosen(np.count_nonzero(through, axis=0) >= 2) or _carrying(level, upright)
    beyond = standing.at[(standing.start < height - LIMITS.end_snap) & (standing.end > height + LIMITS.end_snap)]
    if len(beyond) and any(((beyond >= r.start) & (beyond <= r.end)).any() for r in crossed):
        return []
    return crossed


def _carrying(level: _Ranked, upright: Sequence[Rule]) -> list[Rule]:
    """The horizontal rules over the whole of these from which two or more of them hang: the upper end of a table on a new page, where
    cells over all its rows leave no rule that runs through."""
    left, right = min(u.at for u in upright), max(u.at for u in upright)
    tops = np.array([u.start for u in upright])[:, None]
    hanging = np.count_nonzero(np.abs(level.at - tops) <= LIMITS.end_gap, axis=0)
    return level.chosen((level.start <= left + LIMITS.end_snap) & (level.end >= right - LIMITS.end_snap) & (hanging >= 2))


def side_rules(rules: Sequence[Rule]) -> list[Rule]:
    """The left and right sides of a table that is drawn without them.

    Between two horizontal rules that end at one place, and that some vertical rule joins, a side is missing where they end.
    """
    level = sorted((r for r in rules if not r.vertical and r.end - r.start > LIMITS.short), key=lambda r: r.at)
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for end in ("start", "end"):
        groups: list[list[Rule]] = []
        for rule in sorted(level, key=lambda r: getattr(r, end)):
            if groups and getattr(rule, end) - getattr(groups[-1][0], end) <= LIMITS.end_snap:
                groups[-1].append(rule)
            else:
                groups.append([rule])
        for group in groups:
            group.sort(key=lambda r: r.at)
            for upper, lower in pairwise(group):
                at = (getattr(upper, end) + getattr(lower, end)) / 2
                if _joined(upper, lower, upright) and not _closed(at, upper.at, lower.at, upright):
                    added.append(Rule(True, at, upper.at, lower.at))
            added += [*_below_head(group[0], end, level, upright), *_above_wider(group, end, level, upright)]
    return added


def _above_wider(group: Sequence[Rule], end: str, level: Sequence[Rule], upright: Sequence[Rule]) -> list[Rule]:
    """The sides of rows that end at a rule which is wider than they are: the last row of a block, before one over the whole table."""
    added: list[Rule] = []
    for upper in group:
        at = getattr(upper, end)
        lower = next(
            (r for r in level if r.at > upper.at + LIMITS.short and r.start <= at + LIMITS.end_snap and r.end >= at - LIMITS.end_snap), None
        )
        wider = lower is not None and lower.start < at - LIMITS.end_snap and lower.end > at + LIMITS.end_snap
        if lower is not None and wider and _joined(upper, lower, upright) and not _closed(at, upper.at, lower.at, upright):
            added.append(Rule(True, at, upper.at, lower.at))
    return added


def _below_head(first: Rule, end: str, level: Sequence[Rule], upright: Sequence[Rule]) -> list[Rule]:
    """The side of the first row below a head that is wider than it, where an upright rule of the head ends above the row's end."""
    at = getattr(first, end)
    above = [r for r in level if r.at < first.at - LIMITS.short and r.start < at - LIMITS.end_snap and r.end > at + LIMITS.end_snap]
    if not above:
        return []
    upper = above[-1]
    headed = any(
        abs(r.at - at) <= LIMITS.end_snap and abs(r.end - upper.at) <= LIMITS.end_gap and r.end - r.start > LIMITS.short for r in upright
    )
    if headed and _joined(upper, first, upright) and not _closed(at, upper.at, first.at, upright):
        return [Rule(True, at, upper.at, first.at)]
    return []


def _joined(upper: Rule, lower: Rule, upright: Sequence[Rule]) -> bool:
    left, right = max(upper.start, lower.start), min(upper.end, lower.end)
    return any(
        left - 2 <= r.at <= right + 2 and r.start <= upper.at + LIMITS.end_snap and r.end >= lower.at - LIMITS.end_snap for r in upright
    )


def _closed(at: float, top: float, bottom: float, upright: Sequence[Rule]) -> bool:
    """True where vertical rules already stand along most of the way."""
    drawn = sum(max(0.0, min(r.end, bottom) - max(r.start, top)) for r in upright if abs(r.at - at) <= LIMITS.end_snap)
    return drawn >= LIMITS.along * (bottom - top)


def open_ends(drawn: Iterable[Rule]) -> list[Rule]:
    """Where tables are open below: closing rules that nobody drew."""
    return closing_rules(merge_rules(drawn), ("end",))
