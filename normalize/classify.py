"""Which kind a printed table is, by the words of its head."""

from extract.tables import PrintedTable
from normalize.headings import roles
from normalize.names import fold

RAPK, LAIN = "RAPK", "LAIN"
ROW_WORDS = {"target", "realisasi", "usulan", "capaian"}
"""A table by months whose rows are called so reports or proposes; it is no plan."""


def classify(table: PrintedTable) -> str:
    """RAPK: a column of indicators and at least ten months. Everything else is LAIN."""
    months: set[int] = set()
    names: set[str] = set()
    for segment in table.segments:
        for row in segment.head:
            for cell in row.cells:
                for role in roles(cell.text):
                    names.add(role.nama)
                    if role.bulan:
                        months.add(role.bulan)
    if len(months) < 10 or "indikator" not in names:
        return LAIN
    words = [fold(cell.text) for segment in table.segments for row in segment.body for cell in row.cells[:4] if cell.lines]
    named = sum(word in ROW_WORDS for word in words)
    rows = sum(len(segment.body) for segment in table.segments)
    return LAIN if named * 3 > rows else RAPK
