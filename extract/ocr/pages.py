"""Pages that are pictures → what any other reader gives: tables as rows of cells, and lines. A number in doubt carries all its readings."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import cv2
import pypdfium2
import regex
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Kotak, Turn
from extract.guess.page_rules import page_rules
from extract.ocr.agree import AS_IT_STANDS, LARGER, MUCH_LARGER, NUMBER, THRICE, Agreed, agreed, in_doubt, needs_second, plain
from extract.ocr.deskew import skew
from extract.ocr.engines import Read, read_first, read_second
from extract.ocr.forms import in_strict_form, with_hidden_figures
from extract.ocr.grid import Grid, grid_of
from extract.ocr.kept import kept
from extract.ocr.picture import Grey, PagePicture, evenly_lit, finely_drawn, rotated, turned
from extract.ocr.pieces import Piece, apart, cut_out, hidden_cells, pieces_of, thrice
from extract.ocr.quarters import with_quarter
from extract.ocr.store import Store
from extract.page.page_tables import PageReading, page_reading
from extract.page.rulings import Rule
from extract.page.words import Word

Box = tuple[int, int, int, int]
READER = "ocr"
DASH = "-"
_LETTERS_LARGER = {AS_IT_STANDS: 1.0, LARGER: 1.35, MUCH_LARGER: 2.0, THRICE: 2.0}
"""At each try the other engine sees letters so much larger."""


# 'masing.'
_POINT_AT_END = regex.compile(r"(?<=\p{Ll})[.·]$")

SAMPLE = 16
"""So many of the longest pieces tell whether a page stands upright."""
CLEAR = 0.85
"""Words are read with a mean score above this where a page stands upright and is not blurred."""
MANY = 4
"""Pieces of fewer letters tell nothing."""


class Found(Struct, frozen=True):
    """What stands on a page's picture, in points of the picture turned clockwise by putar (quarters) and sudut (a small angle).

    size: width and height then. score: how sure the first engine is of its words, 0 to 1. hidden: cells in which a stamp or a signature
    hides what is printed.
    """

    rules: list[Rule]
    words: list[Word]
    size: tuple[float, float]
    putar: int
    sudut: float
    score: float
    hidden: list[Kotak]

    @property
    def clear(self) -> bool:
        """True for a page that stands upright and is sharp enough; an empty one is."""
        return self.score >= CLEAR


def read_pages(path: Path, halaman: list[int], simpanan: Store | None = None) -> dict[int, PageReading]:
    """Page number (from 1) → what it holds; pages that PDFium cannot load are left out. simpanan: where what is read is kept."""
    read: dict[int, PageReading] = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number in halaman:
            if number <= len(pdf):
                with suppress(pypdfium2.PdfiumError, cv2.error):  # the page stays a picture, and is told
                    read[number] = read_page(pdf[number - 1], number, simpanan)
    return read


def read_page(page: Any, halaman: int, simpanan: Store | None = None) -> PageReading:
    """One page of a pypdfium2 document."""
    picture = finely_drawn(page)
    return reading_of(kept(simpanan, picture, lambda: found_in(picture)), halaman)


def found_in(picture: PagePicture) -> Found:
    """Rules and words of a picture: as it stands or, where little is read so, turned by quarters."""
    picture = evenly_lit(picture)
    best: Found | None = None
    for turn in (0, 90, 270, 180):
        if turn and best and best.clear:
            break
        found = _upright(turned(picture, turn), turn, sample=turn > 0)
        if best is None or found.score > best.score:
            best = found
    assert best
    return _upright(turned(picture, best.putar), best.putar) if best.putar else best


def _upright(picture: PagePicture, turn: int, sample: bool = False) -> Found:
    """Rules and words of a picture that stands upright but for a small angle. sample: so many words only as tell how clear they are."""
    sudut = skew(picture)
    grid = grid_of(rotated(picture, sudut))
    page = _Page(grid, page_rules(grid.rules, [], []).boxes, SAMPLE if sample else None)
    if not sample:
        page = page.with_guessed_cells()
    hidden = [] if sample else hidden_cells(grid.picture, page.cells, [*page.letters, *page.dashes], page.height)
    return Found(grid.rules, page.words(second=not sample), picture.size, turn, sudut, _clearness(page.reads), hidden)


def reading_of(found: Found, halaman: int) -> PageReading:
    """Rules and words put together as those of any other reader."""
    rules = page_rules(found.rules, [], found.words)
    turn = Turn(found.putar, *found.size, sudut=found.sudut) if found.putar or found.sudut else None
    made = page_reading(rules.boxes, found.words, halaman, READER, rules, turn)
    blocks = (with_hidden_figures(in_strict_form(block), found.hidden) for block in made.blocks)
    return replace(made, blocks=tuple(blocks), samar=not found.clear)


class _Page:
    """The pieces of a picture's text, cut where its cells end, and what the first engine reads in them."""

    def __init__(self, grid: Grid, cells: Sequence[Kotak], most: int | None = None, known: Mapping[Box, Read] | None = None) -> None:
        """most: so many pieces only, the longest. known: what the engine has read already."""
        self.grid, self.cells, self.picture = grid, cells, grid.picture
        pieces, self.height = pieces_of(self.picture, cells, grid.painted)
        self.dashes = [piece for piece in pieces if piece.dash]
        self.letters = [piece for piece in pieces if not piece.dash]
        if most is not None:
            self.letters = sorted(self.letters, key=lambda piece: piece.box[0] - piece.box[2])[:most]
        read = self._read(self.letters, known or {})
        apart_in = {
            piece: apart(self.picture, piece, self.height) for piece in self.letters if NUMBER.fullmatch(plain(read[piece.box].text))
        }
        several = {piece: parts for piece, parts in apart_in.items() if parts}
        if several:
            self.dashes += [part for parts in several.values() for part in parts if part.dash]
            self.letters = [part for piece in self.letters for part in several.get(piece, (piece,)) if not part.dash]
            read = self._read(self.letters, read)
        self.reads = [read[piece.box] for piece in self.letters]

    def _read(self, pieces: Sequence[Piece], known: Mapping[Box, Read]) -> dict[Box, Read]:
        """What the first engine reads in these and in those that it has read already."""
        new = [piece for piece in pieces if piece.box not in known]
        return {**known, **dict(zip([piece.box for piece in new], read_first([self._cut_out(piece) for piece in new]), strict=True))}

    def with_guessed_cells(self) -> "_Page":
        """The page with the cells of tables that lack rules, or itself where none does: its words tell these cells, and then they the
        words."""
        guessed = page_rules(self.grid.rules, [], self.words(second=False)).boxes
        known = {piece.box: read for piece, read in zip(self.letters, self.reads, strict=True)}
        return _Page(self.grid, guessed, known=known) if set(guessed) != set(self.cells) else self

    def words(self, second: bool) -> list[Word]:
        """second: with what the second engine makes of numbers."""
        words = [_word(piece, Agreed(DASH), self.picture.scale) for piece in self.dashes]
        for piece, read in zip(self.letters, self.reads, strict=True):
            text = plain(read.text)
            if not text:
                continue
            if piece.hyphen:
                text = _POINT_AT_END.sub("-", text)
            if second:
                text = with_quarter(text, self._cut_out(piece), self.height, _second_reader(self._cut_out(piece), self.height))
            asked = second and needs_second(text, piece.cell >= 0)
            found = agreed(text, _second_reader(self._cut_out(piece), self.height)) if asked else Agreed(text)
            words += _parted(piece, in_doubt(found, piece.at_end) if piece.cut and asked else found, self.picture.scale)
        return words

    def _cut_out(self, piece: Piece) -> Grey:
        return cut_out(self.picture, piece, self.height)


def _clearness(reads: Sequence[Read]) -> float:
    """Mean score of all words, by their letters; 1 for a page without ink, 0 where there is ink and hardly a word."""
    long = [read for read in reads if len(read.text) >= MANY]
    if not reads:
        return 1.0
    letters = sum(len(read.text) for read in long)
    return sum(len(read.text) * read.score for read in long) / letters if letters >= 2 * MANY else 0.0


def _second_reader(cut: Grey, height: float) -> Callable[[int], str | None]:
    def read(attempt: int) -> str | None:
        shown = thrice(cut, height) if attempt == THRICE else cut
        found = read_second(shown, height / _LETTERS_LARGER[attempt])
        return found.text if found else None

    return read


def _word(piece: Piece, found: Agreed, scale: float) -> Word:
    x0, top, x1, bottom = (edge / scale for edge in piece.box)
    return Word(found.text, x0, top, x1, bottom, bacaan=found.bacaan)


def _parted(piece: Piece, found: Agreed, scale: float) -> list[Word]:
    """A piece as its words, parted where its letters stand farthest apart; a piece in doubt stays one, for its readings may have other
    words."""
    parts = found.text.split()
    if found.bacaan or not 1 < len(parts) <= len(piece.gaps) + 1:
        return [_word(piece, found, scale)]
    x0, top, x1, bottom = piece.box
    widest = sorted(sorted(piece.gaps, key=lambda gap: gap[0] - gap[1])[: len(parts) - 1])
    edges = zip([x0, *(end for _, end in widest)], [*(start for start, _ in widest), x1], strict=True)
    boxes = [(left, top, right, bottom) for left, right in edges]
    return [_word(replace(piece, box=box), Agreed(part), scale) for part, box in zip(parts, boxes, strict=True)]
