"""The sides of a row of one cell in a table that is drawn without its outer sides: a sasaran over the whole width."""

from collections.abc import Sequence

from msgspec import Struct

from extract.page.captions import ANNOUNCES
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.words import Word


class BandSideLimits(Struct, frozen=True):
    """tight: so many heights of its text are free above and below it; a caption between two tables stands more loosely."""

    tight: float = 0.8


LIMITS = BandSideLimits()


def band_sides(rules: Sequence[Rule], words: Sequence[Word]) -> list[Rule]:
    """Left and right of the strip between two level rules of one width where the columns above and below are the same and have no outer
    sides either, no upright rule stands in it, and text fills it that announces no other table. rules: merged."""
    level = sorted((r for r in rules if not r.vertical), key=lambda r: r.at)
    upright = [r for r in rules if r.vertical]
    added: list[Rule] = []
    for n, upper in enumerate(level):
        lower = next((r for r in level[n + 1 :] if _as_wide(r, upper) and r.at > upper.at + RULING.row), None)
        if lower is None or any(
            r.start < lower.at - RULING.end_gap and r.end > upper.at + RULING.end_gap and _crosses(r, upper) for r in upright
        ):
            continue
        above = {round(r.at / RULING.row) for r in upright if abs(r.end - upper.at) <= RULING.end_gap and _crosses(r, upper)}
        below = {round(r.at / RULING.row) for r in upright if abs(r.start - lower.at) <= RULING.end_gap and _crosses(r, lower)}
        shared = [x for x in below if {x - 1, x, x + 1} & above]
        sides = [r for r in upright if min(abs(r.at - upper.start), abs(r.at - upper.end)) <= RULING.end_snap and _touches(r, upper, lower)]
        if len(shared) >= RULING.columns and not sides and _filled(upper, lower, words):
            added += [Rule(True, at, upper.at, lower.at) for at in (upper.start, upper.end)]
    return added


def _as_wide(rule: Rule, other: Rule) -> bool:
    return abs(rule.start - other.start) <= RULING.end_snap and abs(rule.end - other.end) <= RULING.end_snap


def _crosses(upright: Rule, level: Rule) -> bool:
    return level.start - RULING.end_snap <= upright.at <= level.end + RULING.end_snap


def _touches(upright: Rule, upper: Rule, lower: Rule) -> bool:
    return abs(upright.end - upper.at) <= RULING.end_gap or abs(upright.start - lower.at) <= RULING.end_gap


def _filled(upper: Rule, lower: Rule, words: Sequence[Word]) -> bool:
    inside = [w for w in words if upper.at < (w.top + w.bottom) / 2 < lower.at and upper.start < (w.x0 + w.x1) / 2 < upper.end]
    if not inside or ANNOUNCES.match(" ".join(w.text for w in sorted(inside, key=lambda w: (round(w.top), w.x0)))):
        return False
    height = max(w.bottom - w.top for w in inside)
    free = (min(w.top for w in inside) - upper.at, lower.at - max(w.bottom for w in inside))
    return max(free) <= LIMITS.tight * height
