"""Rows of `volume_ro`: output volumes by RO (Target Volume, then T and R of a month)."""

from collections import Counter
from collections.abc import Sequence
from itertools import takewhile

import regex

from extract.cells import Cell, PrintedRow
from extract.running.tables import PrintedTable
from normalize.heads.budget_heads import budget_roles
from normalize.heads.headings import month_names, month_of, report_roles
from normalize.kinds.kind import VOLUME_RO as TABEL
from normalize.kinds.kind import Kind
from normalize.kinds.target import Konteks, provenance
from normalize.plan.unknown_heads import WordedHead
from normalize.rows import VolumeRo
from normalize.tables.tempat import place_of
from normalize.words.cell_kinds import cell_has_number, filled, has_letters, ro_match
from normalize.words.measures import measure_style, read_measure_cell
from normalize.words.names import fold
from normalize.words.numbers import NumberStyle, looks_numeric

FIGURES = 3
"""Yearly volume, target and realisasi of the month."""
MONEY = {"pagu", "pagu_rp", "realisasi_rp", "input"}
SHARE = {"nilai_persen", "capaian", "capaian_tahunan"}
DONE, PLANNED = {"nilai_r", "realisasi"}, {"nilai_t", "target"}
"""What the heads of figures can say, by the roles of a report's heads."""
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
    head = [cell for row in takewhile(lambda row: not _begins_with_code(row), _rows(table)) for cell in filled(row)]
    named, columns = _named_columns(head, rows), _columns(rows)
    # The order of the figures says which is which only where none of them is a share or an amount.
    ordered = not any(_says_other(head, cell) for row in rows for cell in _numbers(row))
    figures = [_named_figures(row, named) if named else _figures(row, columns) if ordered else [] for row in rows]
    style = measure_style(cell.text for cells in figures for cell in cells if cell)
    least = sum(column is not None for column in named)
    return [_row(row, cells, least, style, month, konteks) for row, cells in zip(rows, figures, strict=True)]


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


def _named_columns(head: Sequence[Cell], rows: Sequence[PrintedRow]) -> tuple[int | None, ...]:
    """The columns of volume, T (None where it is not printed) and R by their heads; () where these do not say."""
    figures = {cell.kolom: cell for row in rows for cell in _numbers(row)}
    said = {column: _said(head, cell) for column, cell in sorted(figures.items())}
    planned = [column for column, roles in said.items() if roles & PLANNED][:2]
    done = [column for column, roles in said.items() if roles & DONE]
    return (planned[0], planned[1] if planned[1:] else None, done[0]) if planned and done and planned[-1] < done[0] else ()


def _said(head: Sequence[Cell], figure: Cell) -> set[str]:
    """The roles of the name right over a figure; none of one that is about money or a share."""
    return set() if _says_other(head, figure) else _own_roles(head, figure)


def _says_other(head: Sequence[Cell], figure: Cell) -> bool:
    """True where the names over a figure are those of money or a share."""
    above = {role for cell in head if _stands_over(cell, figure) for role in report_roles(cell.text)}
    return bool(above & MONEY or _own_roles(head, figure) & SHARE)


def _own_roles(head: Sequence[Cell], figure: Cell) -> set[str]:
    over = [_without_figure(cell.text) for cell in head if _stands_over(cell, figure)]
    return set(report_roles(over[-1])) if over else set()


def _without_figure(text: str) -> str:
    """A head's name without the figure of the first row, where both were read as one cell: '% 58.99'."""
    name, _, figure = text.rpartition(" ")
    return name if name and looks_numeric(figure) else text


def worded_of_volumes(table: PrintedTable) -> tuple[WordedHead, ...]:
    """The unknown heads of such a table with words below them. Codes, names and units have none as often as not: words under no head are
    asked about where the names have one."""
    head = [cell for row in takewhile(lambda row: not _begins_with_code(row), _rows(table)) for cell in filled(row)]
    named = any("subkegiatan" in budget_roles(cell.text) for cell in head)
    found: dict[str, WordedHead] = {}
    for row in (row for row in _rows(table) if _begins_with_code(row)):
        for cell in (cell for cell in row.cells if has_letters(cell.text) and not ro_match(cell.text)):
            over = next((other.text for other in reversed(head) if _stands_over(other, cell)), "")
            if not (report_roles(over) or budget_roles(over) or month_of(over)) and (over or named):
                found.setdefault(over, WordedHead(over, cell.text, place_of([cell], row.baris)))
    return tuple(found.values())


def _stands_over(cell: Cell, figure: Cell) -> bool:
    if cell.bbox is None or figure.bbox is None:
        return cell.kolom == figure.kolom
    return cell.bbox[0] < (figure.bbox[0] + figure.bbox[2]) / 2 < cell.bbox[2]


def _columns(rows: Sequence[PrintedRow]) -> tuple[int, ...]:
    """The columns of volume, T and R, as most rows with three figures have them; () without such a row."""
    seen = Counter(tuple(cell.kolom for cell in numbers) for row in rows if len(numbers := _numbers(row)) == FIGURES)
    return seen.most_common(1)[0][0] if seen else ()


def _named_figures(row: PrintedRow, columns: Sequence[int | None]) -> list[Cell | None]:
    return [next((cell for cell in row.cells if cell.kolom == column), None) for column in columns]


def _figures(row: PrintedRow, columns: Sequence[int]) -> list[Cell | None]:
    """The cells of volume, T and R: those in their columns, read or not, where no figure stands beside these; else the first figures."""
    numbers = _numbers(row)
    if not columns or any(cell.kolom not in columns and cell.kolom < columns[-1] for cell in numbers):
        return [*numbers[:FIGURES]]
    behind = row.cells[_code_at(row) + 1 :]
    return [cell for column in columns for cell in behind if cell.kolom == column]


def _row(
    row: PrintedRow, figures: Sequence[Cell | None], least: int, style: NumberStyle | None, month: int | None, konteks: Konteks
) -> VolumeRo:
    """least: figures of a whole row by the names of their columns; 0 where nothing but their order tells them."""
    at = _code_at(row)
    match = ro_match(row.cells[at].text)
    assert match is not None
    texts = [cell for cell in row.cells[at + 1 :] if has_letters(cell.text)]
    measures = [read_measure_cell(cell.text if cell else "", style, None) for cell in figures]
    values = [measure.value for measure in measures] + [None] * (FIGURES - len(measures))
    flags = {flag for measure in measures for flag in measure.bendera} - {"angka_dibersihkan"}
    if sum(cell is not None and bool(cell.lines) for cell in figures) < least or (not least and len(_numbers(row)) != FIGURES):
        flags.add("urutan")
    return VolumeRo(
        upt_id=konteks.upt_id,
        tahun=konteks.tahun,
        bulan=month,
        kode_kegiatan=match["kegiatan"],
        kode_kro=match["kro"],
        kode_ro="".join(match["ro"].split()),
        nama_ro=match["nama"] or (texts[0].text if texts else None),
        target_volume=values[0],
        satuan_volume=_unit(row, figures),
        target=values[1],
        realisasi=values[2],
        **provenance(konteks, place_of(row.cells, row.baris), flags),  # type: ignore[arg-type]
    )


def _unit(row: PrintedRow, figures: Sequence[Cell | None]) -> str | None:
    """The words between the yearly volume and the next figure, or right before it."""
    places = [row.cells.index(cell) for cell in figures if cell]
    if len(places) < 2:
        return None
    between = row.cells[places[0] + 1 : places[1]]
    before = row.cells[places[0] - 1 : places[0]] if places[0] > _code_at(row) + 2 else ()
    return next((cell.text for cell in (*between, *before) if has_letters(cell.text)), None)


KIND = Kind(
    "volume_ro",
    VolumeRo,
    (TABEL,),
    lambda of: volume_rows(of.table, of.konteks),
    matches=lambda table, _: is_volume_table(table),
)
