"""Tables that nobody ruled: their columns and rows from how their texts stand to one another."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from extract.cells import Kotak
from extract.guess.aligned_columns import LIMITS as COLUMNS
from extract.guess.aligned_columns import Head, behind_names, gaps_of, head_of, head_over, parted, told_by_texts
from extract.guess.aligned_extent import LIMITS as EXTENT
from extract.guess.aligned_extent import next_table
from extract.guess.aligned_lines import LIMITS as LINES
from extract.guess.aligned_lines import Phrase, TextLine, lines_of, usual_height
from extract.guess.aligned_rows import Row, RowKind, are_of_one_row, rows_of
from extract.guess.values import LIMITS as VALUES
from extract.page.rulings import Rule, merge_rules
from extract.page.words import Word


class AlignedLimits(Struct, frozen=True):
    """numbers: a table has so many columns of figures; sums: a row of a sum has no more figures; full: a row with so many of the most
    phrases is full, and full rows tell columns without a name."""

    numbers: int = 2
    sums: int = 2
    full: float = 0.8


LIMITS = AlignedLimits()


def aligned_rules(words: Sequence[Word], taken: Sequence[Kotak] = ()) -> list[Rule]:
    """The rules that tables without any would have, all sides of all cells, joined. words: of no cell. taken: the page's other cells."""
    height = usual_height(words)
    lines = lines_of(words, height) if height else []
    found: list[Rule] = []
    start = 0
    while start < len(lines):
        table, start = next_table(lines, start, height)
        made = _Table(*table, height) if table else None
        rules = made.rules() if made and made.is_one else []
        if rules and not any(_lie_over(box, rules) for box in taken):
            found += rules
    return merge_rules(found)


def _lie_over(box: Kotak, rules: Sequence[Rule]) -> bool:
    upright, level = [rule.at for rule in rules if rule.vertical], [rule.at for rule in rules if not rule.vertical]
    return box[0] < max(upright) and box[2] > min(upright) and box[1] < max(level) and box[3] > min(level)


class _Begins(Struct, frozen=True):
    """Where lines begin on the left: any, those with many figures, and the first ones below blocks' heads."""

    leftmost: float
    figures: Sequence[float]
    blocks: Sequence[float]

    @classmethod
    def of(cls, lines: Sequence[TextLine], figured: Sequence[int], kinds: Mapping[int, RowKind], names: float) -> "_Begins":
        """figured: the lines of figures. kinds: the blocks' heads. names: where the first name of the head begins."""
        below = [next((n for n in figured if n > head), None) for head in kinds]
        return cls(
            min([names, *(line.phrases[0].x0 for line in lines)]),
            [lines[n].phrases[0].x0 for n in figured if lines[n].is_of_figures],
            [lines[n].phrases[0].x0 for n in below if n is not None],
        )


def _is_near(x: float, places: Sequence[float]) -> bool:
    return any(abs(x - place) <= COLUMNS.centred for place in places)


class _Table:
    """A head and the lines below it."""

    def __init__(self, head: Head, body: Sequence[TextLine], height: float) -> None:
        self.head, self.body, self.height = head, body, height
        phrases = [phrase for line in (*head.lines, *body) for phrase in line.phrases]
        self.left = min(phrase.x0 for phrase in phrases) - 1
        self.right = max(phrase.x1 for phrase in phrases) + 1
        full = self._full_lines()
        self.told = self._told_by(full)
        if self.told:
            self.head = head = head_over(head.lines, [self.left, *self.told, self.right])
        figured = [line for line in body if line.is_of_figures] or [line for line in body if line.is_anchor and not self._is_sum(line)]
        self.rough = self.told or parted(head.names, [_spans(line) for line in figured])
        self.merged = self._merged_of_told(figured) if self.told else self._merged_columns(self.rough, figured)
        spans = [_spans(line) for line in (*head.lines, *body)]
        before = [[s for s in line if s[0] < head.names[self.merged].x0] for line in spans]
        self.beside = self.told[: self.merged] or parted(head.names[: self.merged + 1], before)
        edge = self.beside[-1] if self.beside else self.left
        self.edge = edge
        inner = [word for line in body for phrase in line.phrases for word in phrase.words if (word.x0 + word.x1) / 2 > edge]
        self.rows = self._with_kinds(lines_of(inner, height))

    def _full_lines(self) -> list[TextLine]:
        """The lines of figures with nearly as many texts as the one with most."""
        anchors = [line for line in self.body if line.is_anchor]
        most = max((len(line.phrases) for line in anchors), default=0)
        return [line for line in anchors if len(line.phrases) >= LIMITS.full * most]

    def _told_by(self, full: Sequence[TextLine]) -> list[float]:
        """Where the columns part by these; [] where they show no more columns than the head has names."""
        found = gaps_of([_spans(line) for line in full], LINES.blank * self.height)
        return found if len(full) >= EXTENT.rows and len(found) >= len(self.head.names) else []

    @property
    def is_one(self) -> bool:
        """True where columns of figures stand one beside the other, and no text stands over where they part: prose is none."""
        shown = [
            self._shows(columns, [row for row in self.rows if row.kind is kind])
            for kind, columns in ((RowKind.FIGURES, self._columns_of_head()), (RowKind.BLOCK, self._columns_of_blocks()))
            if any(row.kind is kind and any(line.is_anchor for line in row.lines) for row in self.rows)
        ]
        return all(shown) if shown else len(self.head.names) >= EXTENT.many and not self._columns_of_blocks()

    def _shows(self, columns: Sequence[float], rows: Sequence[Row]) -> bool:
        """True where these rows have columns of figures, and no text over a place where they part unless full rows tell it."""
        lines = [line for row in rows for line in row.lines]
        held = [[p for line in lines for p in self._in(line, a, b)] for a, b in pairwise([self.edge, *columns, self.right])]
        figures = [column for column in held if column and sum(p.is_figure for p in column) >= VALUES.figures * len(column)]
        return len(figures) >= LIMITS.numbers and (bool(self.told) or not any(_stands_over(x, lines) for x in columns))

    def _merged_columns(self, rough: Sequence[float], figured: Sequence[TextLine]) -> int:
        """How many of the first columns stand beside several rows each."""
        block = [line for line in self.body if line.phrases and self._own_head(line)]
        if block:
            edge = median(self._own_head(line)[0].x0 for line in block)
            return sum(name.x1 < edge for name in self.head.names[:-1])
        edges = [self.left, *rough, self.right]
        first = min((phrase.x0 for line in self.body if not self._is_sum(line) for phrase in line.phrases), default=self.left)
        bare = sum(name.x1 < first for name in self.head.names[:-1])
        if bare:
            return bare
        held = [[self._in(line, edges[n], edges[n + 1]) for line in figured] for n in range(len(edges) - 1)]
        numbers = next((n for n, column in enumerate(held) if n and sum(_is_figures(c) for c in column) * 2 > len(column)), len(held))
        names = numbers - 1
        return names if names > 0 and figured and not all(held[0]) else 0

    def _merged_of_told(self, figured: Sequence[TextLine]) -> int:
        """The same where full lines tell the columns: those before the first that is filled beside all figures and their names, where the
        very first is not."""
        named = [line for line in figured if line.figures < len(line.phrases)]
        held = [[bool(self._in(line, a, b)) for line in named] for a, b in pairwise([self.left, *self.told, self.right])]
        return next((n for n, column in enumerate(held) if all(column)), 0)

    def _is_sum(self, line: TextLine) -> bool:
        """True for one name before one or two figures, under a head of many."""
        return len(self.head.names) >= EXTENT.many and line.figures <= LIMITS.sums and len(line.phrases) - line.figures == 1

    def _own_head(self, line: TextLine) -> list[Phrase]:
        """The names of a block's own head in this line, capital ones before others; [] where it is none. Texts of merged columns may stand
        beside it."""
        heads = [rest for skip in range(len(line.phrases)) if (rest := TextLine(line.phrases[skip:])).is_head]
        capital = [rest for rest in heads if all(phrase.text.isupper() for phrase in rest.phrases)]
        return next((rest.phrases for rest in (*capital, *heads)), [])

    def _in(self, line: TextLine, left: float, right: float) -> list[Phrase]:
        return [phrase for phrase in line.phrases if left < phrase.middle < right]

    def _with_kinds(self, lines: Sequence[TextLine]) -> list[Row]:
        kinds: dict[int, RowKind] = {}
        ends: dict[int, int] = {}
        figured = [n for n, line in enumerate(lines) if line.is_anchor and not (line.is_rest_of(lines[n - 1]) if n else line.is_rest)]
        for n, line in enumerate(lines):
            if line.is_head:
                kinds[n] = RowKind.NAMES
        begins = _Begins.of(lines, figured, kinds, self.head.names[self.merged].x0)
        for place, n in enumerate(figured):
            upper = max((k for k in kinds if k < n), default=None)
            following = figured[place + 1] if place + 1 < len(figured) else len(lines)
            if upper is not None and kinds[upper] is not RowKind.NAMES and are_of_one_row(lines, ends.get(upper, upper), n, following):
                ends[upper] = n
                kinds[upper] = self._kind(TextLine(sorted(lines[upper].phrases + lines[n].phrases, key=lambda p: p.x0)), begins)
            elif n not in kinds:
                kinds[n] = self._kind(lines[n], begins)
        rows = rows_of(lines, kinds, ends)
        if rows and 0 not in kinds and rows[0].kind is RowKind.FIGURES and not any(line.is_anchor for line in rows[0].lines):
            rows[0].kind = self._nearest_kind(rows[0], rows[1:])
        return rows

    def _kind(self, line: TextLine, begins: "_Begins") -> RowKind:
        """Of a line of figures."""
        first = line.phrases[0].x0
        # A name that begins where the others do is that of a row with few figures.
        if first > begins.leftmost + self.height and self._is_sum(line):
            return RowKind.SUM
        if line.is_of_figures or self._is_under_head(line):
            return RowKind.FIGURES
        known = _is_near(first, begins.figures) or (bool(begins.blocks) and not begins.figures)
        return RowKind.FIGURES if known and not _is_near(first, begins.blocks) else RowKind.BLOCK

    def _is_under_head(self, line: TextLine) -> bool:
        """True where each of its phrases has a column of the head for itself."""
        alone = all(len(self._in(line, a, b)) < 2 for a, b in pairwise([self.left, *self.rough, self.right]))
        return alone and not any(_stands_over(x, [line]) for x in self.rough)

    def _nearest_kind(self, row: Row, others: Sequence[Row]) -> RowKind:
        """Of the rest of a row that the page before began: as those whose texts begin where its own do."""
        best, kind = float("inf"), RowKind.FIGURES
        for other in others:
            if other.kind not in (RowKind.FIGURES, RowKind.BLOCK):
                continue
            starts = [phrase.x0 for line in other.lines for phrase in line.phrases if not phrase.is_figure]
            far = sum(min((abs(x - phrase.x0) for x in starts), default=99.0) for phrase in row.lines[0].phrases)
            if far < best - 1:
                best, kind = far, other.kind
        return kind

    def rules(self) -> list[Rule]:
        if not self.rows:
            return []
        blocks = self._columns_of_blocks()
        columns = {RowKind.FIGURES: self._columns_of_head(), RowKind.BLOCK: blocks, RowKind.NAMES: blocks}
        cuts = self._cuts()
        top, bottom = min(line.top for line in self.head.lines) - 1, cuts[-1]
        whole = self._groups(cuts)
        found = [Rule(False, top, self.left, self.right)]
        found += self._head_rules(top, cuts[0], columns[RowKind.FIGURES])
        for row, (upper, lower) in zip(self.rows, pairwise(cuts), strict=True):
            is_sum = row.kind is RowKind.SUM
            inner = self._columns_of_sum(row, columns[RowKind.FIGURES]) if is_sum else [*self.beside, *columns[row.kind]]
            inner = [x for x in inner if not self.told or not _stands_over(x, row.lines)]
            found += [Rule(True, x, upper, lower) for x in (self.left, *inner, self.right)]
            found.append(Rule(False, upper, self.left if upper in whole else self.edge, self.right))
        return [*found, Rule(False, bottom, self.left, self.right)]

    def _cuts(self) -> list[float]:
        """Upper end of each row, and the lower end of the last one."""
        ends = [max(line.bottom for line in self.head.lines), *(row.bottom for row in self.rows)]
        cuts = [(end + row.top) / 2 for end, row in zip(ends, self.rows, strict=False)]
        return [*cuts, max(line.bottom for line in self.body) + 1]

    def _groups(self, cuts: Sequence[float]) -> set[float]:
        """Those cuts at which the cells of the merged columns end too."""
        if not self.merged:
            return set(cuts)
        whole = {cuts[0]}
        numbers = [line for line in self.body if self._in(line, self.left, self.beside[0])]
        figures = [(row, cut) for row, cut in zip(self.rows, cuts, strict=False) if row.kind in (RowKind.FIGURES, RowKind.SUM)]
        for row, cut in figures:
            low, high = row.top - self.height / 2, row.lines[0].bottom + self.height / 2
            if row.kind is RowKind.SUM or any(low < line.middle < high for line in numbers):
                whole.add(cut)
        return whole

    def _columns_of_head(self) -> list[float]:
        if self.told:
            return self.told[self.merged :]
        lines = [line for row in self.rows if row.kind is RowKind.FIGURES for line in row.lines]
        names = self.head.names[self.merged :]
        return parted(names, [_spans(line) for line in lines])

    def _columns_of_blocks(self) -> list[float]:
        heads = [row.lines[0] for row in self.rows if row.kind is RowKind.NAMES]
        lines = [line for row in self.rows if row.kind in (RowKind.BLOCK, RowKind.NAMES) for line in row.lines]
        if not heads:
            return gaps_of([_spans(line) for line in lines], LINES.blank * self.height)
        most = max(heads, key=lambda line: len(line.phrases))
        names, below = head_of([most]).names, [line for row in self.rows if row.kind is RowKind.BLOCK for line in row.lines]
        found = told_by_texts(names, below, self.height)
        if found is None:
            extra = behind_names(names, below, self.height)
            found = [*parted(names, [_spans(line) for line in lines]), *([extra] if extra else [])]
        told = self._columns_of_head()
        return [_as_told(x, told, lines) for x in found]

    def _columns_of_sum(self, row: Row, columns: Sequence[float]) -> list[float]:
        """Only those beside a figure."""
        edges = [self.left, *columns, self.right]
        kept: set[float] = set()
        for line in row.lines:
            for phrase in line.phrases:
                if phrase.is_figure:
                    n = next(k for k in range(len(edges) - 1) if edges[k] < phrase.middle <= edges[k + 1])
                    kept |= {edges[n], edges[n + 1]}
        return sorted(kept & set(columns))

    def _head_rules(self, top: float, bottom: float, columns: Sequence[float]) -> list[Rule]:
        edges = [self.left, *self.beside, *columns, self.right]
        low: dict[int, float] = {}
        found: list[Rule] = []
        for phrase in self.head.over:
            first, last = self.head.under(phrase) or _covered(phrase, edges)
            y = (max(w.bottom for w in phrase.words) + min(self.head.names[n].top for n in range(first, last + 1))) / 2
            if self.head.under(phrase) and any(name.bottom > name.top for name in self.head.names[first : last + 1]):
                found.append(Rule(False, y, edges[first], edges[last + 1]))
            else:  # one name over columns that have none of their own
                y = bottom
            low |= dict.fromkeys(range(first + 1, last + 1), y)
        return [*found, *(Rule(True, x, low.get(n, top), bottom) for n, x in enumerate(edges) if low.get(n, top) < bottom)]


def _covered(phrase: Phrase, edges: Sequence[float]) -> tuple[int, int]:
    """The first and the last of the columns that a phrase stands over."""
    first, last = (sum(edge < x for edge in edges) - 1 for x in (phrase.x0 + 1, phrase.x1 - 1))
    return max(0, first), min(last, len(edges) - 2)


def _as_told(x: float, told: Sequence[float], lines: Sequence[TextLine]) -> float:
    """The column, moved to one of the head's that no text of these lines stands over or before."""
    near = [place for place in told if not any(p.x0 < max(place, x) and p.x1 > min(place, x) for line in lines for p in line.phrases)]
    return min(near, key=lambda place: abs(place - x), default=x)


def _stands_over(x: float, lines: Sequence[TextLine]) -> bool:
    return any(p.x0 < x - 1 and p.x1 > x + 1 for line in lines for p in line.phrases)


def _spans(line: TextLine) -> list[tuple[float, float]]:
    return [(phrase.x0, phrase.x1) for phrase in line.phrases]


def _is_figures(phrases: Sequence[Phrase]) -> bool:
    return bool(phrases) and all(phrase.is_figure for phrase in phrases)
