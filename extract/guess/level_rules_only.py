"""Tables that have level rules and nothing else: columns are the gaps that all rows share, ends the last lines of parted words."""

from bisect import bisect
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import regex
from msgspec import Struct

from extract.guess.value_columns import LIMITS as VALUES
from extract.guess.value_columns import value_columns, values_of
from extract.guess.values import is_figure
from extract.guess.words_by_place import EVERYWHERE, Floats, Page, is_row, lines_of, parts_a_line, parts_of, parts_of_lines
from extract.guess.words_by_place import LIMITS as PLACE
from extract.page.medians import median_of
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, merge_rules
from extract.page.word_lines import word_lines
from extract.page.words import Word


class LevelLimits(Struct, frozen=True):
    """In points where nothing else is said.

    gutter: columns of words stand at least so far apart. stacked: so many figures below one another are those of rows. near_end: a row
    ends at a rule so far behind the last of its lines that a guesser saw. close: the next line stands no more heights of the line away
    from a rule. below: a text begins no farther from where the line above it does. band: a row of one line is less than so many heights of
    the line high. apart: level rules with a caption between them stand no closer.
    """

    gutter: float = 4.0
    near_end: float = 16.0
    close: float = 0.9
    stacked: int = 3
    below: float = 1.5
    band: float = 2.5
    apart: float = 24.0


LIMITS = LevelLimits()

# 'Tabel 3.2 Capaian …' 'Grafik 1. …'
CAPTION = regex.compile(r"(?:tabel|grafik|gambar)\s+\d", regex.IGNORECASE)
ANNOUNCING = ("tabel", "grafik", "gambar")


def gap_columns(rules: Sequence[Rule], page: Page) -> list[Rule]:
    """Columns of a table that has level rules of one width and nothing else: the gaps that all its rows share.

    Three or more such rules; a gap is free of words in every row (in one row of a dozen a word may run over it).
    """
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for group in _by_width(rules):
        for run in _tabular_runs(group, page):
            left, right = min(rule.start for rule in run), max(rule.end for rule in run)
            top, bottom = run[0].at, run[-1].at
            if any(
                left + RULING.end_snap < r.at < right - RULING.end_snap and r.start < bottom - RULING.row and r.end > top + RULING.row
                for r in upright
            ):
                continue
            rows = _without_bands(run, page)
            columns = value_columns(rows.words_between(top, bottom, left, right), left, right, run[1].at - 1)
            places = columns or _shared_gaps(rows.between(top, bottom, left, right), left, right)
            for upper, lower in pairwise(run) if places else ():
                lines = word_lines(rows.words_between(upper.at, lower.at, left, right))
                added += _around_crossings(places, lines, upper, lower) if lines else []
            added += [Rule(True, left, top, bottom), Rule(True, right, top, bottom)]
    return added


def _around_crossings(places: Sequence[float], lines: Sequence[Sequence[Word]], upper: Rule, lower: Rule) -> list[Rule]:
    """The columns between two level rules: in a body without the lines over which a text runs, as a group's head does, each a row of its
    own. lines: the words between the rules, line by line. Of a head, or of a row whose texts have several lines, nothing is cut out."""
    whole = [Rule(True, x, upper.at, lower.at) for x in places]
    if not _holds_rows(places, lines):
        return whole
    added, bounds = [], [upper.at, *(_between(above, below) for above, below in pairwise(lines)), lower.at]
    for line, (top, bottom) in zip(lines, pairwise(bounds), strict=True):
        texts = [(value[0].x0 + RULING.over, value[-1].x1 - RULING.over) for value in values_of(line)]
        free = [x for x in places if not any(x0 < x < x1 for x0, x1 in texts)]
        added += [Rule(True, x, top, bottom) for x in free]
        if len(free) < len(places):
            added += [Rule(False, at, upper.start, upper.end) for at in (top, bottom) if at not in (upper.at, lower.at)]
    return merge_rules(added) if any(not rule.vertical for rule in added) else whole


def _holds_rows(places: Sequence[float], lines: Sequence[Sequence[Word]]) -> bool:
    """True where figures stand below one another in two columns."""
    figures: dict[int, int] = defaultdict(int)
    for line in lines:
        for value in values_of(line):
            if all(is_figure(word.text) for word in value):
                figures[bisect(places, (value[0].x0 + value[-1].x1) / 2)] += 1
    return sum(count >= LIMITS.stacked for count in figures.values()) > 1


def _between(above: Sequence[Word], below: Sequence[Word]) -> float:
    """The middle between two lines."""
    return (max(word.bottom for word in above) + min(word.top for word in below)) / 2


def end_rules(rules: Sequence[Rule], page: Page) -> list[Rule]:
    """A level rule above a head and one below a last row that have none of their own, in tables of level rules only."""
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for group in _by_width(rules):
        for run in _tabular_runs(group, page):
            first, last = run[0], run[-1]
            in_head = _parted(first, last, upright)
            striped = not _parted(run[-3], run[-2], upright)
            for rule, beside, up in ((first, run[1], True), (last, run[-2], False)):
                # Where a head has uprights the rules of its body may be of several widths: this run may end before the table.
                # Cells that are filled in every other row have their sides there: the last row of such a table may be one without a fill.
                if _parted(rule, beside, upright) and (up or not striped):
                    continue
                at = _close_lines(page, rule, up)
                if at is not None and in_head:
                    reach = at + LIMITS.near_end if striped and not up else EVERYWHERE
                    if _goes_on(rule, [r for r in rules if r.at <= reach], up):
                        continue
                if at is not None and not _ruled(rule, at, rules) and not _ended_by_wider(rule, at, rules):
                    added.append(rule._replace(at=at))
    return added


def _parted(rule: Rule, beside: Rule, upright: Sequence[Rule]) -> bool:
    """True where upright rules stand between these two, other than their sides. They may in a head whose body has none."""
    top, bottom = sorted((rule.at, beside.at))
    return any(rule.start + RULING.end_snap < r.at < rule.end - RULING.end_snap and r.start < bottom and r.end > top for r in upright)


def _goes_on(rule: Rule, rules: Sequence[Rule], up: bool) -> bool:
    """True where other level rules stand farther up or down over a part of this one."""
    beyond = (r for r in rules if not r.vertical and r.start < rule.end and r.end > rule.start)
    return any(r.at < rule.at - RULING.row if up else r.at > rule.at + RULING.row for r in beyond)


def _tabular_runs(group: Sequence[Rule], page: Page) -> list[list[Rule]]:
    """The rules cut where what stands between two of them is no row of a table but running text, or nothing. One text over all columns is
    a row below a row."""
    runs: list[list[Rule]] = [[group[0]]]
    for upper, lower in pairwise(group):
        if lower.at - upper.at < RULING.row:
            continue
        words = page.between(upper.at, lower.at, upper.start, upper.end)
        if (len(words) > 1 and is_row(words)) or (len(runs[-1]) > 1 and _is_band(words, upper, lower)):
            runs[-1].append(lower)
        else:
            runs.append([lower])
    return [run for run in runs if len(run) >= RULING.rows]


def _is_band(words: Floats, upper: Rule, lower: Rule) -> bool:
    """True for one text between two rules that leave it the height of a row: what the rows below are about, over all columns."""
    if not len(words):
        return False
    height = median_of(words[:, 3] - words[:, 1])
    return lower.at - upper.at < LIMITS.band * height and parts_of_lines(words) == [1]


def _without_bands(run: Sequence[Rule], page: Page) -> Page:
    """The page without the texts over all columns of a run of rows, where it has any."""
    bands = [(a.at, b.at) for a, b in pairwise(run) if _is_band(page.between(a.at, b.at, a.start, a.end), a, b)]
    if not bands:
        return page
    return Page([word for word in page.words if not any(top < (word.top + word.bottom) / 2 < bottom for top, bottom in bands)])


def _ruled(rule: Rule, at: float, rules: Sequence[Rule]) -> bool:
    """True where a rule that is as wide stands already between this one and the end (at) of the lines that follow it, or right behind; or
    where a side of the table goes on over that end."""
    low, high = sorted((at, rule.at))
    for side in rules:
        if (
            side.vertical
            and side.start < low - RULING.end_snap
            and side.end > high + RULING.end_snap
            and min(abs(side.at - rule.start), abs(side.at - rule.end)) <= RULING.end_snap
        ):
            return True
    return any(
        not r.vertical
        and low - PLACE.blank < r.at < high + PLACE.blank
        and r is not rule
        and r.start <= rule.start + RULING.end_snap
        and r.end >= rule.end - RULING.end_snap
        for r in rules
        if abs(r.at - rule.at) > RULING.snap
    )


def _ended_by_wider(rule: Rule, at: float, rules: Sequence[Rule]) -> bool:
    """True where the rows beyond a rule end at a wider one: those of one cell of a larger table."""
    low, high = (rule.at + RULING.row, at + LIMITS.near_end) if at > rule.at else (at - LIMITS.near_end, rule.at - RULING.row)
    wide = (r for r in rules if not r.vertical and r.start <= rule.start + RULING.end_snap and r.end >= rule.end - RULING.end_snap)
    return any(low <= r.at <= high for r in wide)


def _by_width(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The level rules that begin and end at the same places, top to bottom."""
    groups: dict[tuple[int, int], list[Rule]] = defaultdict(list)
    for rule in sorted((r for r in rules if not r.vertical), key=lambda r: r.at):
        groups[round(rule.start / RULING.end_snap), round(rule.end / RULING.end_snap)].append(rule)
    return list(groups.values())


def _close_lines(page: Page, rule: Rule, up: bool) -> float | None:
    """Where the lines of parted words end that follow a rule without more than a line's height between; None where none follows."""
    end, reached, row = rule.at, None, None
    while True:
        near = page.between(0, end, rule.start, rule.end) if up else page.between(end, EVERYWHERE, rule.start, rule.end)
        lines = lines_of(near)
        if not lines:
            return reached
        line = lines[-1] if up else lines[0]
        height = median_of(line[:, 3] - line[:, 1])
        gap = end - line[:, 3].max() if up else line[:, 1].min() - end
        parted = parts_a_line(line) >= PLACE.usual
        goes_on = not up and row is not None and _goes_on_below(row, line)
        if gap > LIMITS.close * height or not (parted or goes_on) or line[:, 0].min() < rule.start - 1 or line[:, 2].max() > rule.end + 1:
            return reached
        row = line if parted else row
        end = float(line[:, 1].min() if up else line[:, 3].max())
        reached = end - 1 if up else end + 1


def _goes_on_below(row: Floats, line: Floats) -> bool:
    """True where a line begins below one of the row's texts, not its first, and ends before the next: a name that is too long for one."""
    texts = parts_of(row)
    left, right = float(line[:, 0].min()), float(line[:, 2].max())
    ends = [text[0] for text in texts[2:]]
    return any(abs(left - text[0]) <= LIMITS.below and right < end for text, end in zip(texts[1:], ends, strict=False))


def _shared_gaps(words: Floats, left: float, right: float) -> list[float]:
    """Places that the lines leave free, wide enough to part columns: the middle of each."""
    lines = lines_of(words)
    places = np.arange(left, right, VALUES.step)
    covered = np.zeros(len(places), int)
    for line in lines:
        taken = np.zeros(len(places), bool)
        for box in line:
            taken |= (places >= box[0] - VALUES.step) & (places <= box[2] + VALUES.step)
        covered += taken
    free = covered <= len(lines) // VALUES.stray
    edges = np.flatnonzero(np.diff(np.concatenate(([False], free, [False])).astype(int)))
    gaps = [(places[a], places[b - 1]) for a, b in zip(edges[::2], edges[1::2], strict=True)]
    return [float(a + b) / 2 for a, b in gaps if b - a >= LIMITS.gutter and a > left + 1 and b < right - 1.5]


def captions_between(rules: Sequence[Rule], words: Sequence[Word]) -> list[float]:
    """Where the lines begin that announce a table or a picture between two level rules, where no upright rule runs past them: what is ruled
    alike above and below belongs to two tables."""
    tops = [word.top for word in words if word.text.casefold().startswith(ANNOUNCING)]
    levels = sorted({rule.at for rule in rules if not rule.vertical}) if tops else []
    found = []
    for upper, lower in pairwise(levels):
        if lower - upper < LIMITS.apart or not any(upper < top < lower for top in tops):
            continue
        lines = word_lines([word for word in words if upper < word.top and word.bottom < lower])
        top = next((line[0].top for line in lines if CAPTION.match(" ".join(word.text for word in line))), None)
        if top is not None and not any(rule.vertical and rule.start < top < rule.end for rule in rules):
            found.append(top - 1)
    return found
