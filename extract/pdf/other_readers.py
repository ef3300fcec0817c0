"""The readers that are asked after the first: a name each, and pages through one of them."""

from collections.abc import Collection
from importlib import import_module
from typing import TYPE_CHECKING

from extract.cells import Document
from extract.scans import OCR, READ_THEM, Scans

if TYPE_CHECKING:
    from extract.page.page_tables import PageReading

OTHER_READERS = {
    "tanpa_garis": "extract.pdf.undrawn_pages",
    "pdfplumber": "extract.pdf.pdfplumber_pages",
    "camelot": "extract.pdf.camelot_pages",
}
"""In the order in which they are asked. Loaded when one is needed: they take more memory than the first reader with its document."""

PICTURES = "extract.ocr.pages"
"""The reader of pages that are pictures; no second opinion about others."""


def read_by(pembaca: str, document: Document, count: int, halaman: Collection[int], scans: Scans | None = None) -> "dict[int, PageReading]":
    """Page number (from 1) → what this reader finds on it; left out where it finds nothing. count: pages that the file has to show.
    scans: for the reader of pictures.

    Raises DocumentRejected where the reader cannot open the file, and whatever a page makes its library stumble over.
    """
    if pembaca == OCR:
        store = (scans or READ_THEM).store_of(document.doc_id)
        pictures: dict[int, PageReading] = import_module(PICTURES).read_pages(document.path, sorted(halaman), store)
        return pictures
    from extract.pdf.open_pdf import readable_pdf  # loads PDFium

    module = import_module(OTHER_READERS[pembaca])
    with readable_pdf(document, count) as path:
        found: dict[int, PageReading] = module.read_pages(path, sorted(halaman))
    return found
