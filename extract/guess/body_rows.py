"""Rows of a table's body that no rule parts: the lines that hold its figures tell them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from statistics import median

import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Cell, Kotak, PrintedRow
from extract.guess.values import is_broken, is_figure, is_value
from extract.page.filled_cells import FilledCells
from extract.page.grid_rules import GUESSED_ROWS
from extract.page.page_tables import PageReading
from extract.page.rulings import Rule
from extract.page.words import Word

# '02 - Persentase' '3. Indeks'
NUMBERED = regex.compile(r"\d{1,2}\s*[-–.)]\s*\p{Lu}")
# No 'a.' or 'IV' that numbers a row.
WORD = regex.compile(r"\p{L}{3}")


class BodyRowLimits(Struct, frozen=True):
    """same_edge: cells of one row begin and end at one height (points). figures: a column of figures has so many of them among its lines.
    keyed: so many of the rows begin with a number or a name. blank: the width of a blank, in heights of the text. full: a line is full
    where the next word or digit would end so near (points) before its column's end. pitch: lines of one text follow each other in so many
    heights. line: words of one line differ by less, in usual heights. as_wide: a gap so near (points) to the widest is as wide. margin:
    text fills its cell up to so much (points). beside: fewer rows beside a
    cell do not show that each of its lines is of one. halves: fewer figures without a name may be a row of their own. reach: their other
    halves stand so many rows above, for what of the same row was not broken may stand between."""

    same_edge: float = 2.0
    figures: float = 0.7
    keyed: float = 0.6
    blank: float = 0.3
    full: float = 1.0
    pitch: float = 1.6
    line: float = 0.5
    as_wide: float = 0.5
    margin: float = 4.0
    beside: int = 3
    halves: int = 2
    reach: int = 2


LIMITS = BodyRowLimits()


class _Line(Struct, frozen=True):
    """A text line over all cells of a printed row. parts: column → its words, left to right."""

    top: float
    bottom: float
    parts: dict[int, list[Word]]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def text(self, column: int) -> str:
        return " ".join(word.text for word in self.parts.get(column, ()))


def body_row_rules(cells: FilledCells, loose: bool = False) -> list[Rule]:
    """Level rules that part the rows which a printed row of cells holds together.

    A printed row holds several where two or more of its lines have figures in two or more columns of figures. A line without figures goes
    on with the name before it where that one was full, else it is a row of its own (a group's head). loose: values of a few words are
    figures too; for tables whose columns nobody drew.
    """
    boxes, held = cells.boxes, cells.held
    rows: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in held:
        rows[round(boxes[i][1] / LIMITS.same_edge), round(boxes[i][3] / LIMITS.same_edge)].append(i)
    found: list[Rule] = []
    for members in rows.values():
        if len(members) > 1 and _may_hold_several([held[i] for i in members]):
            members.sort(key=lambda i: boxes[i][0])
            found.extend(_Row([boxes[i] for i in members], [held[i] for i in members], loose).rules())
    return found


def open_side_rules(cells: FilledCells, drawn: Sequence[Rule], rules: Sequence[Rule]) -> list[Rule]:
    """Level rules that part a cell at the open side of a table, where ruled rows stand beside it and it has one line for each of them.

    Spreadsheets that rule their figures alone print the names so. drawn: the rules as drawn; a cell whose side is drawn is one cell over
    all these rows. rules: these and the sides that were added.
    """
    sides = {rule.at for rule in rules if rule.vertical}.difference(rule.at for rule in drawn if rule.vertical)
    if not sides:
        return []
    boxes, held = cells.boxes, cells.held
    found: list[Rule] = []
    for i, (x0, top, x1, bottom) in enumerate(boxes):
        if len(held.get(i, ())) < LIMITS.beside or not any(abs(x - x0) < LIMITS.same_edge for x in sides):
            continue
        rows = sorted(
            (b[1], b[3], n)
            for n, b in enumerate(boxes)
            if abs(b[0] - x1) < LIMITS.same_edge and b[1] > top - LIMITS.same_edge and b[3] < bottom + LIMITS.same_edge
        )
        lines = _lines([held[i]])
        if LIMITS.beside <= len(rows) == len(lines) and all(
            above < line.middle < below and all(abs((w.top + w.bottom) / 2 - line.middle) < LIMITS.same_edge for w in held.get(n, ()))
            for line, (above, below, n) in zip(lines, rows, strict=True)
        ):
            found += [Rule(False, above, x0, x1) for above, _, _ in rows[1:]]
    return found


def _may_hold_several(cells: Sequence[Sequence[Word]]) -> bool:
    """True where figures stand below one another in a cell: the quick answer for most rows."""
    for cell in (cell for cell in cells if len(cell) > 1):
        figures = [word for word in cell if any(map(str.isdigit, word.text)) or len(word.text) == 1]
        if len(figures) > 1 and max(w.top for w in figures) >= min(w.bottom for w in figures) - 1:
            return True
    return False


class _Row:
    """A printed row of cells, left to right, with the lines that it holds."""

    def __init__(self, boxes: Sequence[Kotak], cells: Sequence[Sequence[Word]], loose: bool) -> None:
        self.boxes = boxes
        self.lines = _lines(cells)
        self.is_value = is_value if loose else is_figure
        self.ends = [max(word.x1 for word in cell) for cell in cells]
        self.inset = min(max(0.0, min(word.x0 for word in cell) - box[0]) for box, cell in zip(boxes, cells, strict=True))
        self.figures = [n for n in range(len(cells)) if self._holds_figures(n)]
        self.anchors = self._anchors()

    def rules(self) -> list[Rule]:
        """The cuts between the rows; [] where the lines are no rows."""
        if not self._are_rows():
            return []
        starts = self._starts()
        return [rule for line in sorted(starts) for rule in self._cut(line, starts)] if len(starts) > 1 else []

    def _holds_figures(self, column: int) -> bool:
        """A column of figures, the lines of its head aside, none of which is a piece of a broken one."""
        texts = [line.text(column) for line in self.lines if column in line.parts]
        while texts and not self.is_value(texts[0]):
            texts.pop(0)
        return bool(texts) and sum(self.is_value(text) for text in texts) >= LIMITS.figures * len(texts)

    def _anchors(self) -> list[int]:
        """The lines with figures, most of which are no rests of those above, and with text in another cell beside them. Numbers before the
        first name tell rows only where they are as many as these: else each is that of several rows, at their middle."""
        found = {}
        for n, line in enumerate(self.lines):
            valued = self._valued(n)
            rests = sum(self._is_rest(c, n) for c in valued)
            if len(line.parts) > 1 and valued and 2 * rests <= len(valued):
                found[n] = valued
        found = {n: valued for n, valued in found.items() if not self._is_first_half(n, valued, found)}
        worth = [n for n, valued in found.items() if valued != [0]]
        return [*found] if 2 * len(worth) <= len(found) else worth

    def _valued(self, n: int) -> list[int]:
        """The columns of figures in which this line has one."""
        return [c for c in self.figures if c in self.lines[n].parts and self.is_value(self.lines[n].text(c))]

    def _is_first_half(self, n: int, columns: Sequence[int], found: Mapping[int, Sequence[int]]) -> bool:
        """True for figures most of which go on below, around or beside a line of the same row that has the figures of other columns."""
        behind = [next((k for k in range(n + 1, len(self.lines)) if c in self.lines[k].parts), n) for c in columns]
        ends = [k for c, k in zip(columns, behind, strict=True) if k > n and self._is_rest(c, k)]
        if 2 * len(ends) <= len(columns):
            return False
        others = ([c for c in found.get(k, ()) if not self._is_rest(c, k)] for k in range(n + 1, max(ends) + 1))
        return any(own and not {*columns}.intersection(own) for own in others)

    def _is_rest(self, column: int, n: int) -> bool:
        """True for the second half of a figure that was too wide for its column, in the line below it."""
        here, before = self.lines[n], next((line for line in reversed(self.lines[:n]) if column in line.parts), None)
        if before is None or here.top - before.top > LIMITS.pitch * (here.bottom - here.top):
            return False
        upper, lower = before.parts[column], self.lines[n].parts[column]
        digit = (lower[-1].x1 - lower[0].x0) / len(self.lines[n].text(column))
        room = self.boxes[column][2] - self.boxes[column][0] - 2 * self.inset
        return is_broken(before.text(column), self.lines[n].text(column), upper[-1].x1 - upper[0].x0 + digit > room - LIMITS.full)

    def _are_rows(self) -> bool:
        if len(self.anchors) < 2:
            return False
        several = [c for c in self.figures if sum(c in self.lines[n].parts and not self._is_rest(c, n) for n in self.anchors) > 1]
        keyed = sum(bool(self._keys(n)) for n in self.anchors)
        wanted = 1 if len(self.figures) == 1 or len(self.boxes) == 2 else 2
        return len(several) >= wanted and (self._is_centred() or keyed >= LIMITS.keyed * len(self.anchors))

    @property
    def key_columns(self) -> range:
        """The columns before the first figure of the body: its number and name, or its first column where that is a number."""
        first = self.figures[0] if self.figures else 1
        return range(max(1, first))

    def _keys(self, line: int) -> list[int]:
        return [c for c in self.key_columns if c in self.lines[line].parts]

    def _is_centred(self) -> bool:
        """True where a name of several lines stands around its figures: no word beside them, or one that goes on with the line above, and
        lines close above and below; or the first figures stand beside a line that goes on with the one above, and lines of a name stand
        below the last ones."""
        first, last = self.anchors[0], self.anchors[-1]
        if first > self._head() and last < len(self.lines) - 1 and self._names(first) and self._goes_on(first):
            return True
        for n in self.anchors:
            if 0 < n < len(self.lines) - 1:
                above, here, below = self.lines[n - 1 : n + 2]
                pitch = LIMITS.pitch * (here.bottom - here.top)
                close = here.middle - above.middle < pitch and below.middle - here.middle < pitch
                if close and self._stands_between(n):
                    return True
        return False

    def _stands_between(self, n: int) -> bool:
        """True for figures between two lines of a name: no word beside them, at most the row's number, or none of the same column; or words
        between lines without figures, in small letters or as close to both as lines of one text are."""
        above, here, below = self._worded(n - 1), self._worded(n), self._worded(n + 1)
        if not above or not below:
            return False
        around = above.keys() & below.keys()
        if not here or (around - here.keys() and not any(map(self._heads_a_name, self.anchors))):
            return True
        bare = n - 1 not in self.anchors and n + 1 not in self.anchors
        small = all(text[:1].islower() for text in here.values()) and self._goes_on(n + 1)
        return bare and (small or (bool(around & here.keys()) and self._are_one_text(n)))

    def _are_one_text(self, n: int) -> bool:
        """True where the lines before this one and behind it stand equally close to it, and those around them farther away."""
        gaps = {k: self.lines[k].top - self.lines[k - 1].bottom for k in range(max(1, n - 1), min(len(self.lines), n + 3))}
        inner, outer = (gaps.pop(n), gaps.pop(n + 1)), gaps.values()
        return abs(inner[0] - inner[1]) < LIMITS.as_wide and bool(outer) and min(outer) > max(inner) + LIMITS.as_wide

    def _heads_a_name(self, n: int) -> bool:
        """True for figures beside the first line of a name of several."""
        below = self._worded(n + 1) if n + 1 < len(self.lines) and n + 1 not in self.anchors else {}
        above = self._worded(n - 1) if n else {}
        return any(c in below and self._follows(c, n + 1) and not (c in above and self._follows(c, n)) for c in self._worded(n))

    def _worded(self, n: int) -> dict[int, str]:
        """Column → text of the names: of columns of words before the last one of figures."""
        last = self.figures[-1] if self.figures else 0
        texts = {c: self.lines[n].text(c) for c in self.lines[n].parts if c < last and c not in self.figures}
        return {c: text for c, text in texts.items() if WORD.search(text)}

    def _is_at_foot(self) -> bool:
        """True where the figures stand beside the last line of each name."""
        first, last = self.anchors[0], self.anchors[-1]
        return first > self._head() and last == len(self.lines) - 1 and self._names(first) and self._goes_on(first)

    def _names(self, n: int) -> bool:
        """True for a line with words beside its figures."""
        return any(column not in self.figures for column in self.lines[n].parts)

    def _starts(self) -> list[int]:
        """The lines with which rows begin."""
        if self._is_centred():
            return self._starts_around()
        if self._is_at_foot():
            return [0, *(n + 1 for n in self.anchors[:-1])]
        head = self._head()
        starts = [0] if head else []
        for n in range(head, len(self.lines)):
            if n in self.anchors or n == head or not self._goes_on(n):
                starts.append(n)
        return starts

    def _starts_around(self) -> list[int]:
        """Where figures stand at the middle of their names: a row begins with the one numbered name before it, or behind the widest
        gap."""
        starts = [0]
        for upper, lower in pairwise(self.anchors):
            between = range(upper + 1, lower + 1)
            numbered = [n for n in between if any(NUMBERED.match(text) for text in self._worded(n).values())]
            if len(numbered) == 1:
                starts.append(numbered[0])
                continue
            gaps = {n: self.lines[n].top - self.lines[n - 1].bottom for n in between}
            widest = max(gaps.values())
            wide = [n for n, gap in gaps.items() if gap >= widest - LIMITS.as_wide]
            starts.append(wide[len(wide) // 2])
        return starts

    def _head(self) -> int:
        """How many lines stand above the body and over its figures: a head that no rule parts from it."""
        first = self.anchors[0]
        over = [n for n in range(first) if any(c in self.lines[n].parts for c in self.figures)]
        return over[-1] + 1 if over else 0

    def _goes_on(self, n: int) -> bool:
        """True for a line that goes on with the text of the line before it: each of its texts follows one that had no room for it."""
        parts = self.lines[n].parts
        if n not in self.anchors and any(column in self.figures and not self._is_rest(column, n) for column in parts):
            return False
        return n > 0 and all(self._follows(column, n) for column in parts if column not in self.figures)

    def _follows(self, column: int, n: int) -> bool:
        """True where the text of this column in this line goes on with the one right above."""
        words = self.lines[n].parts[column]
        before = next((self.lines[k].parts[column] for k in range(n - 1, -1, -1) if column in self.lines[k].parts), None)
        height = words[0].bottom - words[0].top
        if before is None or words[0].top - before[-1].top > LIMITS.pitch * height:
            return False
        room = max(self.ends[column], self.boxes[column][2] - LIMITS.margin) if column else self.ends[column]
        fits = before[-1].x1 + LIMITS.blank * height + words[0].x1 - words[0].x0 < room - LIMITS.full
        return not fits or words[0].text[:1].islower()

    def _cut(self, start: int, starts: Sequence[int]) -> list[Rule]:
        """The rule above the row that begins with this line, where the columns are parted there."""
        if start == 0:
            return []
        y = (max(line.bottom for line in self.lines[:start]) + min(line.top for line in self.lines[start:])) / 2
        found: list[Rule] = []
        for n, (x0, _, x1, _) in enumerate(self.boxes):
            if self._spans(n, start, starts):
                continue
            if found and found[-1].end >= x0 - 0.1:
                found[-1] = Rule(False, y, found[-1].start, x1)
            else:
                found.append(Rule(False, y, x0, x1))
        return found

    def _spans(self, column: int, start: int, starts: Sequence[int]) -> bool:
        """True where a text of this column goes on over this cut, and is that of several rows: not every row has one."""
        lines = [n for n, line in enumerate(self.lines) if column in line.parts]
        above, below = [n for n in lines if n < start], [n for n in lines if n >= start]
        if column in self.figures or not above or not below:
            return False
        ends = [*starts[1:], len(self.lines)]
        bare = sum(not any(a <= n < b for n in lines) for a, b in zip(starts, ends, strict=True))
        return bare > 0 and self._follows(column, below[0])


def _lines(cells: Sequence[Sequence[Word]]) -> list[_Line]:
    """The words of all cells line by line: a word whose middle lies in the height of a line stands on it."""
    placed = sorted(((w.top + w.bottom, n, w) for n, cell in enumerate(cells) for w in cell), key=lambda p: (p[0], p[2].x0))
    usual = median([w.bottom - w.top for _, _, w in placed])
    groups: list[list[tuple[int, Word]]] = []
    at = 0.0
    for twice, n, word in placed:
        if groups and twice / 2 - at < LIMITS.line * usual:
            groups[-1].append((n, word))
        else:
            groups.append([(n, word)])
            at = twice / 2
    made = []
    for group in groups:
        parts: dict[int, list[Word]] = defaultdict(list)
        for n, word in sorted(group, key=lambda p: p[1].x0):
            parts[n].append(word)
        made.append(_Line(min(w.top for _, w in group), max(w.bottom for _, w in group), dict(parts)))
    return made


def with_whole_figures(reading: PageReading) -> PageReading:
    """The page without inferred rows of nothing but the second halves of figures: these stand in the cells that hold the first ones."""
    if not any(GUESSED_ROWS in row.bendera for block in reading.blocks for row in block.rows):
        return reading
    return replace(reading, blocks=tuple(replace(block, rows=tuple(joined_halves(block.rows))) for block in reading.blocks))


def joined_halves(rows: Sequence[PrintedRow]) -> list[PrintedRow]:
    """The rows, with second halves of figures in the cells that hold the first ones; the cells that held them stay, empty."""
    made = list(rows)
    for n, row in enumerate(made):
        if GUESSED_ROWS not in row.bendera:
            continue
        lower = {cell.kolom: cell for cell in row.cells if cell.lines}
        if len(lower) < LIMITS.halves or any(not _is_half(cell) for cell in lower.values()):
            continue
        for k in range(n - 1, max(-1, n - 1 - LIMITS.reach), -1):
            upper = {cell.kolom: cell for cell in made[k].cells if cell.lines}
            if all(column in upper and is_broken(upper[column].text, cell.text, True) for column, cell in lower.items()):
                made[k] = replace(made[k], cells=tuple(_whole(cell, lower.get(cell.kolom)) for cell in made[k].cells))
                made[n] = replace(row, cells=tuple(replace(cell, lines=()) for cell in row.cells))
                break
            if upper.keys() & lower.keys():
                break
    return made


def _is_half(cell: Cell) -> bool:
    return cell.text.rstrip("%").isdigit()


def _whole(cell: Cell, rest: Cell | None) -> Cell:
    """The cell with both halves of its figure, and the box around them."""
    if rest is None or not cell.lines:
        return cell
    box = (*cell.bbox[:3], rest.bbox[3]) if cell.bbox and rest.bbox else cell.bbox
    return replace(cell, lines=(*cell.lines, *rest.lines), bbox=box)
