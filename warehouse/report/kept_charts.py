"""The charts of the report: drawn where their rows, the language or the drawing are others than before."""

import hashlib
from importlib.metadata import version
from pathlib import Path

import duckdb

from warehouse.database.query_files import query
from warehouse.screen.language import spoken, told
from warehouse.screen.screen import Steps
from warehouse.store.kept_pieces import KeptPieces

TITLES = {
    "capaian": "Capaian antar kantor",
    "ro": "Kontribusi per RO",
    "deret": "Satu indikator sepanjang tahun",
    "perubahan": "Target semula dan menjadi",
}
"""Name of the chart and of its query → what stands over it."""
DRAWING = Path(__file__).with_name("report_charts.py")


def charts(con: duckdb.DuckDBPyConnection, steps: Steps, kept: KeptPieces) -> list[tuple[str, str | None]]:
    """(title, svg) of each chart; None instead of an SVG where the warehouse holds nothing for it."""
    return [(told(TITLES[name]), _chart(con, name, kept)) for name in steps("laporan: grafik", tuple(TITLES))]


def _chart(con: duckdb.DuckDBPyConnection, name: str, kept: KeptPieces) -> str | None:
    rows = con.sql(query(f"laporan_grafik_{name}")).fetchall()
    if not rows:
        return None
    made_of = (name, spoken(), rows, hashlib.sha256(DRAWING.read_bytes()).hexdigest(), version("matplotlib"))
    if svg := kept.get(*made_of):
        return svg.decode()
    from warehouse.report.report_charts import draw_chart  # matplotlib takes half a second to load

    drawn = draw_chart(name, rows)
    kept.put(drawn.encode(), *made_of)
    return drawn
