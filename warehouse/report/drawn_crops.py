"""A piece of a printed page drawn: the table's head above the number's row, the number's own cell boxed."""

import io
from pathlib import Path

import duckdb
from msgspec import Struct
from PIL import Image, ImageDraw

from extract.cells import Kotak
from warehouse.database.query_files import query
from warehouse.report.figures import Result
from warehouse.review.page_crops import Draw, Pages
from warehouse.review.page_places import Place

SCALE = 110 / 72
"""Pixels a point: 110 dpi."""
AROUND = 4
"""Points kept round a strip."""
TALLEST = 90
"""Points of a head or a row that are shown; a cell may run over half a page."""
GREYS, QUALITY = 16, 45
BOX = (193, 72, 15)


class Strips(Struct, frozen=True):
    """Where a number stands on its page: the head of its table (None where it is on another page), its row, its cell; in points."""

    head: Kotak | None
    row: Kotak
    cell: Kotak | None


class Crops:
    """The pictures of one report or one folder of them; pages are drawn apart, with limits."""

    def __init__(self, con: duckdb.DuckDBPyConnection, data_dir: Path, draw: Draw) -> None:
        self._con = con
        self._pages = Pages(data_dir, scale=SCALE, draw=draw)

    def of(self, result: Result) -> bytes | None:
        """WebP of one result's place; None for a dump, a document that is gone, a page that cannot be drawn."""
        strips = self._strips(result)
        if strips is None:
            return None
        drawn = self._pages.page(Place(result.doc_id, result.nama_berkas, result.halaman, None))
        if drawn is None:
            return None
        out = io.BytesIO()
        _stacked(*drawn, strips).save(out, format="WEBP", quality=QUALITY, method=0)
        return out.getvalue()

    def _strips(self, result: Result) -> Strips | None:
        if result.halaman is None:
            return None
        values = [result.doc_id, result.halaman, result.baris, result.tabel_no]
        found = self._con.execute(query("laporan_letak"), values).fetchall()[0]
        head, row, cell = (tuple(box) if box else None for box in found)
        return Strips(head, row, cell) if row else None


def _stacked(page: Image.Image, scale: float, strips: Strips) -> Image.Image:
    """The head's strip over the row's, as wide as the table, in few greys."""
    parts = [strip for strip in (strips.head, strips.row) if strip]
    left, right = min(part[0] for part in parts) - AROUND, max(part[2] for part in parts) + AROUND
    pieces = [_strip(page, (left, part[1] - AROUND, right, min(part[3], part[1] + TALLEST) + AROUND), scale, strips.cell) for part in parts]
    whole = Image.new("RGB", (pieces[0].width, sum(piece.height for piece in pieces) + 2 * (len(pieces) - 1)), (120, 120, 120))
    top = 0
    for piece in pieces:
        whole.paste(piece, (0, top))
        top += piece.height + 2
    return whole


def _strip(page: Image.Image, box: Kotak, scale: float, cell: Kotak | None) -> Image.Image:
    """A piece of the page; the part of the cell that lies in it is boxed."""
    left, top, right, bottom = (round(edge * scale) for edge in box)
    left, top = max(0, left), max(0, top)
    grey = page.crop((left, top, max(left + 1, min(page.width, right)), max(top + 1, min(page.height, bottom)))).convert("L")
    piece = grey.point([value // GREYS * 255 // (256 // GREYS - 1) for value in range(256)]).convert("RGB")
    if cell and box[1] <= cell[1] <= box[3]:
        x0, y0, x1, y1 = (round(edge * scale) for edge in cell)
        ImageDraw.Draw(piece).rectangle((x0 - left - 1, y0 - top - 1, x1 - left + 1, y1 - top + 1), outline=BOX, width=2)
    return piece
