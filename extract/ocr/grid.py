"""The rules in a page's picture, and the picture without them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from extract.ocr.picture import Grey, PagePicture
from extract.ocr.specks import lone_specks
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, merge_rules

_CONTRAST = 34
"""A rule is so much darker than what lies beside it; the grey ground of a head is not."""
_FAINT = 18
"""It goes on where its mean is so much darker."""
_MEAN = 11
"""Pixels along a rule over which its darkness is taken."""
_THICK = 4.0
"""Points: a thicker dark bar is an area."""
_LONG = 13.0
"""Points: no shorter level run is looked at; words make some that are little longer."""
_SURE_LEVEL, _SURE_UPRIGHT = 60.0, 24.0
"""Points from which a thin run is a rule wherever it stands: no word makes one so long, no letter is so tall."""
_SHORT = 8.5
"""Points: no shorter upright run is looked at. One below the sure length is a rule where it meets others at both ends, or goes on one."""
_PIECE = 90.0
"""A long rule is followed in pieces of so many points, for paper that was bent."""
_MEETS = 2.5
"""Points between the end of a rule and the one that it meets."""
_TOUCHES = 1.3
"""The same for an upright one: a tall letter stands nearly as near to the rules of its row."""
_DARK = 110
"""Ink of an area, and letters on paper."""
_AREA = 7.0
"""Points: a dark area so high and wide is a black cell, its text is white."""
_DOT = 1.6
"""Points: the size of a dot of a dotted rule; no dash is thicker."""
_DASH = 6.0
"""Points: the longest piece of a dashed rule, and the widest gap behind it."""
_MANY = 6
"""So many dots or dashes in a row are a rule."""
_INK = 150
"""Ink of letters and rules on white paper."""
_WIDE, _UNEVEN = 2.0, 0.4
"""A run wider than so many points is a word of small letters where its ink varies so much from place to place along it: standard deviation
by mean. Of rules it was at most 0.3 where they are so wide, of words at least 0.5."""
_IN_LINE = 0.8
"""Points: pieces of one rule lie on one line."""
_BESIDE = 0.35
"""So much of a run may have ink beside it: other rules that cross it, letters that touch it."""
Mask = npt.NDArray[np.uint8]


class Grid(Struct, frozen=True):
    """rules: in points. picture: letters alone, black on white. painted: 1 where rules were painted over, with all that lay there."""

    rules: list[Rule]
    picture: PagePicture
    painted: Mask


def grid_of(picture: PagePicture) -> Grid:
    """The rules of a picture that stands level and on white paper."""
    picture, edges = _without_black_cells(picture)
    level = _thin(picture, vertical=False)
    dark = (picture.grey < _INK).astype(np.uint8)
    found = list(_pieces(level, picture.grey, dark, picture.scale, False))
    upright = _thin(picture, vertical=True, cut_at=[rule for rule, sure in found if sure])
    found += _pieces(upright, picture.grey, dark, picture.scale, True)
    kept = [*edges, *(rule for rule, sure in found if sure)]
    open_ = [rule for rule, sure in found if not sure]
    for _ in range(2):  # the sides of a narrow row meet rules that meet others
        kept += [rule for rule in open_ if rule not in kept and (_meets_both(rule, kept) or _goes_on(rule, kept))]
    kept += _hanging(open_, kept)
    dotted, dots = _dotted(picture, level | upright, kept)
    if not kept and not dotted:  # in a cell a lone speck may be the sign for nothing
        dots = dots | lone_specks(picture)
    clean, painted = _painted_over(picture, kept, level | upright, dots)
    # Joined: the joints of a rule's pieces would be taken for columns, as where a table is drawn cell by cell.
    return Grid(_ends_met(merge_rules([*kept, *dotted])), clean, painted)


def _pixels(picture: PagePicture, points: float) -> int:
    return max(1, round(points * picture.scale))


def _without_black_cells(picture: PagePicture) -> tuple[PagePicture, list[Rule]]:
    """The picture with black cells turned to white ones, and the rules that their sides are."""
    size = _pixels(picture, _AREA)
    dark = (picture.grey < _DARK).astype(np.uint8)
    # White letters are holes in the cell: they are filled before it is told from letters by its size.
    closed = cv2.morphologyEx(dark, cv2.MORPH_CLOSE, np.ones((3, 3), np.uint8))
    solid = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((size // 2, size), np.uint8))
    if not solid.any():
        return picture, []
    count, _, stats, _ = cv2.connectedComponentsWithStats(cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((size, 4 * size), np.uint8)))
    grey, rules, scale = picture.grey.copy(), [], picture.scale
    for x, y, width, height, _area in stats[1:count].tolist():
        inside = dark[y : y + height, x : x + width]
        if height < size or width < 2 * size or inside.mean() < 0.5:
            continue
        grey[y : y + height, x : x + width] = 255 - grey[y : y + height, x : x + width]
        x0, top, x1, bottom = x / scale, y / scale, (x + width) / scale, (y + height) / scale
        rules += [Rule(False, top, x0, x1), Rule(False, bottom, x0, x1), Rule(True, x0, top, bottom), Rule(True, x1, top, bottom)]
    return replace(picture, grey=grey), rules


def _thin(picture: PagePicture, vertical: bool, cut_at: Sequence[Rule] = ()) -> Mask:
    """1 where a thin dark run lies that is long enough for a rule. cut_at: level rules at which upright runs end: what is a rule in one row
    may go on as a letter's stroke in the next."""
    across = _pixels(picture, _THICK)
    along = _pixels(picture, _SHORT if vertical else _LONG)
    beside, line = ((1, across), (along, 1)) if vertical else ((across, 1), (1, along))
    strong = _runs(picture.grey, beside, line, _CONTRAST)
    # Where a rule fades it shows in the mean along it, in which noise is lost; letters make such streaks too, but none that is mostly rule.
    mean = (1, _MEAN) if vertical else (_MEAN, 1)
    weak = cv2.erode(_runs(cv2.blur(picture.grey, mean), beside, line, _FAINT), np.ones(mean[::-1], np.uint8))
    if vertical:
        # Only where it goes on: what is weak beside it would join the sides of a nested table with those around it. Of level runs it
        # tells the words.
        weak &= ~cv2.dilate(strong, np.ones((1, 3), np.uint8))
    both = np.asarray(strong | weak, np.uint8)
    for rule in cut_at:
        at = round(rule.at * picture.scale)
        left, right = max(0, round(rule.start * picture.scale)), round(rule.end * picture.scale) + 1
        both[max(0, at - 1) : at + 2, left:right] = strong[max(0, at - 1) : at + 2, left:right] = 0
    return _mostly(strong, both, vertical)


def _mostly(strong: Mask, both: Mask, vertical: bool) -> Mask:
    """What hangs together of both for at least half of its length in strong."""
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(both, connectivity=8)
    along = np.arange(both.shape[0 if vertical else 1])
    rows, columns = np.nonzero(strong)
    place = rows if vertical else columns
    covered = np.unique(labels[rows, columns].astype(np.int64) * len(along) + place) // len(along)
    length = np.bincount(covered, minlength=count)
    good = length >= 0.5 * stats[:, cv2.CC_STAT_HEIGHT if vertical else cv2.CC_STAT_WIDTH]
    good[0] = False
    kept: Mask = good[labels].astype(np.uint8)
    return kept


def _runs(grey: npt.NDArray[Any], beside: tuple[int, int], line: tuple[int, int], contrast: int) -> Mask:
    """1 where something thin is so much darker than what lies beside it, for the length of a rule."""
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones(beside, np.uint8))
    dark = (cv2.subtract(paper, grey) > contrast).astype(np.uint8)
    # One that stands a little askew steps from row to row; a pixel more on either side keeps the run whole.
    dark = cv2.dilate(dark, np.ones((1, 3) if line[0] > line[1] else (3, 1), np.uint8))
    return np.asarray(cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones(line, np.uint8)), np.uint8)


def _pieces(mask: Mask, grey: Grey, dark: Mask, scale: float, vertical: bool) -> Iterator[tuple[Rule, bool]]:
    """The rules in a mask, and whether each is long enough to be one by itself."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    step = max(1, round(_PIECE * scale))
    if vertical:  # the sides of a nested table stand close beside those around it; level runs of one word lie so above one another
        dark = np.asarray(dark & ~mask, np.uint8)
    for number in range(1, count):
        x, y, width, height, _area = stats[number].tolist()
        part = labels[y : y + height, x : x + width] == number
        piece_of_page = grey[y : y + height, x : x + width]
        if vertical:  # rows: across the rule, columns: along it
            part, piece_of_page = part.T, piece_of_page.T
        if _is_word(part, piece_of_page, scale):
            continue
        start, at = (y, x) if vertical else (x, y)
        long = part.shape[1] / scale
        if part.sum() / part.shape[1] > _THICK * scale or long < _SHORT or not _stands_alone(dark, (x, y, width, height), vertical, scale):
            continue
        for first in range(0, part.shape[1], step):
            piece = part[:, first : first + step]
            weights = piece.sum(axis=1)
            if not weights.any():
                continue
            middle = float((np.arange(len(weights)) * weights).sum() / weights.sum()) + 0.5
            ends = (start + first) / scale, (start + first + piece.shape[1]) / scale
            yield Rule(vertical, (at + middle) / scale, *ends), long >= (_SURE_UPRIGHT if vertical else _SURE_LEVEL)


def _is_word(part: npt.NDArray[np.bool_], grey: Grey, scale: float) -> bool:
    """True for a run as wide as small letters are high, with paper between its strokes. part: rows across the run, columns along it; grey:
    the picture there."""
    if part.sum() <= _WIDE * scale * part.shape[1]:
        return False
    ink = (float(np.percentile(grey[part], 10)) + 255) / 2
    heights = ((grey < ink) & part).sum(axis=0)
    return bool(heights.std() > _UNEVEN * heights.mean())


def _stands_alone(dark: Mask, box: tuple[int, int, int, int], vertical: bool, scale: float) -> bool:
    """True where there is paper along both sides of a run: beside the strokes of letters that form one there is ink."""
    x, y, width, height = box
    reach = max(2, round(0.9 * scale))
    turned = dark.T if vertical else dark
    row, column, thick, long = (x, y, width, height) if vertical else (y, x, height, width)
    above = turned[max(0, row - reach) : row, column : column + long]
    below = turned[row + thick : row + thick + reach, column : column + long]
    # A run that letters make has their strokes on one side at least for most of its length.
    return all(not side.size or side.any(axis=0).mean() < _BESIDE for side in (above, below))


def _meets_both(rule: Rule, rules: list[Rule]) -> bool:
    """True where rules of the other direction stand at both ends."""
    crossing = [r for r in rules if r.vertical is not rule.vertical and r.start - _MEETS <= rule.at <= r.end + _MEETS]
    near = _TOUCHES if rule.vertical else _MEETS
    return all(any(abs(r.at - end) <= near for r in crossing) for end in (rule.start, rule.end))


def _ends_met(rules: list[Rule]) -> list[Rule]:
    """Rules that end at nearly one place end at one, as drawn ones do: the picture's edges are rough."""
    made: list[Rule] = []
    for vertical in (True, False):
        mine = [rule for rule in rules if rule.vertical is vertical]
        across = [rule for rule in rules if rule.vertical is not vertical]
        places = [rule.at for rule in across]
        known = _clusters([*places, *places, *(end for rule in mine for end in (rule.start, rule.end))])
        made += [rule._replace(start=_met(rule, rule.start, across, known), end=_met(rule, rule.end, across, known)) for rule in mine]
    return made


def _met(rule: Rule, end: float, across: list[Rule], known: list[float]) -> float:
    """Where this end of a rule stands: at the nearest rule that crosses its line there, else at the nearest of the known places."""
    crossing = [other.at for other in across if other.start - _MEETS <= rule.at <= other.end + _MEETS and abs(other.at - end) <= _MEETS]
    return _nearest(end, crossing or known)


def _clusters(values: list[float]) -> list[float]:
    """The middles of values that stand near one another."""
    runs: list[list[float]] = []
    for value in sorted(values):
        if runs and value - runs[-1][0] <= _MEETS:
            runs[-1].append(value)
        else:
            runs.append([value])
    return [float(np.median(run)) for run in runs]


def _nearest(value: float, known: list[float]) -> float:
    return min(known, key=lambda place: abs(place - value))


def _goes_on(rule: Rule, rules: list[Rule]) -> bool:
    """True where a level rule lies on the line of another that is near. Of upright ones a letter's stroke may do so."""
    return not rule.vertical and any(
        other.vertical is rule.vertical
        and abs(other.at - rule.at) <= _IN_LINE
        and other.start - _DASH <= rule.end
        and rule.start <= other.end + _DASH
        for other in rules
    )


def _hanging(pieces: list[Rule], kept: list[Rule]) -> list[Rule]:
    """Short upright pieces that meet rules at one end and begin or end in the open, where others do: the months under a common head that
    no line parts from them, the last row of a page on which the table does not end. Letters never stand so."""
    level, upright = [rule for rule in kept if not rule.vertical], [rule for rule in kept if rule.vertical]

    def meets(piece: Rule, end: float) -> bool:
        goes_on = any(
            abs(rule.at - piece.at) <= _IN_LINE and min(abs(rule.start - end), abs(rule.end - end)) <= _TOUCHES for rule in upright
        )
        return goes_on or any(abs(rule.at - end) <= _TOUCHES and rule.start - _MEETS <= piece.at <= rule.end + _MEETS for rule in level)

    def in_row(piece: Rule) -> bool:
        """Several have its height; or cells beside end at a rule where it does, and one side of the table without."""
        if sum(abs(other.start - piece.start) <= _TOUCHES and abs(other.end - piece.end) <= _TOUCHES for other in open_) >= RULING.columns:
            return True
        free = "start" if meets(piece, piece.end) else "end"
        height = getattr(piece, free)
        return any(abs(rule.at - height) <= _TOUCHES for rule in level) and any(abs(getattr(r, free) - height) <= _TOUCHES for r in upright)

    open_ = [piece for piece in pieces if piece.vertical and piece not in kept and (meets(piece, piece.start) or meets(piece, piece.end))]
    return [piece for piece in open_ if in_row(piece)]


def _dotted(picture: PagePicture, taken: Mask, known: list[Rule]) -> tuple[list[Rule], Mask]:
    """Rules drawn as rows of dots or dashes, and a mask of these. known: those drawn whole; a column of ones between them is no rule."""
    dark = ((picture.grey < 150) & (taken == 0)).astype(np.uint8)
    _count, labels, stats, centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    dot, dash = _DOT * picture.scale, _DASH * picture.scale
    wide, high = stats[:, 2], stats[:, 3]
    found: list[Rule] = []
    used: list[int] = []
    for vertical in (False, True):
        along, across = (high, wide) if vertical else (wide, high)
        small = np.flatnonzero((across <= dot) & (along <= dash) & (stats[:, 4] >= 3))
        small = small[_alone(dark, stats[small], vertical, picture.scale)]
        for row in _rows_of_dots(centres[small], along[small], vertical, picture.scale):
            members = small[row]
            if _crossed_at_each_step(centres[members, 1 if vertical else 0] / picture.scale, known, vertical):
                continue
            at = float(np.median(centres[members, 0 if vertical else 1]))
            edge = stats[members, 1 if vertical else 0]
            free = float(np.ptp(edge)) / (len(members) - 1) - float(np.median(along[members]))
            # A rule goes on for as much as it leaves free between two dots: its last one may be part of the rule that it meets.
            start, end = float(edge.min()) - free, float((edge + along[members]).max()) + free
            found.append(Rule(vertical, at / picture.scale, start / picture.scale, end / picture.scale))
            used.extend(members.tolist())
    return found, np.isin(labels, used).astype(np.uint8) if used else np.zeros_like(dark)


def _crossed_at_each_step(places: npt.NDArray[np.float64], known: list[Rule], vertical: bool) -> bool:
    """True where rules of the other direction stand between most of these: each is alone in its cell, as a dash is."""
    ats = np.array([rule.at for rule in known if rule.vertical is not vertical])
    between = [((ats > a) & (ats < b)).any() for a, b in pairwise(np.sort(places).tolist())]
    return bool(sum(between) >= 0.5 * len(between))


def _alone(dark: Mask, stats: npt.NDArray[np.int32], vertical: bool, scale: float) -> npt.NDArray[np.bool_]:
    """Which of these have no other ink beside them across the rule: the stroke of a digit has the next digit."""
    reach = round(_DOT * scale)
    sums = cv2.integral(dark)
    x, y, width, height = stats[:, 0], stats[:, 1], stats[:, 2], stats[:, 3]
    left, right = (x - reach, x + width + reach) if vertical else (x, x + width)
    top, bottom = (y, y + height) if vertical else (y - reach, y + height + reach)
    left, right = np.clip(left, 0, dark.shape[1]), np.clip(right, 0, dark.shape[1])
    top, bottom = np.clip(top, 0, dark.shape[0]), np.clip(bottom, 0, dark.shape[0])
    ink = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    alone: npt.NDArray[np.bool_] = ink <= 1.2 * stats[:, 4]
    return alone


def _rows_of_dots(
    centres: npt.NDArray[np.float64], along: npt.NDArray[np.int32], vertical: bool, scale: float
) -> Iterator[npt.NDArray[np.int64]]:
    """Places of dots that stand in one row, as far from one another as those of a rule do."""
    if len(centres) < _MANY:
        return
    at, place = (centres[:, 0], centres[:, 1]) if vertical else (centres[:, 1], centres[:, 0])
    lines = np.round(at / (0.7 * scale)).astype(np.int64)
    order = np.lexsort((place, lines))
    length = along[order][:-1]
    free = np.diff(place[order]) - (length + along[order][1:]) / 2
    # As much is left free as is drawn; of letters one below the other much more.
    breaks = (np.diff(lines[order]) != 0) | (free > np.maximum(length, _DOT * scale))
    for run in np.split(order, np.flatnonzero(breaks) + 1):
        steps = np.diff(place[run])
        if len(run) >= _MANY and steps.std() < 0.35 * steps.mean() and np.ptp(place[run]) > 2 * _LONG * scale:
            yield run


def _painted_over(picture: PagePicture, rules: list[Rule], thin: Mask, dots: Mask) -> tuple[PagePicture, Mask]:
    """Letters alone: what is rule is painted white; and where."""
    band = np.zeros_like(picture.grey)
    half = max(1, round(0.6 * picture.scale))
    for rule in rules:
        start, end, at = (round(value * picture.scale) for value in (rule.start, rule.end, rule.at))
        if rule.vertical:
            band[max(0, start) : end + 1, max(0, at - half) : at + half + 1] = 1
        else:
            band[max(0, at - half) : at + half + 1, max(0, start) : end + 1] = 1
    near = cv2.dilate(thin, np.ones((3, 3), np.uint8)) & cv2.dilate(band, np.ones((5, 5), np.uint8))
    near |= _leftovers(picture, band, near)
    grey = picture.grey.copy()
    painted = band | near
    grey[(painted | cv2.dilate(dots, np.ones((3, 3), np.uint8))) > 0] = 255
    return replace(picture, grey=grey), painted


def _leftovers(picture: PagePicture, band: Mask, near: Mask) -> Mask:
    """What sticks to a rule and is lower than any letter: its rough edge."""
    dark = ((picture.grey < _INK + 20) & (band == 0) & (near == 0)).astype(np.uint8)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    touching = np.unique(labels[cv2.dilate(band | near, np.ones((5, 5), np.uint8)) > 0])
    low = touching[np.minimum(stats[touching, 2], stats[touching, 3]) <= 0.9 * picture.scale]
    return np.isin(labels, low[low > 0]).astype(np.uint8)
