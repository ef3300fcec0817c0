"""PDFs: one door, behind it the readers. pdfplumber reads every page; camelot reads again the pages whose sums do not hold."""

from collections.abc import Collection, Iterable

import pdfplumber

from extract.camelot_pages import READER as CAMELOT
from extract.camelot_pages import camelot_boxes
from extract.cells import Block, Document, Line, Reading
from extract.inbox import readable_pdf
from extract.pdfplumber_pages import READER as PDFPLUMBER
from extract.pdfplumber_pages import PageReading, cell_boxes, page_reading, words_of


def read_pdf(document: Document, again: Collection[int] = ()) -> Reading:
    """The document's cells and lines. Raises DocumentRejected where the file cannot be opened or has no pages.

    again: the pages (from 1) whose tables camelot is to find instead of pdfplumber. Where it finds none, and on rotated and
    cropped pages (camelot turns a page by its text and knows no crop box), pdfplumber's stay.
    """
    with readable_pdf(document) as path, pdfplumber.open(path) as pdf:
        pages = []
        for number, page in enumerate(pdf.pages, 1):
            plain = not page.rotation % 360 and tuple(page.cropbox) == (0, 0, page.width, page.height)
            boxes = camelot_boxes(path, number, float(page.height)) if number in again and plain else []
            reader = CAMELOT if boxes else PDFPLUMBER
            pages.append(page_reading(boxes or cell_boxes(page), words_of(page), number, reader))
            page.close()  # pdfplumber keeps some 5 MB a page otherwise
        return assemble(document, pages)


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
