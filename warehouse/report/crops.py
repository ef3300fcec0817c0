"""Pieces of printed pages that show a number: the table's head above the number's row, the number's own cell boxed."""

import base64
import hashlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
from PIL import Image, ImageDraw

from extract.cells import Kotak
from warehouse.database.query_files import query
from warehouse.report.figures import Result
from warehouse.review.page_crops import Draw, Pages, drawn_apart
from warehouse.review.page_places import Place
from warehouse.store.kept_pieces import KeptPieces

SCALE = 110 / 72
"""Pixels a point: 110 dpi."""
MOST = 40
"""Pictures in one report, some 10 kB each."""
AROUND = 4
"""Points kept round a strip."""
TALLEST = 90
"""Points of a head or a row that are shown; a cell may run over half a page."""
GREYS, QUALITY = 16, 45
BOX = (193, 72, 15)


@dataclass(frozen=True, slots=True)
class Strips:
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


def pictures(con: duckdb.DuckDBPyConnection, data_dir: Path, results: Sequence[Result], kept: KeptPieces) -> dict[tuple[str, int], str]:
    """(document, baris) → data: address, of the first results that have a place, at most MOST. kept: those of the last report."""
    made: dict[tuple[str, int], str] = {}
    missing = []
    for result in results[:MOST]:
        if webp := kept.get(*_made_of(result)):
            made[result.doc_id, result.baris] = _address(webp)
        elif result.halaman is not None:
            missing.append(result)
    if missing:
        with drawn_apart() as draw:
            crops = Crops(con, data_dir, draw)
            # page after page: each is drawn once
            for result in sorted(missing, key=lambda result: (result.doc_id, result.halaman or 0)):
                if webp := crops.of(result):
                    kept.put(webp, *_made_of(result))
                    made[result.doc_id, result.baris] = _address(webp)
    return made


def _made_of(result: Result) -> tuple[object, ...]:
    """What a picture follows: its place, and the drawing."""
    return "potongan", result.doc_id, result.halaman, result.tabel_no, result.baris, hashlib.sha256(Path(__file__).read_bytes()).hexdigest()


def _address(webp: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(webp).decode("ascii")


def write_pictures(con: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, results: Iterable[Result]) -> dict[tuple[str, int], str]:
    """A WebP file for each result that has a place, in `folder` inside the data folder; (document, baris) → its path from there."""
    folder.mkdir(parents=True, exist_ok=True)
    made = {}
    with drawn_apart() as draw:
        crops = Crops(con, data_dir, draw)
        for result in sorted(results, key=lambda result: (result.doc_id, result.halaman or 0)):
            webp = crops.of(result)
            if webp:
                path = folder / f"{result.doc_id[:16]}-{result.baris}.webp"
                path.write_bytes(webp)
                made[result.doc_id, result.baris] = path.relative_to(data_dir).as_posix()
    return made


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
