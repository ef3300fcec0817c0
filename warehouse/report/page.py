"""data/report.html: what came in, what is proved, what to look at first. One file, no scripts, no network."""

import base64
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from warehouse.database.contents import opened
from warehouse.database.query_files import query
from warehouse.database.settings import DATABASE
from warehouse.report.kept_charts import charts
from warehouse.review.doubts import Doubt, doubt_of, one, records
from warehouse.review.page_crops import Pages, drawn_apart
from warehouse.screen.language import spoken, told
from warehouse.screen.local_time import local_time, zone
from warehouse.screen.screen import Steps, printed, unseen
from warehouse.store.files import replacing
from warehouse.store.kept_pieces import KeptPieces

TEMPLATES = Path(__file__).resolve().parent / "templates"
REPORT = "report.html"
KEPT = Path("ledger") / "laporan"
"""Pieces of the last report, in the data folder: crops and charts."""
MOST_ARTICLES = 20
"""Doubts shown with all that is said of them; the others are a list, and their page is folded away."""
MOST_PICTURE_BYTES = 4_000_000
"""Pictures until they weigh this together, some 30 kB each: the report is sent by mail."""
MOST_LISTED = 300
SIGNS = {"sudah": "●", "perlu_tinjau": "◐", "gagal": "✕", "belum": "○"}


def environment() -> Environment:
    """Templates escape everything that stands in the documents."""
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters["angka"] = printed
    return made


def write_report(data_dir: Path, steps: Steps = unseen) -> Path:
    """Writes data_dir/report.html in the language that is spoken. Raises WarehouseMissing, FileBusy."""
    kept = KeptPieces(data_dir / KEPT)
    with opened(data_dir) as con:
        doubts = _doubts(con, data_dir, steps, kept)
        values = {
            "lang": spoken(),
            "t": told,
            "basis": DATABASE,
            "waktu": _read_last(con),
            "zona": zone(),
            "dokumen": records(con, query("laporan_dokumen")),
            "kelengkapan": _coverage(con),
            "aturan": records(con, query("laporan_aturan")),
            "keraguan": doubts,
            "pertama": {doubt.place.doc_id: number for number, doubt in reversed(list(enumerate(doubts, 1)))},
            "jumlah_keraguan": one(con, "SELECT count(*) FROM v_perlu_tinjau"),
            "most_articles": MOST_ARTICLES,
            "grafik": [(title, Markup(svg) if svg else None) for title, svg in charts(con, steps, kept)],
        }
    kept.sweep()
    path = data_dir / REPORT
    text = environment().get_template("report.html.j2").render(values)
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        path.touch()  # it is about the database as it is now
        return path
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
    return path


def _read_last(con: duckdb.DuckDBPyConnection) -> str | None:
    found = one(con, "SELECT max(diproses_pada) FROM dokumen")
    return local_time(found.isoformat()) if found else None


def _doubts(con: duckdb.DuckDBPyConnection, data_dir: Path, steps: Steps, kept: KeptPieces) -> list[Doubt]:
    """The worst first, each with the piece of its page or its lines, where it has any."""
    rows = records(con, f"SELECT * FROM v_perlu_tinjau LIMIT {MOST_LISTED}")
    found, weight = [], 0
    with drawn_apart() as draw:
        pages = Pages(data_dir, draw=draw, kept=kept)
        for row in steps("laporan: keraguan dan halamannya", rows):
            doubt = doubt_of(con, row)
            png = pages.png(doubt.place) if weight < MOST_PICTURE_BYTES else None
            weight += len(png or b"")
            address = "data:image/png;base64," + base64.b64encode(png).decode("ascii") if png else None
            found.append(replace(doubt, gambar=address, lines=pages.lines(doubt.place)))
    return found


def _coverage(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The offices by kind, year and period. tanpa: offices with no document at all; tanpa_target: those whose documents lack targets."""
    rows = records(con, "SELECT * FROM v_kelengkapan")
    columns = list(dict.fromkeys((row["jenis"], row["tahun"], row["periode"]) for row in rows if row["tahun"] is not None))
    offices: dict[str, dict[Any, dict[str, Any]]] = {}
    # an office goes by the name it had in the year of its latest document, as that document does; without any, by its latest
    for row in sorted(rows, key=lambda row: (row["status"] != "belum", row["tahun"] or 0)):
        office = row["nama_upt"] or row["nama_berkas"] or "?"
        key = (row["jenis"], row["tahun"], row["periode"])
        cells = offices.setdefault(row["upt_id"] or office, {})
        cells["nama"] = {"nama": office}
        cells[key] = {
            "tanda": SIGNS.get(row["status"], "?"),
            "status": row["status"],
            "tanpa_target": row["indikator_tanpa_target"] or 0,
            "berkas": f"{row['nama_berkas']}, {office}" if row["nama_berkas"] else None,
        }
    with_any = {key: cells for key, cells in offices.items() if any(cell.get("status", "belum") != "belum" for cell in cells.values())}
    return {
        "kolom": columns,
        "baris": [(cells["nama"]["nama"], [cells.get(column) for column in columns]) for _, cells in sorted(with_any.items())],
        "jumlah": [_counts(rows, column) for column in columns],
        "tanpa": sorted(cells["nama"]["nama"] for key, cells in offices.items() if key not in with_any),
        "tanpa_target": [row for row in rows if (row["indikator_tanpa_target"] or 0) > 0 or row["jumlah_indikator"] == 0],
    }


def _counts(rows: Sequence[dict[str, Any]], column: tuple[Any, Any, Any]) -> tuple[int, int]:
    """(offices that are in, all offices) of one kind, year and period."""
    own = [row for row in rows if (row["jenis"], row["tahun"], row["periode"]) == column]
    return sum(row["status"] != "belum" for row in own), len(own)
