"""What is drawn on a page and what its words show → all rules of its tables. The same for every reader that gives rules."""

from collections.abc import Sequence
from itertools import pairwise

from extract.cells import Kotak
from extract.guess.aligned import aligned_rules
from extract.guess.band_columns import band_columns
from extract.guess.band_sides import band_sides
from extract.guess.body_rows import body_row_rules, open_side_rules
from extract.guess.carried_columns import carried_columns
from extract.guess.cell_columns import cell_column_rules
from extract.guess.guessed_heads import with_spanning_heads, without_crossed
from extract.guess.hanging_columns import hanging_columns
from extract.guess.joints import joint_rules, without_split_phrases
from extract.guess.level_rules_only import captions_between, end_rules, gap_columns
from extract.guess.lost_uprights import lost_uprights
from extract.guess.stripes import head_rules, stripe_rules
from extract.guess.words_by_place import EVERYWHERE, Page
from extract.page.filled_cells import FilledCells
from extract.page.fills import fill_rules
from extract.page.grid_rules import PageRules
from extract.page.grounds import grounds_of, thick_rules
from extract.page.lattice import cells_of
from extract.page.rulings import LIMITS, Rule, closed_at_sides, closing_rules, merge_rules, open_ends, table_rules, with_more
from extract.page.words import Word


def page_rules(drawn: Sequence[Rule], areas: Sequence[Kotak], words: Sequence[Word], before: Sequence[float] = ()) -> PageRules:
    """drawn: rules as drawn, piece by piece. areas: filled ones. before: `last_columns` of the page before."""
    thick, grounds = thick_rules(grounds_of(areas, words), words)
    striped, grounds, stripes = stripe_rules(grounds, drawn, words)
    drawn = [*drawn, *thick, *striped]
    merged = as_drawn = merge_rules(drawn)
    filled = fill_rules(grounds, merged)
    merged = with_more(merged, filled)
    merged = with_more(merged, [*band_sides(merged, words), *hanging_columns(merged, words)])
    # Where a table without outer rules ends, another begins below its caption: nothing is guessed across the gap.
    below = closing_rules(merged, ("end",))
    closing = [*below, *closing_rules(merged, ("start",))]
    closed = with_more(merged, closing)
    guessed = _columns([*drawn, *closing], closed, words, before) if _naked(closed) else []
    rules = table_rules([*merged, *guessed]) if guessed else closed_at_sides(closed)
    boxes = cells_of(rules)
    cells = FilledCells.of(boxes, words)
    inner = [*cell_column_rules(cells), *lost_uprights(cells)]
    if inner:
        guessed = [*guessed, *inner]
        rules = merge_rules([*rules, *inner])
        boxes = cells_of(rules)
        cells = FilledCells.of(boxes, words)
    rows = [*body_row_rules(cells, bool(guessed)), *open_side_rules(cells, merged, rules)]
    if rows:
        rules = merge_rules([*rules, *rows])
        boxes = cells_of(rules)
        cells = FilledCells.of(boxes, words)
    if stripes:
        heads = head_rules(stripes, boxes, rules, Page(words))
        guessed = [*guessed, *heads]
        rules = merge_rules([*rules, *heads])
        boxes = cells_of(rules)
        cells = FilledCells.of(boxes, words)
    aligned = aligned_rules(cells.free, boxes)
    if aligned:
        boxes = sorted([*boxes, *cells_of(aligned)], key=lambda box: (box[1], box[0]))
    open_below = below if merged == as_drawn else open_ends([*drawn, *filled])
    return PageRules([*rules, *aligned], [*guessed, *rows, *aligned], open_below, boxes)


def undrawn_rules(drawn: Sequence[Rule], areas: Sequence[Kotak], words: Sequence[Word], before: Sequence[float] = ()) -> PageRules:
    """The rules that the page's tables would have if none was drawn: another proposal where the drawn ones mislead, as those of a table
    that lost some of them. Takes what `page_rules` takes."""
    found = aligned_rules(words)
    return PageRules(found, found, [], cells_of(found) if found else [])


def _columns(drawn: Sequence[Rule], merged: list[Rule], words: Sequence[Word], before: Sequence[float]) -> list[Rule]:
    """Columns and ends that are not drawn; of each part of the page alone, where a caption parts its tables."""
    bounds = [-EVERYWHERE, *captions_between(merged, words), EVERYWHERE]
    if len(bounds) == 2:
        return _columns_of_part(drawn, merged, words, before)
    found: list[Rule] = []
    for top, bottom in pairwise(bounds):
        own, whole = ([rule for rule in rules if top < _height(rule) <= bottom] for rules in (drawn, merged))
        inside = [word for word in words if top < word.top <= bottom]
        found += _columns_of_part(own, whole, inside, before if top < 0 else ()) if whole and inside else []
    return found


def _height(rule: Rule) -> float:
    return rule.start if rule.vertical else rule.at


def _columns_of_part(drawn: Sequence[Rule], merged: list[Rule], words: Sequence[Word], before: Sequence[float]) -> list[Rule]:
    page = Page(words)
    ends = end_rules(merged, page)
    joints = without_split_phrases(joint_rules([*drawn, *ends], merged, page), page)
    joints = without_crossed(joints, merged, page)
    known = with_more(merged, [*ends, *joints])
    banded = band_columns(known, page)
    known = with_more(known, banded)
    carried = carried_columns(known, page, before)
    known = with_more(known, carried)
    gaps = without_crossed(gap_columns(known, page), known, page)
    return [*ends, *with_spanning_heads([*joints, *banded, *carried, *gaps], merged, page)]


def _naked(rules: Sequence[Rule]) -> bool:
    """True where two level rules of one width follow each other and no upright one stands between them."""
    level = sorted(
        (r for r in rules if not r.vertical), key=lambda r: (round(r.start / LIMITS.end_snap), round(r.end / LIMITS.end_snap), r.at)
    )
    upright = [r for r in rules if r.vertical]
    for upper, lower in pairwise(level):
        if (
            abs(upper.start - lower.start) > LIMITS.end_snap
            or abs(upper.end - lower.end) > LIMITS.end_snap
            or lower.at - upper.at < LIMITS.short
        ):
            continue
        middle = (upper.at + lower.at) / 2
        if not any(upper.start + LIMITS.end_snap < r.at < upper.end - LIMITS.end_snap and r.start <= middle <= r.end for r in upright):
            return True
    return False
