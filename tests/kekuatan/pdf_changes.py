"""Changes of what the pages of a PDF print. Another reader looks for each in the changed file: one that did not take is none."""

import io
import random
from collections import Counter
from collections.abc import Callable, Sequence

import pypdf
import pypdfium2

from tests.kekuatan.changes import (
    AKHIR_HILANG,
    ANGKA,
    BARIS_GANDA,
    BARIS_HILANG,
    BARIS_PINDAH,
    HALAMAN_HILANG,
    NAMA_PUTAR,
    NAMA_TUKAR,
    TUKAR_ANGKA,
    Change,
    other_digit,
    pick_pair,
    pick_place,
)
from tests.kekuatan.content import Box, Char, NotEditable, Operation, Page, Rewriter, characters_of, text_of
from tests.kekuatan.printed import Cell, Printed
from tests.kekuatan.states import Fact

Edits = dict[int, list[Operation]]
Moved = list[tuple[Char, float]]
"""Characters and how many points lower each should stand than before."""

SAME_HEIGHT = 3.0
"""Rows whose heights differ by no more points can stand in each other's place."""
TALL = 1.5
"""A cell so many times higher than the lowest of its row stands beside several rows, and is not of this one."""
NEAR = (-0.6, 0.0, 0.6)
"""Points by which a character may be off the place that it was moved to."""


class PdfChanges:
    """Makes the changes of one PDF; None where it has nothing to change in that way, or the pages cannot be edited so."""

    def __init__(self, printed: Printed) -> None:
        self._printed = printed
        self._pages: dict[int, Page | None] = {}
        self._rewriter: Rewriter | None = None
        with pypdfium2.PdfDocument(printed.path) as pdf:
            self._count = len(pdf)

    def make(self, jenis: str, chance: random.Random) -> Change | None:
        try:
            return MAKERS[jenis](self, chance)
        except NotEditable:
            return None

    def digit(self, chance: random.Random) -> Change | None:
        place = pick_place(self._printed, chance)
        if place is None:
            return None
        page, box = self._page(place.cell), _box(place.cell)
        chars = page.within(box)
        letters = "".join(place.cell.teks[: place.start].split())
        length = len(place.token)
        token = chars[len(letters) : len(letters) + length]
        if "".join(char.text for char in token) != place.token:
            raise NotEditable("the cell prints its text in another order")
        known = page.digits(token[0].show)
        spot, digit = other_digit(place.token, chance)
        if digit not in known:
            raise NotEditable("the font lacks the digit")
        changed = self._written(page, {token[spot].show: [page.recoded(token[spot], known[digit])]})
        self._confirm(changed, page, Counter(place.token[spot]), Counter(digit))
        told = f"page {place.cell.halaman}: {place.token}, digit {spot + 1} → {digit}"
        return Change(ANGKA, self._printed.path.name, changed, told, place.fact.tabel, place.fact.kolom)

    def exchange(self, chance: random.Random) -> Change | None:
        pair = pick_pair(self._printed, chance)
        if pair is None:
            return None
        first, second = (place.cell for place in pair)
        edits, moved = self._moves(self._page(first), [(first, second), (second, first)])
        told = f"page {first.halaman}: {first.teks} ↔ {second.teks}"
        return self._moved(TUKAR_ANGKA, first, edits, moved, told, pair[0].fact)

    def drop(self, chance: random.Random) -> Change | None:
        """The row is printed empty: its rules stay."""
        fact = self._row(chance)
        if fact is None:
            return None
        cells = self._cells(fact)
        page = self._page(cells[0])
        shows = page.whole_shows(map(_box, cells))
        changed = self._written(page, {show: [] for show in shows})
        self._confirm(changed, page, Counter(char.text for show in shows for char in page.by_show[show]), Counter())
        return Change(BARIS_HILANG, self._printed.path.name, changed, f"page {fact.halaman}: row {fact.baris} is empty", fact.tabel)

    def double(self, chance: random.Random) -> Change | None:
        """The row is printed once more, in the place of another."""
        pair = self._two_rows(chance)
        if pair is None:
            return None
        first, second = pair
        here, there = self._cells(first), self._cells(second)
        page = self._page(here[0])
        gone, points = page.whole_shows(map(_box, there)), _box(there[0])[1] - _box(here[0])[1]
        copied = page.whole_shows(map(_box, here))
        edits: Edits = {show: [] for show in gone} | {show: page.twice(show, -points) for show in copied}
        changed = self._written(page, edits)
        letters = [Counter(char.text for show in shows for char in page.by_show[show]) for shows in (gone, copied)]
        self._confirm(changed, page, letters[0] - letters[1], letters[1] - letters[0])
        told = f"page {first.halaman}: row {first.baris} also for row {second.baris}"
        return Change(BARIS_GANDA, self._printed.path.name, changed, told, first.tabel)

    def move(self, chance: random.Random) -> Change | None:
        """The row and another one stand in each other's place."""
        pair = self._two_rows(chance)
        if pair is None:
            return None
        first, second = pair
        here, there = self._cells(first), self._cells(second)
        page = self._page(here[0])
        down = _box(there[0])[1] - _box(here[0])[1]
        edits: Edits = {}
        moved: Moved = []
        for cells, points in ((here, down), (there, -down)):
            _lower(page, page.whole_shows(map(_box, cells)), points, edits, moved)
        return self._moved(BARIS_PINDAH, here[0], edits, moved, f"page {first.halaman}: rows {first.baris} ↔ {second.baris}", first)

    def swap_names(self, chance: random.Random) -> Change | None:
        return self._renamed(NAMA_TUKAR, chance, 2)

    def rotate_names(self, chance: random.Random) -> Change | None:
        return self._renamed(NAMA_PUTAR, chance, 3)

    def one_page(self, chance: random.Random) -> Change | None:
        pages = sorted({cell.halaman for cell in self._printed.cells if cell.halaman})
        gone = chance.choice(pages if pages and chance.random() < 0.7 else range(1, self._count + 1))
        return self._without(HALAMAN_HILANG, [gone])

    def last_pages(self, chance: random.Random) -> Change | None:
        return self._without(AKHIR_HILANG, range(self._count - chance.choice((1, 2, 4)) + 1, self._count + 1))

    def _without(self, jenis: str, pages: Sequence[int]) -> Change | None:
        if not 0 < len(pages) < self._count or min(pages) < 1:
            return None
        writer = pypdf.PdfWriter()  # PDFium would write another /ID each time
        for number, page in enumerate(pypdf.PdfReader(self._printed.path).pages, 1):
            if number not in pages:
                writer.add_page(page)
        buffer = io.BytesIO()
        writer.write(buffer)
        with pypdfium2.PdfDocument(buffer.getvalue()) as pdf:
            if len(pdf) != self._count - len(pages):
                return None
        told = f"pages {', '.join(map(str, pages))} of {self._count} are gone"
        return Change(jenis, self._printed.path.name, buffer.getvalue(), told)

    def _renamed(self, jenis: str, chance: random.Random, least: int) -> Change | None:
        """Names of one table and page that take as many lines, each in the place of the next."""
        groups: dict[tuple[str, int, int, int], list[Cell]] = {}
        for (tabel, tabel_no), cells in self._printed.names.items():
            for cell in cells:
                if cell.halaman and cell.bbox:
                    lines = len({round(char.top) for char in self._page(cell).within(_box(cell))})
                    groups.setdefault((tabel, tabel_no, cell.halaman, lines), []).append(cell)
        groups = {key: cells for key, cells in groups.items() if len({cell.teks for cell in cells}) >= least}
        if not groups:
            return None
        key = chance.choice(sorted(groups))
        cells = chance.sample(groups[key], 2) if least == 2 else groups[key]
        edits, moved = self._moves(self._page(cells[0]), list(zip(cells, cells[1:] + cells[:1], strict=True)))
        told = f"page {key[2]}: {len(cells)} names from row {cells[0].baris}"
        change = self._moved(jenis, cells[0], edits, moved, told, None)
        return Change(jenis, change.berkas, change.isi, told, key[0])

    def _moves(self, page: Page, cells: Sequence[tuple[Cell, Cell]]) -> tuple[Edits, Moved]:
        """What each first cell prints, in the place of the second one's first line."""
        edits: Edits = {}
        moved: Moved = []
        for giver, taker in cells:
            first = [min((char.top for char in page.within(_box(cell))), default=0.0) for cell in (giver, taker)]
            _lower(page, page.whole_shows([_box(giver)]), first[1] - first[0], edits, moved)
        return edits, moved

    def _moved(self, jenis: str, cell: Cell, edits: Edits, moved: Moved, told: str, fact: Fact | None) -> Change:
        page = self._page(cell)
        changed = self._written(page, edits)
        self._confirm(changed, page, Counter(), Counter())
        places = {(char.text, round(char.x), round(char.top)) for char in characters_of(changed, page.index)}
        for char, points in moved:
            near = {(char.text, round(char.x + dx), round(char.top + points + dy)) for dx in NEAR for dy in NEAR}
            if not near & places:
                raise NotEditable("a character did not move as it should")
        column = fact.kolom if fact and jenis == TUKAR_ANGKA else None
        return Change(jenis, self._printed.path.name, changed, told, fact.tabel if fact else None, column)

    def _written(self, page: Page, edits: Edits) -> bytes:
        if self._rewriter is None:
            self._rewriter = Rewriter(self._printed.path)
        return self._rewriter.written(page.index, page.edited(edits))

    def _confirm(self, changed: bytes, before: Page, lost: Counter[str], new: Counter[str]) -> None:
        """pypdf finds these letters fewer and these more on the page, and no other difference. Raises NotEditable."""
        was, is_now = (Counter("".join(text.split())) for text in (before.plain, text_of(changed, before.index)))
        lost, new = (Counter({text: number for text, number in counted.items() if text.strip()}) for counted in (lost, new))
        if was - is_now != lost - new or is_now - was != new - lost:
            raise NotEditable("another reader does not find the change")

    def _row(self, chance: random.Random) -> Fact | None:
        rows = [fact for fact in self._printed.rows if fact.halaman]
        tables = sorted({fact.tabel for fact in rows})
        if not tables:
            return None
        chosen = chance.choice(tables)
        return chance.choice([fact for fact in rows if fact.tabel == chosen])

    def _two_rows(self, chance: random.Random) -> tuple[Fact, Fact] | None:
        """Two rows of one table and page that are equally high."""
        first = self._row(chance)
        if first is None:
            return None
        others = [
            other
            for other in self._printed.rows
            if (other.tabel, other.tabel_no, other.halaman) == (first.tabel, first.tabel_no, first.halaman)
            and other.baris != first.baris
            and abs(_height(self._cells(other)) - _height(self._cells(first))) <= SAME_HEIGHT
        ]
        return (first, chance.choice(others)) if others else None

    def _cells(self, fact: Fact) -> list[Cell]:
        """The cells of a row on its page, without those that stand beside several rows. Raises NotEditable."""
        cells = [cell for cell in self._printed.by_row[fact.baris] if cell.bbox and cell.halaman == fact.halaman]
        if not cells:
            raise NotEditable("no box")
        lowest = min(_height([cell]) for cell in cells)
        return [cell for cell in cells if _height([cell]) <= TALL * lowest]

    def _page(self, cell: Cell) -> Page:
        number = cell.halaman or 0
        if number not in self._pages:
            try:
                self._pages[number] = Page(self._printed.path, number - 1)
            except NotEditable:
                self._pages[number] = None
        page = self._pages[number]
        if page is None:
            raise NotEditable("the page")
        return page


def _lower(page: Page, shows: set[int], points: float, edits: Edits, moved: Moved) -> None:
    for show in shows:
        edits[show] = page.raised(show, -points)
        moved.extend((char, points) for char in page.by_show[show] if char.text.strip())


def _box(cell: Cell) -> Box:
    if cell.bbox is None:
        raise NotEditable("no box")
    return cell.bbox


def _height(cells: Sequence[Cell]) -> float:
    return max(_box(cell)[3] for cell in cells) - min(_box(cell)[1] for cell in cells)


MAKERS: dict[str, Callable[[PdfChanges, random.Random], Change | None]] = {
    ANGKA: PdfChanges.digit,
    TUKAR_ANGKA: PdfChanges.exchange,
    BARIS_HILANG: PdfChanges.drop,
    BARIS_GANDA: PdfChanges.double,
    BARIS_PINDAH: PdfChanges.move,
    NAMA_TUKAR: PdfChanges.swap_names,
    NAMA_PUTAR: PdfChanges.rotate_names,
    HALAMAN_HILANG: PdfChanges.one_page,
    AKHIR_HILANG: PdfChanges.last_pages,
}
