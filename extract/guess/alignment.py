"""Rules that a table needs and nobody drew: columns and rows found by what stands in line with what.

All of them are guesses from the page's make, so the rows that stand on them are flagged (`PageRules.flags`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from extract.guess.value_columns import value_columns
from extract.page.rulings import END_SNAP, Rule, runs_of
from extract.page.words import Word

ROW_LIMIT = 150.0
"""No row of a table without upright rules is taller (points)."""
PIECE = 8.0
"""Shorter pieces of a rule are dashes, and their joints are no columns."""
TWICE = 1.6
"""The pieces of a line that two rows have drawn are so many times as long as it is: all of it twice, ends of the table once."""
CROSSED = 0.3
"""Where words run over more of the columns than this, the table has ended."""
ROW_PARTS = 3
"""A line of so many parts is a row's, whatever the lines beside it."""
HEAD = 60.0
"""The head of a table is no taller."""
BLANK = 6.0
"""Two words of a phrase stand no farther apart."""
NEAR_END = 16.0
"""A row ends at a rule so far (points) behind the last of its lines that a guesser saw."""
GUTTER = 4.0
"""Columns without any rule stand at least so far apart (points)."""
Floats = npt.NDArray[np.float64]


class Page:
    """The words of a page, asked for by place."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.words = list(words)
        self._boxes = np.array([(w.x0, w.top, w.x1, w.bottom) for w in words], np.float64).reshape(-1, 4)
        self._middle = (self._boxes[:, 1] + self._boxes[:, 3]) / 2

    def between(self, top: float, bottom: float, left: float, right: float) -> Floats:
        """Boxes of the words whose middle lies in this part of the page: n × 4."""
        x = (self._boxes[:, 0] + self._boxes[:, 2]) / 2
        inside = (self._middle > top) & (self._middle < bottom) & (x > left) & (x < right)
        found: Floats = self._boxes[inside]
        return found

    def words_between(self, top: float, bottom: float, left: float, right: float) -> list[Word]:
        """The words whose middle lies in this part of the page."""
        return [w for w in self.words if top < (w.top + w.bottom) / 2 < bottom and left < (w.x0 + w.x1) / 2 < right]

    def names(self, top: float, bottom: float, left: float, right: float) -> bool:
        """True where a word of letters stands in this part of the page."""
        return any(
            top < (w.top + w.bottom) / 2 < bottom and left < (w.x0 + w.x1) / 2 < right and any(c.isalpha() for c in w.text)
            for w in self.words
        )


def crossed(boxes: Floats, at: float) -> bool:
    """True where a word runs over this place by more than its edge."""
    return bool(((boxes[:, 0] < at - 0.8) & (boxes[:, 2] > at + 0.8)).any())


def joint_rules(drawn: Sequence[Rule], merged: Sequence[Rule], page: Page) -> list[Rule]:
    """Columns of tables whose level rules are drawn cell by cell: an upright rule where two pieces of a level one meet.

    Between two level rules over the same place, the upper or the lower of which has a joint there; both, where each row has drawn
    its upper and its lower side, one upon the other: the columns of the row above show in it too.
    """
    joints: list[tuple[float, float]] = []
    spans: list[tuple[float, float, float]] = []
    twice: dict[int, list[Rule]] = {}
    for drawn_pieces in runs_of(sorted((r for r in drawn if not r.vertical and r.end - r.start > PIECE), key=lambda r: r.at)):
        if _drawn_twice(drawn_pieces):
            twice[round(drawn_pieces[0].at)] = drawn_pieces
            joints += [(x, drawn_pieces[0].at) for x in _seams(drawn_pieces)]
            spans.append((min(r.start for r in drawn_pieces), max(r.end for r in drawn_pieces), drawn_pieces[0].at))
            continue
        pieces = sorted(_shortest(drawn_pieces), key=lambda r: (r.start, r.end))
        start, end, at = pieces[0].start, pieces[0].end, pieces[0].at
        for before, piece in pairwise(pieces):
            if piece.start > end + 1.5:
                spans.append((start, end, at))
                start, end = piece.start, piece.end
            elif piece.start > before.start + PIECE and -2.6 <= piece.start - before.end <= 1.5:
                joints.append(((piece.start + before.end) / 2, at))
            end = max(end, piece.end)
        spans.append((start, end, at))
    pieced = {round(at) for _, at in joints}
    added: list[Rule] = []
    for x, heights in _columns(joints):
        around = [(start, end, at) for start, end, at in spans if start < x - END_SNAP and end > x + END_SNAP]
        over = sorted({at for _, _, at in around} | set(heights))
        for upper, lower in pairwise(over):
            at_upper, at_lower = (any(abs(h - at) < 1.5 for h in heights) for at in (upper, lower))
            # A line of pieces without a joint here is the upper side of a cell that spans the columns.
            near = at_upper or (at_lower and round(upper) not in pieced)
            if round(upper) in twice or round(lower) in twice:
                near = at_upper and at_lower and not _lies_in_a_cell(x, upper, lower, twice, page)
            column = Rule(True, x, upper, lower)
            left = min((start for start, _, at in around if upper <= at <= lower), default=x)
            right = max((end for _, end, at in around if upper <= at <= lower), default=x)
            if any(left + 3 < r.at < right - 3 and r.start <= (upper + lower) / 2 <= r.end for r in merged if r.vertical):
                continue
            words = page.between(upper, lower, 0, 1e6)
            sure = at_upper and at_lower and round(upper) in twice and round(lower) in twice
            if near and lower - upper > 4 and (sure or (len(words) > 1 and _parts_a_line(words) >= 1.5)):
                added.append(column)
    return added


def _drawn_twice(pieces: Sequence[Rule]) -> bool:
    """True for a line that is the lower side of one row's cells and the upper side of the next row's."""
    start, end = min(r.start for r in pieces), max(r.end for r in pieces)
    return sum(r.end - r.start for r in pieces) >= TWICE * (end - start)


def _lies_in_a_cell(x: float, upper: float, lower: float, twice: Mapping[int, Sequence[Rule]], page: Page) -> bool:
    """True where both lines have one piece from the left to the right of this place, and words run over a joint inside it: the row's
    own cell, between a row above and one below that have the same columns."""
    above, below = twice.get(round(upper), ()), twice.get(round(lower), ())
    for piece in above:
        around = piece.start < x - END_SNAP and piece.end > x + END_SNAP
        if around and any(abs(r.start - piece.start) < 1 and abs(r.end - piece.end) < 1 for r in below):
            words = page.between(upper, lower, piece.start, piece.end)
            if any(crossed(words, at) for at in _seams(above) if piece.start + END_SNAP < at < piece.end - END_SNAP):
                return True
    return False


def _seams(pieces: Sequence[Rule]) -> list[float]:
    """Where one piece ends and another begins."""
    starts = sorted({r.start for r in pieces})
    found: list[float] = []
    for end in sorted({r.end for r in pieces}):
        start = next((s for s in starts if -2.6 <= s - end <= 1.5), None)
        if start is not None and (not found or (start + end) / 2 - found[-1] > END_SNAP):
            found.append((start + end) / 2)
    return found


def _shortest(pieces: Sequence[Rule]) -> list[Rule]:
    """Without those that others draw again piece by piece: the lower side of a cell over the upper sides of several."""
    return [
        piece
        for piece in pieces
        if not (
            any(abs(r.start - piece.start) < 1.5 and r.end < piece.end - PIECE for r in pieces)
            and any(abs(r.end - piece.end) < 1.5 and r.start > piece.start + PIECE for r in pieces)
        )
    ]


def _columns(joints: Iterable[tuple[float, float]]) -> list[tuple[float, list[float]]]:
    """Joints that stand above one another, two or more: (x, heights)."""
    groups: list[list[tuple[float, float]]] = []
    for joint in sorted(joints):
        if groups and joint[0] - groups[-1][0][0] <= END_SNAP:
            groups[-1].append(joint)
        else:
            groups.append([joint])
    return [(sum(x for x, _ in g) / len(g), [y for _, y in g]) for g in groups if len({round(y) for _, y in g}) > 1]


def carried_columns(rules: Sequence[Rule], page: Page, before: Sequence[float] = ()) -> list[Rule]:
    """Columns that end where a table goes on with level rules only: those of its head hold for the rows below.

    Four or more upright rules that end at one height, below them level rules inside their width, and words that stand between
    the columns. A row in which a word runs over a column goes without it; where words run over many, the table has ended.
    before: the columns of the table with which the page before ended; they hold for a table of the same width that begins this page.
    """
    upright = [r for r in rules if r.vertical]
    level = sorted((r for r in rules if not r.vertical), key=lambda r: r.at)
    ends: dict[int, list[Rule]] = defaultdict(list)
    for rule in upright:
        ends[round(rule.end / 3)].append(rule)
    added: list[Rule] = []
    if len(before) >= 4 and level:
        first = next((r for r in level if abs(r.start - before[0]) <= END_SNAP and abs(r.end - before[-1]) <= END_SNAP), None)
        if first:
            added.extend(_carried([Rule(True, x, first.at - 4, first.at) for x in before], level, upright, page))
    for key in sorted(ends):
        group = [r for k in (key, key + 1) for r in ends.get(k, ())]
        if len(group) >= 4:
            added.extend(_carried(group, level, upright, page))
    return added


def _carried(group: Sequence[Rule], level: Sequence[Rule], upright: Sequence[Rule], page: Page) -> list[Rule]:
    left, right = min(r.at for r in group), max(r.at for r in group)
    top = max(r.end for r in group)
    closing = [r for r in level if abs(r.at - top) <= END_SNAP and r.start <= left + END_SNAP and r.end >= right - END_SNAP]
    left, right = min([left, *(r.start for r in closing)]), max([right, *(r.end for r in closing)])
    columns = sorted({round(x, 2) for x in (*(r.at for r in group), left, right)})
    head = max(r.end - r.start for r in group) <= HEAD
    added: list[Rule] = []
    while True:
        inside = (r for r in level if top + 2 < r.at <= top + ROW_LIMIT and r.start >= left - END_SNAP and r.end <= right + END_SNAP)
        below = next((r for r in inside if r.end - r.start > 0.3 * (right - left) or abs(r.end - right) <= END_SNAP), None)
        if below is None:
            return added
        if any(left + 3 < r.at < right - 3 and r.start < below.at - 2 and r.end > top + 2 for r in upright):
            return added
        words = page.between(top, below.at, left, right)
        # Right below a head what is left of a cut row may be one cell; between two tables it is a caption.
        begins = any(left + 3 < r.at < right - 3 and abs(r.start - below.at) <= END_SNAP for r in upright)
        if not len(words) or ((added or begins or not head) and not _is_row(words)):
            return added
        inner = columns[1:-1]
        over = [x for x in inner if crossed(words, x)]
        filled = {int(np.searchsorted(columns, x)) for x in ((words[:, 0] + words[:, 2]) / 2).tolist()}
        if len(over) > (CROSSED * len(inner) if len(filled) > 1 else 0):
            return added
        added.extend(Rule(True, x, top, below.at) for x in columns if x not in over)
        top = below.at


def gap_columns(rules: Sequence[Rule], page: Page) -> list[Rule]:
    """Columns of a table that has level rules of one width and nothing else: the gaps that all its rows share.

    Three or more such rules; a gap is free of words in every row (in one row in twenty a word may run over it).
    """
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for group in _by_width(rules):
        left, right = group[0].start, group[0].end
        for run in _tabular_runs(group, page):
            top, bottom = run[0].at, run[-1].at
            if any(left + 3 < r.at < right - 3 and r.start < bottom - 2 and r.end > top + 2 for r in upright):
                continue
            columns = value_columns(page.words_between(top, bottom, left, right), left, right, run[1].at - 1)
            for x in columns or _shared_gaps(page.between(top, bottom, left, right), left, right):
                added.extend(Rule(True, x, upper.at, lower.at) for upper, lower in pairwise(run))
            added += [Rule(True, left, top, bottom), Rule(True, right, top, bottom)]
    return added


def _tabular_runs(group: Sequence[Rule], page: Page) -> list[list[Rule]]:
    """The rules cut where what stands between two of them is no row of a table but running text, or nothing."""
    runs: list[list[Rule]] = [[group[0]]]
    for upper, lower in pairwise(group):
        if lower.at - upper.at < 2:
            continue
        words = page.between(upper.at, lower.at, upper.start, upper.end)
        if lower.at - upper.at <= 6 * ROW_LIMIT and len(words) > 1 and _is_row(words):
            runs[-1].append(lower)
        else:
            runs.append([lower])
    return [run for run in runs if len(run) >= 3]


def end_rules(rules: Sequence[Rule], page: Page) -> list[Rule]:
    """A level rule above a head and one below a last row that have none of their own, in tables of level rules only."""
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for group in _by_width(rules):
        for run in _tabular_runs(group, page):
            first, last = run[0], run[-1]
            if any(first.start + 3 < r.at < first.end - 3 and r.start < last.at and r.end > first.at for r in upright):
                continue
            above, below = _close_lines(page, first, up=True), _close_lines(page, last, up=False)
            for rule, at in ((first, above), (last, below)):
                if at is not None and not _ruled(rule, at, rules) and not _ended_by_wider(rule, at, rules):
                    added.append(replace(rule, at=at))
    return added


def _ruled(rule: Rule, at: float, rules: Sequence[Rule]) -> bool:
    """True where a rule that is as wide stands already between this one and the end (at) of the lines that follow it, or right behind; or
    where a side of the table goes on over that end."""
    low, high = sorted((at, rule.at))
    for side in rules:
        if (
            side.vertical
            and side.start < low - 3
            and side.end > high + 3
            and min(abs(side.at - rule.start), abs(side.at - rule.end)) <= END_SNAP
        ):
            return True
    return any(
        not r.vertical
        and low - BLANK < r.at < high + BLANK
        and r is not rule
        and r.start <= rule.start + END_SNAP
        and r.end >= rule.end - END_SNAP
        for r in rules
        if abs(r.at - rule.at) > 1
    )


def _ended_by_wider(rule: Rule, at: float, rules: Sequence[Rule]) -> bool:
    """True where the rows beyond a rule end at a wider one: those of one cell of a larger table."""
    low, high = (rule.at + 2, at + NEAR_END) if at > rule.at else (at - NEAR_END, rule.at - 2)
    wide = (r for r in rules if not r.vertical and r.start <= rule.start + END_SNAP and r.end >= rule.end - END_SNAP)
    return any(low <= r.at <= high for r in wide)


def _by_width(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The level rules that begin and end at the same places, top to bottom."""
    groups: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in sorted((r for r in rules if not r.vertical), key=lambda r: r.at):
        groups[round(rule.start / END_SNAP), round(rule.end / END_SNAP)].append(rule)
    return list(groups.values())


def _close_lines(page: Page, rule: Rule, up: bool) -> float | None:
    """Where the lines of parted words end that follow a rule without more than a line's height between; None where none follows."""
    end, reached = rule.at, None
    while True:
        near = page.between(end - 30, end, rule.start, rule.end) if up else page.between(end, end + 30, rule.start, rule.end)
        lines = _lines(near)
        if not lines:
            return reached
        line = lines[-1] if up else lines[0]
        height = float(np.median(line[:, 3] - line[:, 1]))
        gap = end - line[:, 3].max() if up else line[:, 1].min() - end
        if gap > 0.9 * height or _parts_a_line(line) < 2 or line[:, 0].min() < rule.start - 1 or line[:, 2].max() > rule.end + 1:
            return reached
        end = float(line[:, 1].min() if up else line[:, 3].max())
        reached = end - 1 if up else end + 1


def _lines(words: Floats) -> list[Floats]:
    """The words line by line, top to bottom."""
    order = np.argsort(words[:, 1] + words[:, 3], kind="stable")
    lines: list[list[Floats]] = []
    for box in words[order]:
        if lines and lines[-1][0][1] < (box[1] + box[3]) / 2 < lines[-1][0][3]:
            lines[-1].append(box)
        else:
            lines.append([box])
    return [np.array(line) for line in lines]


def _parts(words: Floats) -> list[int]:
    """How many parts each line of these words has, parted by gaps wider than a blank."""
    found = []
    for line in _lines(words):
        line = line[np.argsort(line[:, 0])]
        found.append(1 + int(((line[1:, 0] - line[:-1, 2]) > line[0, 3] - line[0, 1]).sum()))
    return found


def _parts_a_line(words: Floats) -> float:
    """How many they are on average."""
    parts = _parts(words)
    return sum(parts) / len(parts)


def _is_row(words: Floats) -> bool:
    """True for lines of a table's row, not of a caption: also where a long name stands beside few figures."""
    parts = _parts(words)
    return sum(parts) >= 2 * len(parts) or max(parts) >= ROW_PARTS


def _shared_gaps(words: Floats, left: float, right: float) -> list[float]:
    """Places that the lines leave free, wide enough to part columns: the middle of each."""
    lines = _lines(words)
    step = 0.5
    places = np.arange(left, right, step)
    covered = np.zeros(len(places), int)
    for line in lines:
        taken = np.zeros(len(places), bool)
        for box in line:
            taken |= (places >= box[0] - step) & (places <= box[2] + step)
        covered += taken
    free = covered <= len(lines) // 20
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(int)))
    gaps = [(places[a], places[b - 1]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [float(a + b) / 2 for a, b in gaps if b - a >= GUTTER and a > left + 1 and b < right - 1.5]


def without_crossed(columns: Sequence[Rule], rules: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without the stretches over which words run.

    Where such words stand over others of the same band ('Target' over the months) the band is a head of two rows: a level rule goes between
    them, as far as nothing stands beside the upper words. rules: all others.
    """
    bands: dict[tuple[float, float], list[Rule]] = defaultdict(list)
    for rule in columns:
        bands[rule.start, rule.end].append(rule)
    kept: list[Rule] = []
    for (top, bottom), group in bands.items():
        words = page.between(top, bottom, min(r.at for r in group) - 500, max(r.at for r in group) + 500)
        over = [rule for rule in group if crossed(words, rule.at)]
        kept += [rule for rule in group if rule not in over]
        ends = {x for r in rules if not r.vertical and min(abs(r.at - top), abs(r.at - bottom)) < 1.5 for x in (r.start, r.end)}
        sides = sorted(ends | {r.at for r in (*group, *rules) if r.vertical and r.start <= top + 2 and r.end >= bottom - 2})
        done: set[float] = set()
        for rule in over:
            if rule.at not in done:
                below = _split_head(rule.at, sides, words)
                if below is not None:
                    y, first, last = below
                    inner = [x for x in sides if first < x < last]
                    done.update(inner)
                    kept = [r for r in kept if not (r.vertical and r.at in inner and (r.start, r.end) == (top, bottom))]
                    kept += [Rule(True, x, y, bottom) for x in inner]
                    kept.append(Rule(False, y, first, last))
    return kept


def _split_head(at: float, sides: Sequence[float], words: Floats) -> tuple[float, float, float] | None:
    """Height below the words over a column, and from which side to which nothing stands beside them; None where nothing is below."""
    over = words[(words[:, 0] < at - 0.8) & (words[:, 2] > at + 0.8)]
    top, bottom = over[:, 1].min(), over[:, 3].max()
    lower = words[words[:, 1] > (top + bottom) / 2]
    upper = words[words[:, 1] <= (top + bottom) / 2]
    start, end = over[:, 0].min(), over[:, 2].max()
    for box in upper[np.argsort(upper[:, 0])]:  # the other words of the phrase
        end = max(end, box[2]) if start <= box[0] <= end + BLANK else end
    for box in upper[np.argsort(-upper[:, 2])]:
        start = min(start, box[0]) if start - BLANK <= box[2] <= end else start
    beside = upper[(upper[:, 0] > end) | (upper[:, 2] < start)]
    first = last = None
    for left, right in pairwise(sides):
        middle = (lower[:, 0] + lower[:, 2]) / 2
        free = ((middle > left) & (middle < right)).any() and not ((beside[:, 2] > left) & (beside[:, 0] < right)).any()
        if free and first is None:
            first, last = left, right
        elif free and last == left:
            last = right
        elif last is not None and last <= at:
            first = last = None
            if free:
                first, last = left, right
        elif last is not None and first is not None and first < at < last:
            break
    if first is None or last is None or not first < at < last:
        return None
    inside = lower[(lower[:, 0] > first - 1) & (lower[:, 2] < last + 1)]
    if not len(inside) or inside[:, 1].min() < bottom - 3:
        return None
    return float(bottom + inside[:, 1].min()) / 2, first, last


def with_spanning_heads(columns: Sequence[Rule], rules: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without those that part an empty field of the head from the name on its right: the name is that of both,
    as over a column of numbers and the one of what they count."""
    upright = [r for r in (*columns, *rules) if r.vertical]
    dropped: set[int] = set()
    for n, rule in enumerate(columns):
        if not rule.vertical or any(abs(r.end - rule.start) < 2 for r in upright):
            continue  # not in the head: columns stand above
        sides = sorted({r.at for r in upright if r.start <= rule.start + 2 and r.end >= rule.end - 2})
        left = max((x for x in sides if x < rule.at - 2), default=None)
        right = min((x for x in sides if x > rule.at + 2), default=None)
        if left is None or right is None:
            continue
        # An empty field before a figure is a row's, on a page that goes on without a head.
        if not len(page.between(rule.start, rule.end, left, rule.at)) and page.names(rule.start, rule.end, rule.at, right):
            dropped.add(n)
    return [rule for n, rule in enumerate(columns) if n not in dropped]
