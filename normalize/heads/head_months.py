"""Months and quarters of a head that do not stand in their cells by name: bare numbers, '1 2 3 … 12' or 'I II III IV', below the name that
spans them ('Target', 'Target bulan ke-', 'Target Triwulan'), and names too wide for their columns, which run into one another."""

from collections.abc import Sequence
from itertools import groupby

from msgspec.structs import replace
from rapidfuzz import fuzz

from extract.cells import Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.headings import month_names, month_of, role_names
from normalize.heads.layouts import Layout, layouts, monthly, number_of
from normalize.words.names import fold

MONTHS = range(1, 13)
LEAST_NAMED = 7
"""So many of the twelve stand in their own cells."""
LIKE = 60
"""Per cent of letters in common: 'Pebruarl' has 88 with 'pebruari', 'Jumlah' 40 with 'juni'."""
SHORTEST = 3


def with_named_months(table: PrintedTable) -> PrintedTable:
    """The table with such months named B01 … B12 in its heads, so that they are not taken for numbers of columns."""
    segments = tuple(_named(segment) for segment in table.segments)
    return table if segments == table.segments else replace(table, segments=segments)


def _named(segment: Segment) -> Segment:
    head = tuple(_with_names(row, segment.head[:n]) for n, row in enumerate(segment.head))
    return segment if head == segment.head else replace(segment, head=head)


def names_months_by_numbers(row: PrintedRow) -> bool:
    """True for a head of one row with the months as bare numbers among its names."""
    return _with_names(row, ()) != row


def _with_names(row: PrintedRow, above: Sequence[PrintedRow]) -> PrintedRow:
    """Names for all bare numbers of a row; what stands beside or between them is named already ('TW I' behind the third month)."""
    numbered = {cell.kolom: number for cell in row.cells if cell.lines and (number := number_of(cell.text)) is not None}
    for layout in layouts():
        if [*numbered.values()] == list(range(1, len(layout.bulan) + 1)):
            cells = [cell for cell in row.cells if cell.kolom in numbered]
            if _under_periods(cells, above, layout) or (layout is monthly() and _behind_indicators(row, cells)):
                names = {kolom: layout.kolom.format(number) for kolom, number in numbered.items()}
                return replace(row, cells=tuple(replace(c, lines=(names[c.kolom],)) if c.kolom in names else c for c in row.cells))
    return _with_names_apart(row)


def _with_names_apart(row: PrintedRow) -> PrintedRow:
    """'FebruariMaret' beside an empty cell, 'November D' beside 'sember': twelve cells side by side, most of which name the month of their
    place and none another one, are the twelve months. Where a month stands beside them, or a name that is no month's among them, one is
    another column."""
    months_of = [month_of(cell.text) for cell in row.cells]
    for start in range(len(row.cells) - len(MONTHS) + 1):
        end = start + len(MONTHS)
        window, named = row.cells[start:end], months_of[start:end]
        right = sum(month == place for month, place in zip(named, MONTHS, strict=True))
        beside = any((*months_of[:start], *months_of[end:]))
        fitting = all(month in (place, None) for month, place in zip(named, MONTHS, strict=True))
        if LEAST_NAMED <= right < len(MONTHS) and fitting and not beside and _name_what_is_missing(window, named):
            months = tuple(replace(cell, lines=(f"B{n:02d}",)) for n, cell in zip(MONTHS, window, strict=True))
            return replace(row, cells=(*row.cells[:start], *months, *row.cells[end:]))
    return row


def _name_what_is_missing(window: Sequence[Cell], named: Sequence[int | None]) -> bool:
    """True where the cells that name no month hold the letters of the missing ones, however parted or bent, or none: 'Realisasi 2023' in
    May's place is another column."""
    for missing, cells in groupby(zip(MONTHS, named, window, strict=True), key=lambda place: place[1] is None):
        run = list(cells)
        letters = "".join(fold(cell.text).replace(" ", "") for _, _, cell in run)
        if missing and letters and fuzz.ratio(letters, "".join(_nearest_name(month, letters) for month, _, _ in run)) < LIKE:
            return False
    return True


def _nearest_name(month: int, letters: str) -> str:
    """That spelling of a month which these letters hold most of; 'i' and 'v' are in many words."""
    spelled = [name for name, number in month_names().items() if number == month and len(name) >= SHORTEST]
    return max(spelled, key=lambda name: fuzz.partial_ratio(name, letters) * len(name))


def _under_periods(cells: Sequence[Cell], above: Sequence[PrintedRow], layout: Layout) -> bool:
    """True where one name of months or targets, or of quarters, stands over all of them, and another column left of them: the numbers of
    columns begin at the first one."""
    names = [cell for row in above for cell in row.cells if cell.lines]
    over = [cell for cell in names if _spans(cell, cells)]
    beside = any(cell.kolom < cells[0].kolom for cell in names)
    named = any(layout.di_atas.fullmatch(fold(cell.text)) for cell in over)
    return beside and (named or (layout is monthly() and any("target" in role_names(cell.text) for cell in over)))


def _behind_indicators(row: PrintedRow, cells: Sequence[Cell]) -> bool:
    """True where the row names the indicators left of the numbers: numbers of columns have no names beside them."""
    return any("indikator" in role_names(cell.text) for cell in row.cells if cell.lines and cell.kolom < cells[0].kolom)


def _spans(cell: Cell, cells: Sequence[Cell]) -> bool:
    """In a dump cells have no width: the name stands where the first month does."""
    if cell.bbox is None:
        return cell.kolom == cells[0].kolom
    boxes = [other.bbox for other in cells if other.bbox]
    return len(boxes) == len(cells) and cell.bbox[0] <= boxes[0][2] - 1 and cell.bbox[2] >= boxes[-1][0] + 1
