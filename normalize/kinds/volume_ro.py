"""Rows of `volume_ro`: output volumes by RO (Target Volume, then T and R of a month)."""

from collections import Counter
from collections.abc import Sequence

import regex

from extract.cells import Cell, PrintedRow
from extract.running.tables import PrintedTable
from normalize.heads.headings import month_names
from normalize.kinds.kind import VOLUME_RO as TABEL
from normalize.kinds.kind import Kind
from normalize.kinds.target import Konteks, provenance
from normalize.rows import VolumeRo
from normalize.tables.tempat import place_of
from normalize.words.cell_kinds import cell_has_number, filled, has_letters, ro_match
from normalize.words.measures import measure_style, read_measure_cell
from normalize.words.names import fold
from normalize.words.numbers import NumberStyle, looks_numeric

FIGURES = 3
"""Yearly volume, target and realisasi of the month."""
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


def volume_rows(table: PrintedTable, konteks: Konteks) -> list[VolumeRo]:
    """One row a RO: code, name, yearly volume, unit, then target and realisasi of the month."""
    month = _month([*table.sebelum, *(cell.text for row in _rows(table)[:3] for cell in row.cells)])
    # A part of a RO may repeat its code without any volume of its own.
    rows = [row for row in _rows(table) if _begins_with_code(row) and any(cell_has_number(cell) for cell in filled(row))]
    columns = _columns(rows)
    style = measure_style(cell.text for row in rows for cell in _figures(row, columns))
    return [_row(row, columns, style, month, row.baris, konteks) for row in rows]


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


def _code_at(row: PrintedRow) -> int:
    return next(i for i, cell in enumerate(row.cells) if ro_match(cell.text))


def _numbers(row: PrintedRow) -> list[Cell]:
    return [cell for cell in row.cells[_code_at(row) + 1 :] if cell.lines and looks_numeric(cell.text)]


def _columns(rows: Sequence[PrintedRow]) -> tuple[int, ...]:
    """The columns of volume, T and R, as most rows with three figures have them; () without such a row."""
    seen = Counter(tuple(cell.kolom for cell in numbers) for row in rows if len(numbers := _numbers(row)) == FIGURES)
    return seen.most_common(1)[0][0] if seen else ()


def _figures(row: PrintedRow, columns: Sequence[int]) -> list[Cell]:
    """The cells of volume, T and R: those in their columns, read or not, where no figure stands beside these; else the first figures."""
    numbers = _numbers(row)
    if not columns or any(cell.kolom not in columns and cell.kolom < columns[-1] for cell in numbers):
        return numbers[:FIGURES]
    behind = row.cells[_code_at(row) + 1 :]
    return [cell for column in columns for cell in behind if cell.kolom == column]


def _row(row: PrintedRow, columns: Sequence[int], style: NumberStyle | None, month: int | None, baris: int, konteks: Konteks) -> VolumeRo:
    at = _code_at(row)
    match = ro_match(row.cells[at].text)
    assert match is not None
    texts = [cell for cell in row.cells[at + 1 :] if has_letters(cell.text)]
    figures = _figures(row, columns)
    measures = [read_measure_cell(cell.text, style, None) for cell in figures]
    values = [measure.value for measure in measures] + [None] * (FIGURES - len(measures))
    flags = {flag for measure in measures for flag in measure.bendera} - {"angka_dibersihkan"}
    if len(_numbers(row)) != FIGURES:
        flags.add("urutan")
    return VolumeRo(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        bulan=month,
        kode_kegiatan=match["kegiatan"],
        kode_kro=match["kro"],
        kode_ro=match["ro"],
        nama_ro=match["nama"] or (texts[0].text if texts else None),
        target_volume=values[0],
        satuan_volume=_unit(row, figures),
        target=values[1],
        realisasi=values[2],
        **provenance(konteks, place_of(row.cells, baris), flags),  # type: ignore[arg-type]
    )


def _unit(row: PrintedRow, figures: Sequence[Cell]) -> str | None:
    """The words between the yearly volume and the month's target."""
    if len(figures) < 2:
        return None
    between = row.cells[row.cells.index(figures[0]) + 1 : row.cells.index(figures[1])]
    return next((cell.text for cell in between if has_letters(cell.text)), None)


KIND = Kind(
    "volume_ro",
    VolumeRo,
    (TABEL,),
    lambda of: volume_rows(of.table, of.konteks),
    matches=lambda table, _: is_volume_table(table),
)
