"""Pieces of printed pages that show a number, kept from report to report: what draws them is loaded where one is missing."""

import base64
import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb

from warehouse.report.figures import Result
from warehouse.store.kept_pieces import KeptPieces

MOST = 40
"""Pictures in one report, some 10 kB each."""
DRAWN = Path(__file__).with_name("drawn_crops.py")


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
        from warehouse.report.drawn_crops import Crops
        from warehouse.review.page_crops import drawn_apart

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
    return "potongan", result.doc_id, result.halaman, result.tabel_no, result.baris, hashlib.sha256(DRAWN.read_bytes()).hexdigest()


def _address(webp: bytes) -> str:
    return "data:image/webp;base64," + base64.b64encode(webp).decode("ascii")


def write_pictures(con: duckdb.DuckDBPyConnection, data_dir: Path, folder: Path, results: Iterable[Result]) -> dict[tuple[str, int], str]:
    """A WebP file for each result that has a place, in `folder` inside the data folder; (document, baris) → its path from there."""
    from warehouse.report.drawn_crops import Crops
    from warehouse.review.page_crops import drawn_apart

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
