"""PDFs: one door, behind it the readers. pdfplumber reads every page; camelot reads again the pages whose sums do not hold."""

from collections.abc import Collection, Iterable
from dataclasses import replace

import pdfplumber

from extract.camelot_pages import READER as CAMELOT
from extract.camelot_pages import camelot_boxes
from extract.cells import Block, Document, Line, Reading
from extract.inbox import readable_pdf
from extract.pdfplumber_pages import READER as PDFPLUMBER
from extract.pdfplumber_pages import PageReading, cell_boxes, page_reading, words_of

ENOUGH_WORDS = 20
"""Fewer words do not tell a copy: empty pages and pages of pictures share their head and foot."""
Places = list[tuple[str, float, float, float, float]]


def read_pdf(document: Document, again: Collection[int] = ()) -> Reading:
    """The document's cells and lines. Raises DocumentRejected where the file cannot be opened or has no pages.

    again: the pages (from 1) whose tables camelot is to find instead of pdfplumber. Where it finds none, and on rotated and
    cropped pages (camelot turns a page by its text and knows no crop box), pdfplumber's stay. A page that stands twice in a row
    (put together from scans of parts, printed twice) is read once; the copy's number is in `salinan`.
    """
    with readable_pdf(document) as path, pdfplumber.open(path) as pdf:
        pages: list[PageReading] = []
        copies: list[int] = []
        before: Places = []
        for number, page in enumerate(pdf.pages, 1):
            words = words_of(page)
            places = [(w["text"], w["x0"], w["top"], w["x1"], w["bottom"]) for w in words]
            if places == before and len(places) >= ENOUGH_WORDS:
                copies.append(number)
                pages.append(PageReading((), (), ()))
                page.close()
                continue
            before = places
            plain = not page.rotation % 360 and tuple(page.cropbox) == (0, 0, page.width, page.height)
            boxes = camelot_boxes(path, number, float(page.height)) if number in again and plain else []
            reader = CAMELOT if boxes else PDFPLUMBER
            pages.append(page_reading(boxes or cell_boxes(page), words, number, reader))
            page.close()  # pdfplumber keeps some 5 MB a page otherwise
        return replace(assemble(document, pages), salinan=tuple(copies))


def assemble(document: Document, pages: Iterable[PageReading]) -> Reading:
    """Pages in order as one reading."""
    blocks: list[Block] = []
    lines: list[Line] = []
    before: list[int] = []
    count = 0
    for page in pages:
        count += 1
        blocks.extend(page.blocks)
        before.extend(len(lines) + n for n in page.sebelum)
        lines.extend(page.lines)
    return Reading(document, tuple(blocks), tuple(lines), tuple(before), count)
