"""The level edge at which columns begin in the open: the months under their common head, where no rule lies between the two."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from extract.page.rulings import LIMITS, Rule
from extract.page.words import Word


def hanging_columns(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """A level rule where four upright ones or more begin at one height and no level one lies there, from the upright rule on their left
    that comes from further up to the one on their right, below a rule over all of them. rules: merged.

    A scan shows such heads where the shades of two cells meet without a line, a page where nobody drew it. Nothing is added through a word.
    """
    level = [r for r in rules if not r.vertical]
    upright = sorted((r for r in rules if r.vertical and r.end - r.start > LIMITS.short), key=lambda r: r.at)
    places = [r.at for r in upright]
    added: list[Rule] = []
    hanging = sorted((r for r in upright if not _at_rule(r, level)), key=lambda r: (r.start, r.at))
    while hanging:
        height = hanging[0].start
        group = [r for r in hanging if r.start - height <= LIMITS.near]
        hanging = hanging[len(group) :]
        if len(group) < LIMITS.columns:
            continue
        left, right = min(r.at for r in group), max(r.at for r in group)
        before = next((r for r in reversed(upright[: bisect_left(places, left)]) if _passes(r, height)), None)
        after = next((r for r in upright[bisect_right(places, right) :] if _passes(r, height)), None)
        between = [r for r in upright if left < r.at < right and _passes(r, height)]
        if before is None or after is None or between:
            continue
        edge = Rule(False, height, before.at, after.at)
        if _below_a_rule(edge, level, min(before.start, after.start)) and not _through_a_word(edge, words):
            added.append(edge)
    return added


def _at_rule(rule: Rule, level: Sequence[Rule]) -> bool:
    return any(abs(r.at - rule.start) <= LIMITS.end_gap and r.start - LIMITS.end_snap <= rule.at <= r.end + LIMITS.end_snap for r in level)


def _passes(rule: Rule, height: float) -> bool:
    return rule.start < height - LIMITS.short and rule.end > height + LIMITS.short


def _below_a_rule(edge: Rule, level: Sequence[Rule], top: float) -> bool:
    return any(
        top - LIMITS.end_gap <= r.at < edge.at - LIMITS.short
        and r.start <= edge.start + LIMITS.end_snap
        and r.end >= edge.end - LIMITS.end_snap
        for r in level
    )


def _through_a_word(edge: Rule, words: Sequence[Word]) -> bool:
    return any(w.top + LIMITS.over < edge.at < w.bottom - LIMITS.over and w.x1 > edge.start and w.x0 < edge.end for w in words)
