"""Lines that belong to words: a rule that runs through the middle of them, or under them, and ends where they end."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from extract.page.rulings import Rule, merge_rules
from extract.page.words import Word, word_boxes


class StruckLimits(Struct, frozen=True):
    """high, low: a rule through a word lies between these shares of its height from the top; one below is under it. over: it runs over so
    much of the word. beyond: and so little (in heights) beyond the first and the last word that it strikes out: the rule of a table runs
    on.

    Of a line under words, in heights: ends: it begins and ends so near to them, under: so little below them at most, phrase: they stand
    no farther apart. side: one that begins so near (points) to an upright rule is a cell's."""

    high: float = 0.35
    low: float = 0.72
    over: float = 0.8
    beyond: float = 0.35
    ends: float = 0.06
    under: float = 0.05
    phrase: float = 0.6
    side: float = 1.0


LIMITS = StruckLimits()


def struck_words(words: Sequence[Word], drawn: Sequence[Rule]) -> list[Word]:
    """The words with figures that a level rule strikes out."""
    level = [rule for rule in drawn if not rule.vertical]
    if not level or not words:
        return []
    middles = np.array([(word.top + word.bottom) / 2 for word in words])
    order = np.argsort(middles, kind="stable")
    reach = 0.5 * max(word.bottom - word.top for word in words)
    ats = np.array([rule.at for rule in level])
    near = np.searchsorted(middles[order], ats - reach) < np.searchsorted(middles[order], ats + reach)
    found: dict[int, Word] = {}
    for rule in merge_rules([rule for rule, some in zip(level, near.tolist(), strict=True) if some]):
        first, last = np.searchsorted(middles[order], (rule.at - reach, rule.at + reach))
        through = [int(k) for k in order[first:last] if _runs_through(rule, words[k])]
        if through and _ends_with([words[k] for k in through], rule):
            found.update({k: words[k] for k in through if any(c.isdigit() for c in words[k].text)})
    return [found[k] for k in sorted(found)]


def _runs_through(rule: Rule, word: Word) -> bool:
    height = word.bottom - word.top
    over = min(rule.end, word.x1) - max(rule.start, word.x0)
    return LIMITS.high * height < rule.at - word.top < LIMITS.low * height and over >= LIMITS.over * (word.x1 - word.x0)


def _ends_with(words: Sequence[Word], rule: Rule) -> bool:
    slack = LIMITS.beyond * max(word.bottom - word.top for word in words)
    return rule.start >= min(word.x0 for word in words) - slack and rule.end <= max(word.x1 for word in words) + slack


def without_underlines(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """The rules without those that underline a phrase: the text of a cell, not its end."""
    upright: set[float] = set()
    begins: dict[float, list[int]] = {}
    for k, (vertical, at, start, _) in enumerate(rules):  # of a page there are thousands, in pieces
        if vertical:
            upright.add(at)
        else:
            begins.setdefault(start, []).append(k)
    close = {round(at / LIMITS.side) for at in upright}  # most begin at one: those are known by this
    level = sorted(k for start, found in begins.items() if round(start / LIMITS.side) not in close for k in found)
    if not level or not words:
        return list(rules)
    sides = np.array(sorted(upright | {-np.inf, np.inf}))
    nearest = np.searchsorted(sides, [rules[k].start for k in level])
    level = [
        k
        for k, n in zip(level, nearest.tolist(), strict=True)
        if min(rules[k].start - sides[n - 1], sides[n] - rules[k].start) > LIMITS.side
    ]
    if not level:
        return list(rules)
    boxes = word_boxes(words)
    heights = boxes[:, 3] - boxes[:, 1]
    order = np.argsort(boxes[:, 0], kind="stable")
    starts, ats = np.array([rules[k].start for k in level]), np.array([rules[k].at for k in level])
    reach = LIMITS.ends * heights.max()
    first = np.searchsorted(boxes[order, 0], starts - reach)
    last = np.searchsorted(boxes[order, 0], starts + reach)
    dropped: set[int] = set()
    for n in np.flatnonzero(first < last).tolist():
        near = order[first[n] : last[n]]
        near = near[np.abs(boxes[near, 0] - starts[n]) < LIMITS.ends * heights[near]]
        under = (ats[n] > boxes[near, 3] - LIMITS.high * heights[near]) & (ats[n] < boxes[near, 3] + LIMITS.under * heights[near])
        if any(_underlines(rules[level[n]], boxes, int(k)) for k in near[under]):
            dropped.add(level[n])
    return [rule for k, rule in enumerate(rules) if k not in dropped]


def _underlines(rule: Rule, boxes: npt.NDArray[np.float64], first: int) -> bool:
    """True where the phrase that begins with this word ends where the rule does."""
    height = boxes[first, 3] - boxes[first, 1]
    line = boxes[(np.abs(boxes[:, 3] - boxes[first, 3]) < LIMITS.under * height) & (boxes[:, 0] >= boxes[first, 0])]
    line = line[np.argsort(line[:, 0])]
    end = float(line[0, 2])
    for x0, _, x1, _ in line[1:].tolist():
        if x0 - end > LIMITS.phrase * height:
            break
        end = max(end, x1)
    return bool(abs(end - rule.end) < LIMITS.ends * height)
