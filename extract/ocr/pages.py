"""Pages that are pictures → what any other reader gives: tables as rows of cells, and lines. Rows of doubtful numbers carry all readings."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2

from extract.cells import Kotak
from extract.ocr.agree import Agreed, agreed, needs_second, plain
from extract.ocr.deskew import skew
from extract.ocr.engines import read_first, read_second
from extract.ocr.forms import in_strict_form
from extract.ocr.grid import Grid, grid_of
from extract.ocr.picture import Grey, Picture, drawn, evenly_lit, rotated
from extract.ocr.pieces import Piece, cut_out, pieces_of
from extract.page.page_rules import page_rules
from extract.page.page_tables import PageReading, page_reading
from extract.page.words import Word

READER = "ocr"
DASH = "-"
_SECOND_TRY = 1.35
"""At its second try the other engine sees letters so much larger."""


@dataclass(frozen=True, slots=True)
class Found:
    """What stands on a page's picture. sudut: degrees by which it was askew."""

    grid: Grid
    words: list[Word]
    sudut: float


def read_pages(path: Path, halaman: list[int]) -> dict[int, PageReading]:
    """Page number (from 1) → what it holds; pages that PDFium cannot load are left out."""
    read: dict[int, PageReading] = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number in halaman:
            if number <= len(pdf):
                read[number] = read_page(pdf[number - 1], number)
    return read


def read_page(page: Any, halaman: int) -> PageReading:
    """One page of a pypdfium2 document."""
    return reading_of(found_in(drawn(page)), halaman)


def found_in(picture: Picture) -> Found:
    """Rules and words of a picture."""
    picture = evenly_lit(picture)
    sudut = skew(picture)
    grid = grid_of(rotated(picture, sudut))
    cells = page_rules(grid.rules, [], []).boxes
    return Found(grid, _words(grid.picture, cells), sudut)


def reading_of(found: Found, halaman: int) -> PageReading:
    """Rules and words put together as those of any other reader."""
    rules = page_rules(found.grid.rules, [], found.words)
    made = page_reading(rules.boxes, found.words, halaman, READER, rules)
    return replace(made, blocks=tuple(in_strict_form(block) for block in made.blocks))


def _words(picture: Picture, cells: Sequence[Kotak]) -> list[Word]:
    pieces, height = pieces_of(picture, cells)
    letters = [piece for piece in pieces if not piece.dash]
    cuts = [cut_out(picture, piece, height) for piece in letters]
    texts = [plain(read.text) for read in read_first(cuts)]
    words = [_word(piece, Agreed(DASH), picture.scale) for piece in pieces if piece.dash]
    for piece, cut, text in zip(letters, cuts, texts, strict=True):
        if not text:
            continue
        found = agreed(text, _second_reader(cut, height)) if needs_second(text, piece.cell >= 0) else Agreed(text)
        words += _parted(piece, found, picture.scale)
    return words


def _second_reader(cut: Grey, height: float) -> Callable[[int], str | None]:
    def read(attempt: int) -> str | None:
        found = read_second(cut, height / (_SECOND_TRY if attempt else 1.0))
        return found.text if found else None

    return read


def _word(piece: Piece, found: Agreed, scale: float) -> Word:
    x0, top, x1, bottom = (edge / scale for edge in piece.box)
    return Word(found.text, x0, top, x1, bottom, bacaan=found.bacaan)


def _parted(piece: Piece, found: Agreed, scale: float) -> list[Word]:
    """A piece as its words, each as wide as its share of letters; a piece in doubt stays one, for its readings may have other words."""
    parts = found.text.split()
    if found.bacaan or len(parts) < 2:
        return [_word(piece, found, scale)]
    x0, top, x1, bottom = (edge / scale for edge in piece.box)
    each = (x1 - x0) / len(found.text)
    words, at = [], 0
    for part in parts:
        start = found.text.index(part, at)
        at = start + len(part)
        words.append(Word(part, x0 + start * each, top, x0 + at * each, bottom))
    return words
