"""Columns that nobody ruled, from the names of a head: between two of them, where the rows below leave the paper free."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from extract.guess.aligned_lines import Phrase, TextLine
from extract.guess.value_columns import LIMITS as VALUES

Span = tuple[float, float]


class ColumnLimits(Struct, frozen=True):
    """low: a name stands low where its middle is so far below that of another phrase, as part of the way to the lowest names. centred:
    points by which the middles, or the left edges, of the lines of one name differ. extra: a column of figures without a name stands so
    many heights behind the last one with a name."""

    low: float = 0.75
    centred: float = 3.0
    extra: float = 1.2


LIMITS = ColumnLimits()


class Name(Struct, frozen=True):
    """A name of the head, of one line or several, and its place."""

    x0: float
    x1: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    def is_low(self, other: Phrase, lowest: float) -> bool:
        """True where this name stands below another phrase of the head, not beside it: a name over the whole height of the head has its
        middle halfway to that of the lowest line."""
        middle = sum(w.top + w.bottom for w in other.words) / 2 / len(other.words)
        return lowest > middle and (self.top + self.bottom) / 2 > middle + LIMITS.low * (lowest - middle)


class Head(Struct):
    """names: of the columns, left to right. over: phrases that stand over several of them. lines: its lines, top to bottom. lowest: the
    middle of the lowest line of several names."""

    names: list[Name]
    over: list[Phrase]
    lines: list[TextLine]
    lowest: float

    def _is_nearest(self, phrase: Phrase, n: int) -> bool:
        """True where of the phrases over several columns this one is nearest to column n."""
        middle = self.names[n].middle
        return all(abs(middle - phrase.middle) <= abs(middle - other.middle) for other in self.over)

    def same(self, phrase: Phrase) -> list[int]:
        """The names above or below which a phrase stands."""
        return [n for n, name in enumerate(self.names) if name.x0 < phrase.x1 and name.x1 > phrase.x0]

    def add(self, phrase: Phrase) -> None:
        """One more phrase: a name, a further line of one, or what stands over several."""
        same = self.same(phrase)
        if len(same) > 1 or self.is_over(phrase, same):
            self.over.append(phrase)
        else:
            self.name(phrase)

    def name(self, phrase: Phrase) -> None:
        """A name, or a further line of the one that it stands above or below."""
        added, same = _name(phrase), self.same(phrase)
        if same:
            old = self.names[same[0]]
            self.names[same[0]] = Name(min(old.x0, added.x0), max(old.x1, added.x1), min(old.top, added.top), max(old.bottom, added.bottom))
        else:
            self.names = sorted([*self.names, added], key=lambda name: name.x0)

    def is_over(self, phrase: Phrase, same: Sequence[int]) -> bool:
        """True where the names beside it stand lower than it, or those below it are not centred under it."""
        added = _name(phrase)
        if added.top > self.lowest:
            return False
        before = [name for n, name in enumerate(self.names) if name.middle < added.middle and n not in same]
        behind = [name for n, name in enumerate(self.names) if name.middle > added.middle and n not in same]
        beside = [name.is_low(phrase, self.lowest) for name in (*before[-1:], *behind[:1])]
        if not same:
            return len(beside) == 2 and all(beside)
        own = self.names[same[0]]
        return own.is_low(phrase, self.lowest) and (all(beside) or (any(beside) and not self._aligned(own, added)))

    def goes_on(self, line: TextLine) -> bool:
        """True where nothing in a line below stands askew under a name: the next line of one is centred, or begins, where it does."""
        below = [(phrase, [self.names[n] for n in self.same(phrase)]) for phrase in line.phrases]
        return all(not names or any(self._aligned(name, _name(phrase)) for name in names) for phrase, names in below)

    @staticmethod
    def _aligned(name: Name, other: Name) -> bool:
        return abs(name.middle - other.middle) <= LIMITS.centred or abs(name.x0 - other.x0) <= LIMITS.centred

    def under(self, phrase: Phrase) -> tuple[int, int] | None:
        """The first and the last of the columns that a phrase stands over; None where they are not two."""
        low = [name.is_low(phrase, self.lowest) for name in self.names]
        near = min(range(len(low)), key=lambda n: abs(self.names[n].middle - phrase.middle))
        if not low[near]:
            return None
        first = last = near
        while first > 0 and low[first - 1] and self._is_nearest(phrase, first - 1):
            first -= 1
        while last + 1 < len(low) and low[last + 1] and self._is_nearest(phrase, last + 1):
            last += 1
        return (first, last) if last > first else None


def head_of(lines: Sequence[TextLine]) -> Head:
    """The head in these lines: the names of the line that has most, and what stands above or below one of them with it."""
    leaf = max(range(len(lines)), key=lambda n: len(lines[n].phrases))
    names = [_name(phrase) for phrase in lines[leaf].phrases]
    head = Head(names, [], list(lines), _lowest(lines))
    middle = (min(line.top for line in lines) + max(line.bottom for line in lines)) / 2
    others = [phrase for line in (*lines[leaf + 1 :], *reversed(lines[:leaf])) for phrase in line.phrases]
    beside = [phrase for phrase in others if not head.same(phrase) and not _is_above(phrase, middle, head.lowest)]
    for phrase in beside:  # first: they tell what the others stand over
        head.name(phrase)
    for phrase in others:
        if phrase not in beside:
            head.add(phrase)
    return head


def _lowest(lines: Sequence[TextLine]) -> float:
    """The middle of the lowest line of several names."""
    return max((line.middle for line in lines if len(line.phrases) > 1), default=lines[-1].middle)


def head_over(lines: Sequence[TextLine], edges: Sequence[float]) -> Head:
    """The head in these lines where the rows below tell the columns. edges: of all columns, sides included. A column may have no name."""
    bottom = max(line.bottom for line in lines)
    head = Head([Name(left, right, bottom, bottom) for left, right in pairwise(edges)], [], list(lines), _lowest(lines))
    for line in reversed(lines):
        for phrase in line.phrases:
            first, last = (sum(edge < x for edge in edges) - 1 for x in (phrase.x0 + LIMITS.centred, phrase.x1 - LIMITS.centred))
            own = head.names[max(first, 0)]
            if first != last or (own.top < bottom and head.is_over(phrase, [first])):
                head.over.append(phrase)
            else:
                added = _name(phrase)
                top, end = (added.top, added.bottom) if own.top == bottom else (min(own.top, added.top), max(own.bottom, added.bottom))
                head.names[first] = Name(own.x0, own.x1, top, end)
    return head


def _name(phrase: Phrase) -> Name:
    return Name(phrase.x0, phrase.x1, min(w.top for w in phrase.words), max(w.bottom for w in phrase.words))


def _is_above(phrase: Phrase, middle: float, lowest: float) -> bool:
    """True for a phrase that stands higher than a name over the whole height of the head does. lowest: as in `Head`."""
    added = _name(phrase)
    return (added.top + added.bottom) / 2 < middle - (1 - LIMITS.low) * max(0.0, lowest - middle)


def parted(names: Sequence[Name], spans: Sequence[Sequence[Span]]) -> list[float]:
    """Where the columns of these names part. spans: for each line below them, from where to where its phrases stand."""
    return [_place(left, right, _between(spans, left, right)) for left, right in pairwise(names)]


def gaps_of(spans: Sequence[Sequence[Span]], least: float) -> list[float]:
    """The middles of all stretches at least so wide that no line has text over, between the first text and the last."""
    taken = sorted(span for line in spans for span in line)
    found: list[float] = []
    end = taken[0][1] if taken else 0.0
    for x0, x1 in taken:
        if x0 - end >= least:
            found.append((end + x0) / 2)
        end = max(end, x1)
    return found


def told_by_texts(names: Sequence[Name], lines: Sequence[TextLine], height: float) -> list[float] | None:
    """Where the columns part, by the texts of the rows alone; None where these are not as many as the names, or one more of figures."""
    for least in (VALUES.gutter, height / 2, height, 2 * height):
        found = gaps_of([[(phrase.x0, phrase.x1) for phrase in line.phrases] for line in lines], least)
        last = [line.phrases[-1] for line in lines if line.is_anchor]
        if len(found) == len(names) - 1 or (len(found) == len(names) and last and all(p.is_figure and p.x0 > found[-1] for p in last)):
            return found
    return None


def behind_names(names: Sequence[Name], lines: Sequence[TextLine], height: float) -> float | None:
    """Where a column of figures begins that stands behind the last name and has none."""
    last = [line.phrases[-1] for line in lines if line.phrases[-1].is_figure and line.phrases[-1].x0 > names[-1].x1]
    if len(last) * 2 <= sum(line.is_anchor for line in lines) or not last:
        return None
    spans = [[(phrase.x0, phrase.x1) for phrase in line.phrases] for line in lines]
    gap = max(
        _free(spans, names[-1].middle, min(phrase.x0 for phrase in last) + VALUES.step, 0), key=lambda gap: gap[1] - gap[0], default=None
    )
    return (gap[0] + gap[1]) / 2 if gap and gap[1] - gap[0] >= LIMITS.extra * height else None


def _between(spans: Sequence[Sequence[Span]], left: Name, right: Name) -> Span | None:
    """The stretch between two names that all lines leave free, else that nearly all do; None where there is none.

    Of several the one that leaves most lines a text on either side; then on the right, for a row without a number has its name; then the
    widest.
    """
    gaps = [gap for gap in _free(spans, left.middle, right.middle, 0) if gap[1] - gap[0] >= VALUES.gutter]
    gaps = gaps or _free(spans, left.middle, right.middle, len(spans) // VALUES.stray)

    def score(gap: Span) -> tuple[int, int, float]:
        # What begins behind the whole of the left name is no text of its column, what stands under it and ends before the right one is.
        before = sum(any(x1 > left.x0 and x0 < min(gap[0], left.x1) for x0, x1 in line) for line in spans)
        behind = sum(any(x1 > gap[1] and x0 < right.x1 and not (x0 < left.x1 and x1 < right.x0) for x0, x1 in line) for line in spans)
        return min(before, behind), behind, gap[1] - gap[0]

    return max(gaps, key=score, default=None)


def _free(spans: Sequence[Sequence[Span]], left: float, right: float, strays: int) -> list[Span]:
    """The stretches between two places over which no more lines than these have text."""
    if not spans or right <= left:
        return []
    count = int((right - left) / VALUES.step)
    covered = [0] * (count + 1)
    for line in spans:
        for x0, x1 in line:
            for n in range(max(0, int((x0 - left) / VALUES.step)), min(count, int((x1 - left) / VALUES.step)) + 1):
                covered[n] += 1
    found: list[Span] = []
    start = None
    for n, over in enumerate([*covered, len(spans) + 1]):
        if over <= strays:
            start = n if start is None else start
        elif start is not None:
            found.append((left + start * VALUES.step, left + n * VALUES.step))
            start = None
    return found


def _place(left: Name, right: Name, gap: Span | None) -> float:
    """The middle of the gap, not inside a name."""
    if gap is None:
        return (left.x1 + right.x0) / 2
    low, high = gap
    low = left.x1 if low < left.x1 < high else low
    high = right.x0 if low < right.x0 < high else high
    return (low + high) / 2
