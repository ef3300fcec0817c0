"""One page through camelot's lattice, which sees rules in the picture of the page: the third opinion. The words are PDFium's."""

from pathlib import Path
from typing import Any

import pypdfium2
from camelot.io import read_pdf
from playa.exceptions import PDFTextExtractionNotAllowed

from extract.cells import Kotak
from extract.page.page_tables import PageReading, page_reading
from extract.page.words import words_of
from extract.pdf.pdfium_page import loaded

READER = "camelot"
LINE_SCALE = 50
"""Rules down to a fiftieth of the page are found; with the fifteenth that is usual the upright ones of a row of months are lost."""


def read_pages(path: Path, halaman: list[int]) -> dict[int, PageReading]:
    """Page number (from 1) → what it holds. Left out: pages on which camelot finds no table, and rotated and cropped ones
    (camelot turns a page by its text and knows no crop box)."""
    read: dict[int, PageReading] = {}
    with pypdfium2.PdfDocument(path) as document:
        for number in halaman:
            if number > len(document):
                continue
            with loaded(document, number - 1) as page:
                if page is None or page.frame.rotation or (0, 0, page.frame.right, page.frame.top) != document[number - 1].get_mediabox():
                    continue
                boxes = camelot_boxes(path, number, page.frame.height)
                if boxes:
                    read[number] = page_reading(boxes, words_of(page.characters()[0]), number, READER)
    return read


def camelot_boxes(path: Path, halaman: int, height: float) -> list[Kotak]:
    """The cells' boxes, origin at the upper left; [] where camelot finds no table, and where the owner forbids copying, for
    then it refuses to read. The page is neither rotated nor cropped."""
    try:
        tables = read_pdf(str(path), pages=str(halaman), flavor="lattice", line_scale=LINE_SCALE, suppress_stdout=True)
    except PDFTextExtractionNotAllowed:
        return []
    return [box for table in tables for box in _merged(table.cells, height)]


def _merged(grid: list[list[Any]], height: float) -> list[Kotak]:
    """Grid cells that share an open side are one cell. The grid's rows run down, each cell has x1, y1, x2, y2 (origin below)."""
    boxes: list[Kotak] = []
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(grid):
        for c, cell in enumerate(row):
            if (r, c) in taken:
                continue
            members = [(r, c)]
            for i, j in members:
                here = grid[i][j]
                if not here.right and j + 1 < len(row) and (i, j + 1) not in members:
                    members.append((i, j + 1))
                if not here.bottom and i + 1 < len(grid) and (i + 1, j) not in members:
                    members.append((i + 1, j))
            taken.update(members)
            cells = [grid[i][j] for i, j in members] or [cell]
            top, bottom = max(x.y2 for x in cells), min(x.y1 for x in cells)
            boxes.append((min(x.x1 for x in cells), height - top, max(x.x2 for x in cells), height - bottom))
    return boxes
