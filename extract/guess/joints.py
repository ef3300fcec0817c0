"""Columns of tables whose level rules are drawn cell by cell: upright rules where their pieces meet."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from extract.guess.words_by_place import EVERYWHERE, Floats, Page, crossed, lines_of, parts_a_line
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, runs_of


class JointLimits(Struct, frozen=True):
    """In points where nothing else is said.

    piece: shorter pieces of a rule are dashes, and their joints are no columns. overlap: two pieces that meet lie no farther over one
    another. twice: the pieces of a line that two rows have drawn are so many times as long as it is: all of it twice, ends of the table
    once. parts: the lines of a row have so many parts, on average. phrase: two words of a phrase stand no farther apart, in heights of
    the line; two cells' texts may, where they are set closely.
    """

    piece: float = 8.0
    overlap: float = 2.6
    twice: float = 1.6
    parts: float = 1.5
    phrase: float = 0.4


LIMITS = JointLimits()


class _Pieces(Struct):
    """Of the level rules. joints: where two pieces meet (x, height). spans: from where to where pieces follow one another (start, end,
    height). lines: the pieces at each height, in whole points. twice: those of them that two rows have drawn."""

    joints: list[tuple[float, float]] = field(default_factory=list)
    spans: list[tuple[float, float, float]] = field(default_factory=list)
    lines: dict[int, list[Rule]] = field(default_factory=dict)
    twice: dict[int, list[Rule]] = field(default_factory=dict)


def joint_rules(drawn: Sequence[Rule], merged: Sequence[Rule], page: Page) -> list[Rule]:
    """Columns of tables whose level rules are drawn cell by cell: an upright rule where two pieces of a level one meet.

    Between two level rules over the same place, the upper or the lower of which has a joint there; both, where each row has drawn
    its upper and its lower side, one upon the other: the columns of the row above show in it too.
    """
    pieces = _pieces_of(drawn)
    lines, twice = pieces.lines, pieces.twice
    pieced = {round(at) for _, at in pieces.joints}
    upright = [r for r in merged if r.vertical]
    rows: dict[tuple[float, float], bool] = {}
    added: list[Rule] = []
    for x, heights in _columns(pieces.joints):
        around = [(start, end, at) for start, end, at in pieces.spans if start < x - RULING.end_snap and end > x + RULING.end_snap]
        over = sorted({at for _, _, at in around} | set(heights))
        for upper, lower in pairwise(over):
            at_upper, at_lower = (any(abs(h - at) < RULING.near for h in heights) for at in (upper, lower))
            # A line of pieces without a joint here is the upper side of a cell that spans the columns.
            near = at_upper or (at_lower and round(upper) not in pieced)
            if round(upper) in twice or round(lower) in twice:
                near = at_upper and at_lower and not _lies_in_a_cell(x, upper, lower, twice, page)
            if not near or lower - upper <= RULING.short:
                continue
            left = min((start for start, _, at in around if upper <= at <= lower), default=x)
            right = max((end for _, end, at in around if upper <= at <= lower), default=x)
            if any(left + RULING.end_snap < r.at < right - RULING.end_snap and r.start <= (upper + lower) / 2 <= r.end for r in upright):
                continue
            both = {round(upper), round(lower)} & twice.keys()
            sure = at_upper and at_lower and (len(both) == 2 or (bool(both) and _parted_in_both(x, lines, upper, lower)))
            if not sure and (upper, lower) not in rows:
                words = page.between(upper, lower, 0, EVERYWHERE)
                rows[upper, lower] = len(words) > 1 and parts_a_line(words) >= LIMITS.parts
            if sure or rows[upper, lower]:
                added.append(Rule(True, x, upper, lower))
    return added


def _pieces_of(drawn: Sequence[Rule]) -> _Pieces:
    found = _Pieces()
    for drawn_pieces in runs_of(sorted((r for r in drawn if not r.vertical and r.end - r.start > LIMITS.piece), key=lambda r: r.at)):
        found.lines[round(drawn_pieces[0].at)] = drawn_pieces
        if _drawn_twice(drawn_pieces):
            found.twice[round(drawn_pieces[0].at)] = drawn_pieces
            found.joints += [(x, drawn_pieces[0].at) for x in _seams(drawn_pieces)]
            found.spans.append((min(r.start for r in drawn_pieces), max(r.end for r in drawn_pieces), drawn_pieces[0].at))
            continue
        pieces = sorted(_shortest(drawn_pieces), key=lambda r: (r.start, r.end))
        start, end, at = pieces[0].start, pieces[0].end, pieces[0].at
        for before, piece in pairwise(pieces):
            if piece.start > end + RULING.gap:
                found.spans.append((start, end, at))
                start, end = piece.start, piece.end
            elif piece.start > before.start + LIMITS.piece and -LIMITS.overlap <= piece.start - before.end <= RULING.gap:
                found.joints.append(((piece.start + before.end) / 2, at))
            end = max(end, piece.end)
        found.spans.append((start, end, at))
    return found


def _drawn_twice(pieces: Sequence[Rule]) -> bool:
    """True for a line that is the lower side of one row's cells and the upper side of the next row's."""
    start, end = min(r.start for r in pieces), max(r.end for r in pieces)
    return sum(r.end - r.start for r in pieces) >= LIMITS.twice * (end - start)


def _parted_in_both(x: float, lines: Mapping[int, Sequence[Rule]], upper: float, lower: float) -> bool:
    """True where the same two pieces meet here in both lines, and none of both runs over the place: the row between drew them. Below a
    head with the row's own columns its upper side shows but once."""
    above, below = lines.get(round(upper), ()), lines.get(round(lower), ())
    own = [
        piece for piece in above if any(abs(r.start - piece.start) < RULING.snap and abs(r.end - piece.end) < RULING.snap for r in below)
    ]
    ends, starts = (any(abs(edge - x) <= RULING.end_snap for edge in edges) for edges in ([r.end for r in own], [r.start for r in own]))
    return ends and starts and not any(r.start < x - RULING.end_snap and r.end > x + RULING.end_snap for r in own)


def _lies_in_a_cell(x: float, upper: float, lower: float, twice: Mapping[int, Sequence[Rule]], page: Page) -> bool:
    """True where both lines have one piece from the left to the right of this place, and words run over a joint inside it: the row's
    own cell, between a row above and one below that have the same columns."""
    above, below = twice.get(round(upper), ()), twice.get(round(lower), ())
    for piece in above:
        around = piece.start < x - RULING.end_snap and piece.end > x + RULING.end_snap
        if around and any(abs(r.start - piece.start) < RULING.snap and abs(r.end - piece.end) < RULING.snap for r in below):
            words = page.between(upper, lower, piece.start, piece.end)
            if any(crossed(words, at) for at in _seams(above) if piece.start + RULING.end_snap < at < piece.end - RULING.end_snap):
                return True
    return False


def _seams(pieces: Sequence[Rule]) -> list[float]:
    """Where one piece ends and another begins."""
    starts = sorted({r.start for r in pieces})
    found: list[float] = []
    for end in sorted({r.end for r in pieces}):
        start = next((s for s in starts if -LIMITS.overlap <= s - end <= RULING.gap), None)
        if start is not None and (not found or (start + end) / 2 - found[-1] > RULING.end_snap):
            found.append((start + end) / 2)
    return found


def _shortest(pieces: Sequence[Rule]) -> list[Rule]:
    """Without those that others draw again piece by piece: the lower side of a cell over the upper sides of several."""
    return [
        piece
        for piece in pieces
        if not (
            any(abs(r.start - piece.start) < RULING.near and r.end < piece.end - LIMITS.piece for r in pieces)
            and any(abs(r.end - piece.end) < RULING.near and r.start > piece.start + LIMITS.piece for r in pieces)
        )
    ]


def _columns(joints: Iterable[tuple[float, float]]) -> list[tuple[float, list[float]]]:
    """Joints that stand above one another, two or more: (x, heights)."""
    groups: list[list[tuple[float, float]]] = []
    for joint in sorted(joints):
        if groups and joint[0] - groups[-1][0][0] <= RULING.end_snap:
            groups[-1].append(joint)
        else:
            groups.append([joint])
    parted = (part for group in groups for part in _one_above_another(group))
    return [(sum(x for x, _ in g) / len(g), [y for _, y in g]) for g in parted if len({round(y) for _, y in g}) > 1]


def _one_above_another(group: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The joints of one place, sorted, parted where those farther left all stand above those farther right, or below: two tables of one
    page have columns that nearly meet, and the middle of both would run through their words."""
    for at, (left, right) in enumerate(pairwise(group), 1):
        if right[0] - left[0] > RULING.near:
            first, second = sorted(([y for _, y in group[:at]], [y for _, y in group[at:]]), key=min)
            if max(first) < min(second):
                return [list(group[:at]), *_one_above_another(group[at:])]
    return [list(group)]


def without_split_phrases(columns: Sequence[Rule], page: Page) -> list[Rule]:
    """The guessed columns without those inside a phrase, where a row over the same spanning cells has words that run over the place: some
    programs draw a level rule field by field, one piece for each column of the grid, also below cells that span several.

    Rows are alike where words of both run over one column: a row of figures, which stands under every head, is like none.
    """
    rows = {(rule.start, rule.end) for rule in columns}
    places = {rule.at for rule in columns}
    words = {row: page.between(*row, 0, EVERYWHERE) for row in rows}
    over = {row: {at for at in places if crossed(words[row], at)} for row in rows}
    kept = []
    for rule in columns:
        row = rule.start, rule.end
        alike = any(rule.at in over[other] and over[other] & over[row] for other in rows if other != row)
        if not (alike and _is_in_a_phrase(words[row], rule.at)):
            kept.append(rule)
    return kept


def _is_in_a_phrase(words: Floats, at: float) -> bool:
    """True where the words beside this place stand a blank apart, in one of the lines."""
    for line in lines_of(words):
        before, behind = line[line[:, 2] <= at + RULING.over], line[line[:, 0] >= at - RULING.over]
        height = (line[:, 3] - line[:, 1]).max()
        if len(before) and len(behind) and behind[:, 0].min() - before[:, 2].max() <= LIMITS.phrase * height:
            return True
    return False
