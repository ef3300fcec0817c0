"""A page as if no rule were drawn on it: the second opinion where those that are drawn mislead, as in a table that lost some of them."""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2

from extract.guess.page_rules import undrawn_rules
from extract.page.page_tables import PageReading
from extract.pdf.pdfium_pages import read_page

READER = "tanpa_garis"


def read_pages(path: Path, halaman: Sequence[int]) -> dict[int, PageReading]:
    """Page number (from 1) → what it holds; pages on which nothing stands as in a table are left out."""
    read: dict[int, PageReading] = {}
    with pypdfium2.PdfDocument(path) as pdf:
        for number in halaman:
            found = read_page(pdf, number - 1, (), undrawn_rules) if number <= len(pdf) else None
            if found and found.page.blocks:
                read[number] = found.page
    return read
