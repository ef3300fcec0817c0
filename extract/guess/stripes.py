"""Tables in which every other row is shaded and nothing is ruled but the head, if that: the sides of the shaded rows are those of all."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from extract.cells import Kotak
from extract.guess.guessed_heads import with_spanning_heads, without_crossed
from extract.guess.words_by_place import Floats, Page, crossed, lines_of, parts_of
from extract.page.fills import LIMITS as FILLS
from extract.page.lattice import LIMITS as LATTICE
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, merge_rules
from extract.page.words import Word


class StripeLimits(Struct, frozen=True):
    """rows: so many shaded rows make a table of stripes. names: a head has a line of so many parts. near: lines of a head follow each other
    so closely, in heights of a line; alone: one part alone that is above no rule of its own so closely. gutter: names of two columns stand
    so far apart (points)."""

    rows: int = 2
    names: int = 4
    near: float = 0.9
    alone: float = 0.5
    gutter: float = 4.0


LIMITS = StripeLimits()


class Stripes(Struct, frozen=True):
    """A table of stripes: from where to where it goes, the upper end of its head, and the rule below that."""

    left: float
    right: float
    top: float
    head: float
    bottom: float


def stripe_rules(areas: Sequence[Kotak], rules: Sequence[Rule], words: Sequence[Word]) -> tuple[list[Rule], list[Kotak], list[Stripes]]:
    """The level sides of shaded rows, cell by cell, the other areas, and the tables. rules: the drawn ones."""
    rows: dict[tuple[int, int], list[Kotak]] = defaultdict(list)
    for area in areas:
        if area[2] - area[0] >= LATTICE.narrow and area[3] - area[1] >= LATTICE.narrow:
            rows[round(area[1]), round(area[3])].append(area)
    runs: list[list[list[Kotak]]] = []
    for row in sorted(rows.values(), key=lambda row: row[0][1]):
        if runs and row[0][1] < runs[-1][-1][0][3] - RULING.near:
            runs[-1][-1].extend(row)  # a cell over several rows
        elif runs and _goes_on(runs[-1][-1], row):
            runs[-1].append(row)
        else:
            runs.append([row])
    found: list[Rule] = []
    tables: list[Stripes] = []
    taken: set[Kotak] = set()
    runs = [run for run in runs if len(run) >= LIMITS.rows and not _ruled(run, rules)]
    page = Page(words) if runs else None
    for run in runs:
        table = _table_of(run, rules, page) if page else None
        if table is None:
            continue
        tables.append(table)
        for x0, top, x1, bottom in (area for row in run for area in row):
            found += [Rule(False, top, x0, x1), Rule(False, bottom, x0, x1)]
            taken.add((x0, top, x1, bottom))
    return found, [area for area in areas if area not in taken], tables


def _table_of(run: Sequence[Sequence[Kotak]], rules: Sequence[Rule], page: Page) -> Stripes | None:
    """The stripes with the head above them; None without a head or a rule below it."""
    right, upper = max(map(_right, run)), run[0][0][1]
    left = min(area[0] for row in run for area in row)
    level = [rule for rule in merge_rules(rules) if not rule.vertical and rule.end <= right + RULING.end_snap]
    below = max(
        (
            rule
            for rule in level
            if rule.start <= left + RULING.end_snap
            and abs(rule.end - right) <= RULING.end_snap
            and upper - FILLS.band < rule.at < upper + RULING.near
        ),
        key=lambda rule: rule.at,
        default=None,
    )
    if below is None:
        return None
    lines = lines_of(page.between(below.at - FILLS.band, below.at, below.start, below.end))
    top, most = below.at, 0
    for line in reversed(lines):
        upper_edge, lower_edge = float(line[:, 1].min()), float(line[:, 3].max())
        height, parts = lower_edge - upper_edge, len(parts_of(line))
        inner = any(lower_edge - height / 2 < rule.at < top + RULING.near and rule.at < below.at - RULING.row for rule in level)
        if most and top - lower_edge > (LIMITS.near if parts > 1 or inner else LIMITS.alone) * height:
            break
        top, most = upper_edge, max(most, parts)
    if most < LIMITS.names:
        return None
    return Stripes(below.start, below.end, top - RULING.near, below.at, run[-1][0][3])


def head_rules(tables: Sequence[Stripes], boxes: Sequence[Kotak], rules: Sequence[Rule], page: Page) -> list[Rule]:
    """The columns of the head over stripes: those of the rows below it, and of its own names where no row has a side between them."""
    found: list[Rule] = []
    for table in tables:
        left, right = table.left - RULING.near, table.right + RULING.near
        body = [box for box in boxes if left <= box[0] and box[2] <= right and table.head - RULING.near <= box[1] < table.bottom]
        sides = {table.left, table.right, *(x for box in body if box[1] <= table.head + RULING.near for x in (box[0], box[2]))}
        bottom = max([table.bottom, *(box[3] for box in body)])
        words = page.between(table.head, bottom, table.left, table.right)
        for end, start in _gaps(page.between(table.top, table.head, table.left, table.right)):
            if any(end - RULING.near <= x <= start + RULING.near for x in sides):
                continue
            middle = (end + start) / 2
            beside = min(sides, key=lambda x: abs(x - middle))
            low, high = sorted((beside, middle))
            if not len(words[(words[:, 0] > low - RULING.near) & (words[:, 2] < high + RULING.near)]):
                continue  # a side between short figures lies below the name of the next column
            free = next((x for x in (middle, start - RULING.near, end + RULING.near) if not crossed(words, x)), None)
            if free is not None:
                found.append(Rule(True, free, table.head, bottom))
                sides.add(free)
        columns = [Rule(True, x, table.top, table.head) for x in sorted({round(x, 1) for x in sides})]
        level = [Rule(False, at, table.left, table.right) for at in (table.top, table.head, bottom)]
        outer = [Rule(True, x, table.head, bottom) for x in (table.left, table.right)]
        found += [*level, *outer, *with_spanning_heads(without_crossed(columns, [*rules, *level], page), level, page)]
    return found


def _gaps(words: Floats) -> list[tuple[float, float]]:
    """Where the words leave free paper, from left to right, whatever lines they stand in."""
    found: list[tuple[float, float]] = []
    reached = None
    for x0, _, x1, _ in sorted(words.tolist()):
        if reached is not None and x0 - reached > LIMITS.gutter:
            found.append((reached, x0))
        reached = x1 if reached is None else max(reached, x1)
    return found


def _goes_on(above: Sequence[Kotak], below: Sequence[Kotak]) -> bool:
    gap = below[0][1] - above[0][3]
    return LATTICE.narrow <= gap <= FILLS.band and abs(_right(above) - _right(below)) <= RULING.end_snap


def _right(row: Sequence[Kotak]) -> float:
    return max(area[2] for area in row)


def _ruled(run: Sequence[Sequence[Kotak]], rules: Sequence[Rule]) -> bool:
    """True where an upright rule passes between two stripes: their sides are known."""
    left, right = min(area[0] for row in run for area in row), max(map(_right, run))
    return any(
        rule.vertical
        and left - RULING.end_snap <= rule.at <= right + RULING.end_snap
        and rule.start < below[0][1]
        and rule.end > above[0][3]
        for above, below in pairwise(run)
        for rule in rules
    )
