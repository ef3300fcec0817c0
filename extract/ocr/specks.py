"""Rules of which a scan in black and white left nothing but specks: thin grey lines that its threshold took away.

The specks of one rule lie on one line, those of dirt do not; and a rule has so many that chance does not make them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np
import numpy.typing as npt

from extract.ocr.picture import Picture
from extract.page.rulings import Rule

_DARK = 190
"""A speck of one pixel is grey once the page was turned."""
_SPECK = 1.6
"""Points: specks are no larger, either way."""
_LETTER = 2.4
"""Points: ink from this height is a letter; a dot so near to one as `_NEAR` points is its own."""
_NEAR = 2.3
_LEANING = 4.0
"""Points by which the specks of an upright rule lie off it where it leans."""
_LOST = 60.0
"""Points of a rule's end that may be without a speck: two mean steps."""
_APART = 12.0
"""Pixels: no two upright rules stand nearer; the specks of one that leans lie so far apart."""
_CROSSING = 3.8
_WIDE = 1.6
"""Pixels by which specks of one rule lie off its line."""
_LEAST = 5
"""So many specks at least make a rule."""
_LEAST_UPRIGHT = 3
"""The sides of single rows leave fewer; the letters beside them say more."""
_UNLIKE = 0.25
"""A row is no longer like another that lacks so large a part of its upright rules."""
_CHANCE = 4.5
"""A line of specks stands out of chance by so many standard deviations."""
_BREAK = 8.0
"""A gap of so many mean steps ends a rule; never one of less than `_GAP` points."""
_GAP = 22.0
_BLANK = 3.8
"""Points: letters that stand nearer to one another are of one phrase, and no rule runs between them."""
_MANY_TEXTS = 8
"""A row of so many texts is one of months or years."""
_NEAR_WORDS = 12.0
"""Points."""
_MOSTLY = 0.5
_COLUMN_GAP = 6.0
"""Points between two texts of such a row at least."""
_SHARED = 0.7
"""So large a part of such rows leave a place free where a line is."""
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.uint8]


@dataclass(slots=True, eq=False)
class _Line:
    """Specks on one line: their places along it, sorted, in pixels."""

    vertical: bool
    at: float
    along: Floats
    between_texts: bool = False
    """Rows of many texts leave its place free."""


def rules_of_specks(picture: Picture, known: Sequence[Rule]) -> tuple[list[Rule], Mask]:
    """The rules that specks show beside those that are known, in points, and a mask of all specks that stand alone."""
    dark = (picture.grey < _DARK).astype(np.uint8)
    places, mask = _lone_specks(dark, picture.scale)
    lines = [
        line for line in _lines(places, picture.grey.shape) if not crossed_at_each_step(line.along / picture.scale, known, line.vertical)
    ]
    level = [rule for line in lines if not line.vertical for rule in _level_rules(line, picture.scale)]
    if len(level) < 2:
        return [], mask
    letters = _letters(dark, picture.scale)
    heights = sorted({rule.at for rule in (*level, *known) if not rule.vertical})
    upright = _with_gaps([line for line in lines if line.vertical], heights, letters, picture.scale)
    upright = [line for line in upright if line.between_texts or not _runs_through_words(line.at / picture.scale, heights, letters)]
    sides = [line.at / picture.scale for line in upright if line.between_texts or len(line.along) >= _LEAST]
    sides += [rule.at for rule in known if rule.vertical]
    level = _to_the_edges(_joined([_reaching(rule, sides, letters) for rule in level], letters), letters)
    all_level = sorted([*level, *(rule for rule in known if not rule.vertical)], key=lambda rule: rule.at)
    return [*level, *_upright_rules(upright, all_level, letters, picture.scale)], mask


def crossed_at_each_step(places: npt.NDArray[np.float64], known: Sequence[Rule], vertical: bool) -> bool:
    """True where rules of the other direction stand between most of these: each is alone in its cell, as a dash is."""
    ats = np.array([rule.at for rule in known if rule.vertical is not vertical])
    ordered = np.sort(places)
    between = [((ats > a) & (ats < b)).any() for a, b in pairwise(ordered.tolist())]
    return bool(sum(between) >= 0.5 * len(between))


def _lone_specks(dark: Mask, scale: float) -> tuple[Floats, Mask]:
    """n × 2 middles (x, y) of specks that belong to no letter, and their mask."""
    _count, labels, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    size = np.maximum(stats[:, 2], stats[:, 3])
    letter = (size >= _LETTER * scale).astype(np.uint8)
    letter[0] = 0
    near = cv2.dilate(letter[labels], np.ones((2 * round(_NEAR * scale) + 1,) * 2, np.uint8))
    touched = np.unique(labels[near > 0])
    alone = size <= _SPECK * scale
    alone[touched] = False
    alone[0] = False
    return centres[alone], alone[labels].astype(np.uint8)


def _lines(places: Floats, shape: tuple[int, ...]) -> list[_Line]:
    """Lines of specks, the richest first; a speck belongs to one."""
    found: list[_Line] = []
    left = np.ones(len(places), bool)
    while True:
        best: tuple[float, bool, float, npt.NDArray[np.bool_]] | None = None
        for vertical in (False, True):
            at = places[left, 0 if vertical else 1]
            least = _LEAST_UPRIGHT if vertical else _LEAST
            if len(at) < least:
                continue
            counts = np.convolve(np.bincount(np.floor(at).astype(np.int64), minlength=shape[1 if vertical else 0]), np.ones(3), "same")
            usual = 3 * len(at) / len(counts)
            peak = int(counts.argmax())
            score = (counts[peak] - usual) / max(1.0, usual) ** 0.5
            if counts[peak] >= least and score >= min(_CHANCE, 0.8 * least) and (best is None or counts[peak] > best[0]):
                middle = float(np.median(at[np.abs(at - peak - 0.5) <= 2]))
                near = left & (np.abs(places[:, 0 if vertical else 1] - middle) <= _WIDE)
                best = counts[peak], vertical, middle, near
        if best is None or not best[3].any():
            return [*found, *_crossing_lines(places, found, shape[1])]
        _, vertical, middle, near = best
        found.append(_Line(vertical, middle, np.sort(places[near, 1 if vertical else 0])))
        left &= ~near


def _crossing_lines(places: Floats, found: Sequence[_Line], width: int) -> list[_Line]:
    """Upright lines of which little is left but where they cross level ones: those specks count for both."""
    left = np.ones(len(places), bool)
    for line in found:
        if line.vertical:
            left &= np.abs(places[:, 0] - line.at) > _APART
    made: list[_Line] = []
    while left.any():
        at = places[left, 0]
        counts = np.convolve(np.bincount(np.floor(at).astype(np.int64), minlength=width), np.ones(3), "same")
        usual = 3 * len(at) / len(counts)
        peak = int(counts.argmax())
        if counts[peak] < _LEAST or counts[peak] - usual < _CROSSING * max(1.0, usual) ** 0.5:
            break
        middle = float(np.median(at[np.abs(at - peak - 0.5) <= 2]))
        near = left & (np.abs(places[:, 0] - middle) <= _WIDE)
        made.append(_Line(True, middle, np.sort(places[near, 1])))
        left &= ~near & (np.abs(places[:, 0] - middle) > _APART)
    return made


def _level_rules(line: _Line, scale: float) -> list[Rule]:
    """A line of specks cut where so few are that it must have ended."""
    steps = np.diff(line.along)
    if not len(steps):
        return []
    usual = float(np.median(steps)) * 1.44  # steps between chance survivors are spread exponentially
    cuts = np.flatnonzero(steps > max(_BREAK * usual, _GAP * scale)) + 1
    runs = [_without_strays(run, 3 * usual) for run in np.split(line.along, cuts)]
    runs = [run for run in runs if len(run) >= _LEAST]
    return [Rule(False, line.at / scale, float(run[0]) / scale, float(run[-1]) / scale) for run in runs]


def _without_strays(run: Floats, far: float) -> Floats:
    """A run without single specks that stand far before its first ones or behind its last: they may be dirt."""
    while len(run) > 2 and run[1] - run[0] > far:
        run = run[1:]
    while len(run) > 2 and run[-1] - run[-2] > far:
        run = run[:-1]
    return run


def _joined(rules: Sequence[Rule], letters: Floats) -> list[Rule]:
    """Runs of one line joined where no letter stands across the gap between them."""
    made: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: (rule.at, rule.start)):
        last = made[-1] if made and made[-1].at == rule.at else None
        if last is None:
            made.append(rule)
            continue
        if not _free(rule.at, last.end, rule.start, letters):
            made.append(rule)
        else:
            made[-1] = Rule(False, rule.at, last.start, max(last.end, rule.end))
    return made


def _reaching(rule: Rule, sides: Sequence[float], letters: Floats) -> Rule:
    """A level rule up to the sides of rows that its lost last specks may have reached, else to the next ones; not through letters."""
    before = [x for x in sides if x <= rule.start + _LEANING]
    behind = [x for x in sides if x >= rule.end - _LEANING]
    start = min((x for x in before if x >= rule.start - _LOST), default=max(before, default=rule.start))
    end = max((x for x in behind if x <= rule.end + _LOST), default=min(behind, default=rule.end))
    return Rule(
        False,
        rule.at,
        start if _free(rule.at, start, rule.start, letters) else rule.start,
        end if _free(rule.at, rule.end, end, letters) else rule.end,
    )


def _to_the_edges(rules: Sequence[Rule], letters: Floats) -> list[Rule]:
    """Where nearly all level rules end at the table's right side, one that lost its last specks does too; and one that begins right of
    where most begin, begins there. Not through letters."""
    edge = max((rule.end for rule in rules), default=0.0)
    starts = Counter(round(rule.start) for rule in rules)
    usual = next((rule.start for rule in rules if round(rule.start) == starts.most_common(1)[0][0]), 0.0)
    to_right = sum(rule.end >= edge - _LEANING for rule in rules) >= 0.7 * len(rules)
    made = []
    for rule in rules:
        start = usual if rule.start > usual and _free(rule.at, usual, rule.start, letters) else rule.start
        end = edge if to_right and _free(rule.at, rule.end, edge, letters) else rule.end
        made.append(Rule(False, rule.at, start, end))
    return made


def _free(at: float, start: float, end: float, letters: Floats) -> bool:
    """True where no letter stands across this stretch of a level line."""
    return not ((letters[:, 0] < end) & (letters[:, 2] > start) & (letters[:, 1] < at - 0.8) & (letters[:, 3] > at + 0.8)).any()


def _letters(dark: Mask, scale: float) -> Floats:
    """n × 4 (x0, top, x1, bottom in points) of ink that is no speck."""
    _count, _labels, stats, _centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    stats = stats[1:]
    stats = stats[np.maximum(stats[:, 2], stats[:, 3]) >= _SPECK * scale].astype(np.float64)  # a hyphen, too
    made: Floats = np.column_stack((stats[:, 0], stats[:, 1], stats[:, 0] + stats[:, 2], stats[:, 1] + stats[:, 3])) / scale
    return made


@dataclass(slots=True)
class _Row:
    """A row between two level rules: where upright rules are seen in it, and where none can be."""

    walls: set[int] = field(default_factory=set)
    crossed: set[int] = field(default_factory=set)
    open: set[int] = field(default_factory=set)


def _upright_rules(lines: Sequence[_Line], level: Sequence[Rule], letters: Floats, scale: float) -> list[Rule]:
    """Upright rules row by row: where a row holds a speck of the line, or letters on both sides of it and none across; then, where
    nothing is seen, as in the rows that are like it."""
    places = [line.at / scale for line in lines]
    xs = sorted(places)
    rows: dict[tuple[float, float], _Row] = {}
    for n, (line, x) in enumerate(zip(lines, places, strict=True)):
        heights = sorted(rule.at for rule in level if rule.start - 2 <= x <= rule.end + 2)
        for top, bottom in pairwise(heights):
            row = rows.setdefault((top, bottom), _Row())
            inside = letters[(letters[:, 1] < bottom - 1) & (letters[:, 3] > top + 1)]
            along = line.along / scale
            if bottom - top < 4 or _in_phrase(x, inside):
                row.crossed.add(n)
            elif ((along > top + 1) & (along < bottom - 1)).any() or _between_cells(x, xs, inside):
                row.walls.add(n)
            else:
                row.open.add(n)
    good = {n for n, line in enumerate(lines) if len(line.along) >= _LEAST or line.between_texts or _seen_often(n, rows.values())}
    found = [Rule(True, places[n], *key) for key, row in rows.items() for n in row.walls & good]
    seen = Counter(n for row in rows.values() for n in row.walls)
    first = min((top for top, _ in rows), default=0.0)
    for (top, bottom), row in rows.items():
        inside = letters[(letters[:, 1] < bottom - 1) & (letters[:, 3] > top + 1)]
        for n in sorted(row.open & good, key=lambda n: (-seen[n], n)):
            # A name over several columns stands in the first row: there a rule is where it parts two names, and nowhere else.
            names = _parts_names(places[n], [places[other] for other in row.walls], inside)
            if names if top == first else _as_in_like_rows(n, row, rows.values()):
                row.walls.add(n)
                found.append(Rule(True, places[n], top, bottom))
    return found


def _parts_names(x: float, walls: Sequence[float], row: Floats) -> bool:
    """True where letters stand on both sides of x up to the next upright rules of the row."""
    middles = (row[:, 0] + row[:, 2]) / 2
    left = max((wall for wall in walls if wall < x - 2), default=0.0)
    right = min((wall for wall in walls if wall > x + 2), default=float("inf"))
    return bool(((middles > left) & (middles < x)).any() and ((middles > x) & (middles < right)).any())


def _as_in_like_rows(n: int, row: _Row, rows: Iterable[_Row]) -> bool:
    """True where line n is seen in rows that this one may be like: they have nearly all of its upright rules, and none runs through its
    words."""
    like = [
        other
        for other in rows
        if other is not row
        and n not in other.open
        and len(row.walls - other.walls) <= _UNLIKE * len(row.walls)
        and not other.walls & row.crossed
    ]
    return bool(like) and sum(n in other.walls for other in like) >= 0.5 * len(like)


def _seen_often(n: int, rows: Collection[_Row]) -> bool:
    """True for a line of few specks that parts cells in some rows, and runs through words in few."""
    walls, crossed = sum(n in row.walls for row in rows), sum(n in row.crossed for row in rows)
    return walls >= _LEAST_UPRIGHT and crossed <= walls


def _with_gaps(lines: Sequence[_Line], heights: Sequence[float], letters: Floats, scale: float) -> list[_Line]:
    """The upright lines with those that rows of many short texts, such as those of months, show by leaving the same place free. Where a
    few specks lie in such a place, they tell where in it."""
    made = list(lines)
    for start, end in _shared_gaps(heights, letters):
        near = [line for line in made if start - 2 <= line.at / scale <= end + 2]
        inside = [line for line in near if start + 1 <= line.at / scale <= end - 1]
        for line in near:
            made.remove(line)
        best = max(inside, key=lambda line: len(line.along), default=None)
        made.append(_Line(True, best.at if best else (start + end) / 2 * scale, best.along if best else np.empty(0), True))
    return made


def _shared_gaps(heights: Sequence[float], letters: Floats) -> list[tuple[float, float]]:
    """Places (left, right) that nearly all rows of many texts leave free."""
    rows: list[list[tuple[float, float]]] = []
    for top, bottom in pairwise(heights):
        row = letters[(letters[:, 1] > top - 1) & (letters[:, 3] < bottom + 1)]
        row = row[np.argsort(row[:, 0])]
        ends = np.maximum.accumulate(row[:, 2]) if len(row) else np.empty(0)
        free = np.flatnonzero(row[1:, 0] - ends[:-1] > _COLUMN_GAP) if len(row) else ends
        if bottom - top >= 4 and len(free) >= _MANY_TEXTS:
            rows.append([(float(ends[k]), float(row[k + 1, 0])) for k in free.astype(int).tolist()])
    found: list[tuple[float, float]] = []
    for left in sorted({start for row in rows for start, _ in row}):
        shared = [gap for row in rows for gap in row if gap[0] <= left < gap[1]]
        if len(rows) < _LEAST_UPRIGHT or len(shared) < _SHARED * len(rows):
            continue
        place = max(gap[0] for gap in shared), min(gap[1] for gap in shared)
        if found and place[0] < found[-1][1]:  # the same place, seen from the end of a wider text
            found[-1] = max(found[-1][0], place[0]), min(found[-1][1], place[1])
        else:
            found.append(place)
    return found


def _runs_through_words(x: float, heights: Sequence[float], letters: Floats) -> bool:
    """True for a line of specks that would cut words in most of the rows that have any near it: chance made it."""
    crossed = near = 0
    for top, bottom in pairwise(heights):
        row = letters[(letters[:, 1] < bottom - 1) & (letters[:, 3] > top + 1)]
        if ((row[:, 0] < x + _NEAR_WORDS) & (row[:, 2] > x - _NEAR_WORDS)).any():
            near += 1
            crossed += _in_phrase(x, row)
    return crossed > _MOSTLY * near


def _in_phrase(x: float, row: Floats) -> bool:
    """True where a letter stands across, or two of one line that are no farther apart than words of a phrase."""
    if ((row[:, 0] < x - 0.8) & (row[:, 2] > x + 0.8)).any():
        return True
    near = _BLANK + 0.8
    left = row[(row[:, 2] <= x + 0.8) & (row[:, 2] > x - near)]
    right = row[(row[:, 0] >= x - 0.8) & (row[:, 0] < x + near)]
    return any(bool(((right[:, 1] < a[3]) & (right[:, 3] > a[1]) & (right[:, 0] - a[2] < _BLANK)).any()) for a in left)


def _between_cells(x: float, xs: Sequence[float], row: Floats) -> bool:
    """True where letters stand on both sides up to the next lines of specks, and at the sides of the table."""
    return x - 2 <= min(xs) or x + 2 >= max(xs) or _parts_names(x, xs, row)
