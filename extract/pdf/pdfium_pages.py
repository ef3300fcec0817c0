"""One page through the project's own reader: PDFium's characters and paths, our lattice over them. The first of the readers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from extract.cells import Turn
from extract.page.audit import Audit, has_figures
from extract.page.characters import Characters
from extract.page.page_rules import PageRules, page_rules
from extract.page.page_tables import PageReading, page_reading
from extract.page.words import Word, words_of
from extract.pdf.pdfium_page import PdfiumPage, loaded
from extract.pdf.picture import picture_of

READER = "pdfium"
_FEW_CHARACTERS = 200
"""A scanned page still carries the stamp of an electronic signature: about 150 characters without spaces."""
_COVERED = 0.5
"""A picture that covers so much of the page is its content."""
_UNKNOWN = 0.02
"""So many letters without a Unicode value make the page's text doubtful."""


@dataclass(frozen=True, slots=True)
class FirstReading:
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


def read_page(document: Any, index: int, before: tuple[float, ...] = ()) -> FirstReading | None:
    """Page `index` (from 0) of a pypdfium2 document; None where PDFium cannot load it. before: `columns` of the page before."""
    with loaded(document, index) as page:
        if page is None:
            return None
        by_turn = page.characters()
        words, sideways, rules, made = _read(page, by_turn, index + 1, before)
        picture = picture_of(page.handle, page.frame) if has_figures(made) and not page.drawn.ocr else None
        if picture:
            audit = Audit(picture, page.drawn.rules, [box for box, _ in page.drawn.areas], page.drawn.pictures)
            bare = audit.unseen(by_turn[0])
            if bare.any():
                page.drawn.unseen.extend(tuple(box) for box in by_turn[0].boxes[bare].tolist())
                by_turn[0].leave_out(bare)
                words, sideways, rules, made = _read(page, by_turn, index + 1, before)
            made = audit.marked(made, [*words, *(word for word, _ in sideways)], page.drawn.across, page.drawn.unseen)
        if page.drawn.too_many:
            made = replace(made, ragu=True)
        count, broken = sum(len(word.text) for word in words), by_turn[0].broken
        doubtful = broken > _UNKNOWN * (count + broken) or (not count and sum(page.drawn.turns.values()) > 0)
        return FirstReading(made, _content(page, count), tuple(words), doubtful, rules.last_columns, page.drawn.ocr)


def _read(
    page: PdfiumPage, by_turn: Mapping[int, Characters], halaman: int, before: tuple[float, ...]
) -> tuple[list[Word], list[tuple[Word, Word]], PageRules, PageReading]:
    """The level words, those that stand on their side (on the page, and as they are read), the rules, and what they make of the page."""
    words = words_of(by_turn[0], page.drawn.rules)
    rules = page_rules(page.drawn.rules, [box for box, _ in page.drawn.areas], words, before)
    sideways = [
        (Word(word.text, *turn.as_shown((word.x0, word.top, word.x1, word.bottom))), word)
        for degrees, others in by_turn.items()
        if degrees
        for turn in (Turn(degrees, page.frame.height, page.frame.width),)
        for word in words_of(others)
    ]
    return words, sideways, rules, page_reading(rules.boxes, words, halaman, READER, rules, page.frame.turn, sideways)


def _content(page: PdfiumPage, characters: int) -> str:
    drawn = page.drawn
    if not characters:
        return "gambar" if drawn.rules or drawn.areas or drawn.pictures or drawn.turns else "kosong"
    covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in drawn.pictures)
    if covered < _COVERED * page.frame.width * page.frame.height:
        return "teks"
    return "teks di atas gambar" if characters >= _FEW_CHARACTERS or drawn.ocr else "gambar berteks"
