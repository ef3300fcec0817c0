"""Words that are struck out: a rule runs through the middle of them and ends where they end."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from extract.page.rulings import Rule, merge_rules
from extract.page.words import Word


@dataclass(frozen=True, slots=True)
class StruckLimits:
    """high, low: a rule through a word lies between these shares of its height from the top; one below is under it. over: it runs over so
    much of the word. beyond: and so little (in heights) beyond the first and the last word that it strikes out: the rule of a table runs
    on."""

    high: float = 0.35
    low: float = 0.72
    over: float = 0.8
    beyond: float = 0.35


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
