"""The printed total of a RAPK that stands as a line of text right below its table, for the row has no rules of its own."""

from collections.abc import Sequence

import regex
from msgspec.structs import replace

from extract.running.tables import PrintedTable
from normalize.plan.rapk_parts import RapkTable
from normalize.tables.tempat import place_of
from normalize.words.numbers import bare_number

NEAR = 2
"""Behind more lines a total is told about, not printed."""
# 'Total 1,001,441,300' 'JUMLAH ANGGARAN : Rp 1.001.441.300,00' 'Total Pagu Anggaran Rp.1.001.441.300'
TOTAL_LINE = regex.compile(
    r"(?:grand\s+)?(?:total|jumlah)(?:\s+(?:anggaran|keseluruhan|seluruhnya|pagu|semua|biaya|kebutuhan))*\s*[:=]?\s*(?P<nilai>(?:rp\.?|idr)?\s*\d.*)",
    regex.IGNORECASE,
)
GROUPED = regex.compile(r"\d{1,3}(?:[.,]\s?\d{3})+")


def take_total_below(parts: RapkTable, table: PrintedTable, after: Sequence[str]) -> None:
    """Gives the table the total that the first lines behind it print. It counts as standing in the table's last row."""
    if not any(blok.anggaran for blok in parts.bloks):
        return
    match = next((found for line in after[:NEAR] if (found := TOTAL_LINE.fullmatch(line))), None)
    if match is None or bare_number(match["nilai"]) is None or not GROUPED.search(match["nilai"]):
        return
    row = [row for segment in table.segments for row in segment.body][-1]
    parts.total = match["nilai"]
    parts.total_tempat = replace(place_of(row.cells, row.baris), bbox=None)
