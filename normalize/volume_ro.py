"""Rows of `volume_ro`: output volumes by RO (Target Volume, then T and R of a month)."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import regex

from extract.cells import Cell, PrintedRow
from extract.tables import PrintedTable
from normalize.headings import month_names
from normalize.names import fold
from normalize.numbers import looks_numeric, read_measure
from normalize.rapk_parts import place_of
from normalize.rapk_rows import cell_has_number, filled, has_letters, ro_match
from normalize.rows import VolumeRo
from normalize.target import Konteks, provenance

LEAST = 3
"""A table of volumes has at least so many rows that begin with a RO code."""


def is_volume_table(table: PrintedTable) -> bool:
    """True for a table whose head speaks of volume and whose rows begin with a RO code."""
    rows = [row for segment in table.segments for row in (*segment.head, *segment.body)]
    head = " ".join(fold(cell.text) for row in rows[:3] for cell in row.cells)
    return "volume" in head and sum(_begins_with_code(row) for row in rows) >= LEAST


def _begins_with_code(row: PrintedRow) -> bool:
    cells = filled(row)
    matches = [match for cell in cells[:2] if (match := ro_match(cell.text))]
    # '3165.QIC.001.051' is a komponen of the RO above it.
    return bool(matches) and not (matches[0]["sisa"] or "").startswith(".")


def volume_rows(table: PrintedTable, number_of: Callable[[PrintedRow], int], konteks: Konteks) -> list[VolumeRo]:
    """One row a RO: code, name, yearly volume, unit, then target and realisasi of the month."""
    month = _month([*table.sebelum, *(cell.text for row in _rows(table)[:3] for cell in row.cells)])
    found = []
    for row in _rows(table):
        # A part of a RO may repeat its code without any volume of its own.
        if _begins_with_code(row) and any(cell_has_number(cell) for cell in filled(row)):
            found.append(_row(row, month, number_of(row), konteks))
    return found


def _rows(table: PrintedTable) -> list[PrintedRow]:
    return [row for segment in table.segments for row in (*segment.head, *segment.body)]


def _month(texts: Sequence[str]) -> int | None:
    """The month that the head or the lines above name."""
    for text in reversed(texts):
        for word in regex.findall(r"\p{L}{3,}", text):
            # 'III' is the quarter of the title, not March.
            if word.casefold() in month_names() and not regex.fullmatch(r"[IVX]+", word, regex.IGNORECASE):
                return month_names()[word.casefold()]
    return None


def _row(row: PrintedRow, month: int | None, baris: int, konteks: Konteks) -> VolumeRo:
    cells = list(row.cells)
    at = next(i for i, cell in enumerate(cells) if ro_match(cell.text))
    match = ro_match(cells[at].text)
    assert match is not None
    texts = [cell for cell in cells[at + 1 :] if has_letters(cell.text)]
    numbers = [cell for cell in cells[at + 1 :] if cell.lines and looks_numeric(cell.text)]
    name = match["nama"] or (texts[0].text if texts else None)
    unit = _unit(cells, numbers)
    values = [_value(cell) for cell in numbers[:3]]
    values += [None] * (3 - len(values))
    flags = {"urutan"} if len(numbers) != 3 else set()
    return VolumeRo(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        bulan=month,
        kode_kegiatan=match["kegiatan"],
        kode_kro=match["kro"],
        kode_ro=match["ro"],
        nama_ro=name,
        target_volume=values[0],
        satuan_volume=unit,
        target=values[1],
        realisasi=values[2],
        **provenance(konteks, place_of(row.cells, baris), flags),  # type: ignore[arg-type]
    )


def _unit(cells: Sequence[Cell], numbers: Sequence[Cell]) -> str | None:
    """The words between the yearly volume and the month's target."""
    if len(numbers) < 2:
        return None
    between = cells[cells.index(numbers[0]) + 1 : cells.index(numbers[1])]
    return next((cell.text for cell in between if has_letters(cell.text)), None)


def _value(cell: Cell) -> Decimal | None:
    readings = read_measure(cell.text, None)
    return readings[0].value if readings else None
