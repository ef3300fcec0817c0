"""One page through the project's own reader: PDFium's characters and paths, our lattice over them. The first of the readers."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import STRUCK, UNREADABLE, UNSEEN, Kotak, Turn
from extract.guess.body_rows import with_whole_figures
from extract.guess.page_rules import page_rules
from extract.page.characters import Characters
from extract.page.grid_rules import PageRules
from extract.page.page_tables import PageReading, page_reading
from extract.page.rulings import Rule
from extract.page.struck import struck_words, without_underlines
from extract.page.word_lines import closed_up
from extract.page.words import Word, words_of
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.audit import Audit, flagged, has_figures
from extract.pdf.pdfium_page import PdfiumPage, loaded
from extract.pdf.picture import picture_over_ground, shows_nothing
from extract.reader_names import FIRST

READER = FIRST
Rules = Callable[[Sequence[Rule], Sequence[Kotak], Sequence[Word], Sequence[float]], PageRules]
_FEW_CHARACTERS = 200
"""A scanned page still carries the stamp of an electronic signature: about 150 characters without spaces."""
_COVERED = 0.5
"""A picture that covers so much of the page is its content."""
_NEXT = 3.0
"""So near (points) to a letter or a cell a picture may show in it."""
_UNKNOWN = 0.02
"""So many letters without a Unicode value make the page's text doubtful."""


class FirstReading(Struct, frozen=True):
    """A page as the first reader gives it.

    isi: 'teks', 'gambar berteks' (a picture over half the page, few characters), 'gambar' (no character), 'kosong' (nothing),
    'teks di atas gambar' (as much text as a page of text on a picture over half the page). ocr: the text is what OCR read in the picture.
    words: for telling a page that stands twice. huruf_ragu: the letters' meaning is not in the file. columns: guessed ones at its end.
    """

    page: PageReading
    isi: str
    words: tuple[Word, ...]
    huruf_ragu: bool
    columns: tuple[float, ...]
    ocr: bool = False


def read_page(document: Any, index: int, before: tuple[float, ...] = (), rules_of: Rules = page_rules) -> FirstReading | None:
    """Page `index` (from 0) of a pypdfium2 document; None where PDFium cannot load it. before: `columns` of the page before.
    rules_of: what proposes the rules of its tables."""
    with loaded(document, index) as page:
        if page is None:
            return None
        by_turn = page.characters()
        read = _read(page, by_turn, index + 1, before, rules_of)
        audit = _audit(page, by_turn[0], read.made) if has_figures(read.made) and not page.drawn.ocr else None
        if audit:
            bare = audit.unseen(by_turn[0])
            digits = audit.digits_without_letter(by_turn[0])
            if bare.any() or digits.any():
                page.drawn.unseen.extend(tuple(box) for box in by_turn[0].boxes[bare].tolist())
                by_turn[0].leave_out(bare)
                by_turn[0].codes[digits] = ord(UNREADABLE)
                read = _read(page, by_turn, index + 1, before, rules_of)
                audit = _audit(page, by_turn[0], read.made) or audit
            read.made = audit.marked(read.made, [*read.words, *read.struck, *(word for word, _ in read.sideways)], page.drawn.across)
        made = flagged(flagged(read.made, page.drawn.unseen, UNSEEN), [word.box for word in read.struck], STRUCK)
        if page.drawn.too_many:
            made = replace(made, ragu=True)
        count, broken = sum(len(word.text) for word in read.words), by_turn[0].broken
        isi = _content(page, count)
        doubtful = broken > _UNKNOWN * (count + broken) or (isi == "gambar" and sum(page.drawn.turns.values()) > 0)
        return FirstReading(made, isi, tuple(read.words), doubtful, read.rules.last_columns, page.drawn.ocr)


class _Read(Struct):
    """words: those that stand level, without the struck ones. sideways: those on their side, as they stand on the page and as read."""

    words: list[Word]
    struck: list[Word]
    sideways: list[tuple[Word, Word]]
    rules: PageRules
    made: PageReading


def _read(page: PdfiumPage, by_turn: Mapping[int, Characters], halaman: int, before: tuple[float, ...], rules_of: Rules) -> _Read:
    """The words, the rules, and what they make of the page."""
    drawn = page.drawn
    words = closed_up(words_of(by_turn[0], drawn.rules))
    struck = struck_words(words, drawn.rules)
    if struck:
        words = [word for word in words if word not in struck]
    ruled = without_underlines(drawn.rules, [*words, *struck])
    rules = rules_of(ruled, [box for box, _ in drawn.areas], words, before)
    sideways = [
        (Word(word.text, *turn.as_shown(word.box)), word)
        for degrees, others in by_turn.items()
        if degrees
        for turn in (Turn(degrees, page.frame.height, page.frame.width),)
        for word in words_of(others)
    ]
    made = with_whole_figures(page_reading(rules.boxes, words, halaman, READER, rules, page.frame.turn, sideways))
    return _Read(words, struck, sideways, rules, made)


def _audit(page: PdfiumPage, letters: Characters, made: PageReading) -> Audit | None:
    """The page drawn, to be compared with what was read; None where it cannot be drawn.

    Pictures beside all letters and cells are left out of it: they tell nothing of them, and a logo takes as long as the rest of a page.
    """
    drawn = page.drawn
    beside: list[int] = []
    if drawn.pictures:
        cells = [cell.bbox for block in made.blocks for row in block.rows for cell in row.cells if cell.bbox]
        read = np.concatenate((letters.boxes, np.array(cells, np.float64).reshape(-1, 4)))
        beside = [item for item, box in zip(drawn.picture_items, drawn.pictures, strict=True) if not _near(box, read)]
    pdfium.leave_out(beside)
    picture = picture_over_ground(page.handle, page.frame)
    pdfium.put_back(beside)
    return Audit(picture, drawn.rules, [box for box, _ in drawn.areas], drawn.pictures) if picture else None


def _near(box: Kotak, others: npt.NDArray[np.float64]) -> bool:
    """True where one of the others (n × 4) lies on the box or next to it."""
    x0, top, x1, bottom = others.T
    left, upper, right, lower = box
    return bool(((x0 < right + _NEXT) & (x1 > left - _NEXT) & (top < lower + _NEXT) & (bottom > upper - _NEXT)).any())


def _content(page: PdfiumPage, characters: int) -> str:
    drawn = page.drawn
    if not characters:
        something = drawn.rules or drawn.areas or drawn.pictures or drawn.turns
        return "gambar" if something and not shows_nothing(page.handle, page.frame, drawn.picture_items) else "kosong"
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in drawn.pictures)
    if covered < _COVERED * page.frame.width * page.frame.height:
        return "teks"
    return "teks di atas gambar" if characters >= _FEW_CHARACTERS or drawn.ocr else "gambar berteks"
