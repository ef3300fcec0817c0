"""The readers that are asked second and third: a name each, and pages through one of them."""

from collections.abc import Collection
from importlib import import_module

from extract.cells import Document
from extract.page.page_tables import PageReading
from extract.pdf.open_pdf import readable_pdf

OTHER_READERS = {"pdfplumber": "extract.pdf.pdfplumber_pages", "camelot": "extract.pdf.camelot_pages"}
"""In the order in which they are asked. Loaded when one is needed: they take more memory than the first reader with its document."""


def read_by(pembaca: str, document: Document, count: int, halaman: Collection[int]) -> dict[int, PageReading]:
    """Page number (from 1) → what this reader finds on it; left out where it finds nothing. count: pages that the file has to show.

    Raises DocumentRejected where the reader cannot open the file, and whatever a page makes its library stumble over.
    """
    module = import_module(OTHER_READERS[pembaca])
    with readable_pdf(document, count) as path:
        found: dict[int, PageReading] = module.read_pages(path, sorted(halaman))
    return found
