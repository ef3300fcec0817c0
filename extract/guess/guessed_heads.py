"""Guessed columns in a head: without the stretches over which its names run."""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from extract.guess.words_by_place import EVERYWHERE, Floats, Page, crossed
from extract.guess.words_by_place import LIMITS as PLACE
from extract.page.lattice import LIMITS as LATTICE
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule


def without_crossed(columns: Sequence[Rule], rules: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without the stretches over which words run.

    Where such words stand over others of the same band ('Target' over the months) the band is a head of two rows: a level rule goes between
    them, as far as nothing stands beside the upper words. rules: all others.
    """
    bands: dict[tuple[float, float], list[Rule]] = defaultdict(list)
    kept = [rule for rule in columns if not rule.vertical]
    for rule in columns:
        if rule.vertical:
            bands[rule.start, rule.end].append(rule)
    for (top, bottom), group in bands.items():
        words = page.between(top, bottom, 0, EVERYWHERE)
        over = [rule for rule in group if crossed(words, rule.at)]
        kept += [rule for rule in group if rule not in over]
        ends = {x for r in rules if not r.vertical and min(abs(r.at - top), abs(r.at - bottom)) < RULING.near for x in (r.start, r.end)}
        sides = sorted(
            ends | {r.at for r in (*group, *rules) if r.vertical and r.start <= top + LATTICE.slack and r.end >= bottom - LATTICE.slack}
        )
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
    over = words[(words[:, 0] < at - RULING.over) & (words[:, 2] > at + RULING.over)]
    top, bottom = over[:, 1].min(), over[:, 3].max()
    lower = words[words[:, 1] > (top + bottom) / 2]
    upper = words[words[:, 1] <= (top + bottom) / 2]
    start, end = over[:, 0].min(), over[:, 2].max()
    for box in upper[np.argsort(upper[:, 0])]:  # the other words of the phrase
        end = max(end, box[2]) if start <= box[0] <= end + PLACE.blank else end
    for box in upper[np.argsort(-upper[:, 2])]:
        start = min(start, box[0]) if start - PLACE.blank <= box[2] <= end else start
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
    if not len(inside) or inside[:, 1].min() < bottom - RULING.end_snap:
        return None
    return float(bottom + inside[:, 1].min()) / 2, first, last


def with_spanning_heads(columns: Sequence[Rule], rules: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without those that part an empty field of the head from the name on its right: the name is that of both,
    as over a column of numbers and the one of what they count."""
    upright = [r for r in (*columns, *rules) if r.vertical]
    bands: dict[tuple[float, float], list[int]] = defaultdict(list)
    for n, rule in enumerate(columns):
        if rule.vertical:
            bands[rule.start, rule.end].append(n)
    dropped: set[int] = set()
    for (top, bottom), inside in bands.items():
        if any(abs(r.end - top) < LATTICE.slack for r in upright):
            continue  # not in the head: columns stand above
        sides = {r.at for r in upright if r.start <= top + LATTICE.slack and r.end >= bottom - LATTICE.slack}
        for n in inside:
            at = columns[n].at
            left = max((x for x in sides if x < at - LATTICE.slack), default=None)
            right = min((x for x in sides if x > at + LATTICE.slack), default=None)
            # An empty field before a figure is a row's, on a page that goes on without a head.
            if (
                left is not None
                and right is not None
                and not len(page.between(top, bottom, left, at))
                and page.names(top, bottom, at, right)
            ):
                dropped.add(n)
    return [rule for n, rule in enumerate(columns) if n not in dropped]
