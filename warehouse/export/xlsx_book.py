"""An XLSX workbook whose cells have types: codes stay text with their zeros, amounts are numbers, no text is ever run as a formula."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from warehouse.export.datapackage import DescribedColumn
from warehouse.screen.screen import Steps, unseen
from warehouse.store.files import replacing

MOST_TEXT = 32_767
"""Characters that a cell of Excel holds."""

RUPIAH = "#,##0"
"""Shown as 1.234.567 where the computer is set to Indonesian."""
NUMBER = "#,##0.######"
WHOLE = "0"
TEXT = "@"

HEAD_FONT = Font(bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="1F4E79")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook. arti: what one row is, shown nowhere but in the data dictionary."""

    nama: str
    arti: str
    kolom: tuple[DescribedColumn, ...]
    rows: Sequence[Sequence[Any]]


def write_book(path: Path, sheets: Sequence[Sheet], steps: Steps = unseen) -> Path:
    """One worksheet a table: first row frozen, filter on, columns as wide as what stands in them. Raises FileBusy."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        page = book.create_sheet(sheet.nama)
        page.freeze_panes = "A2"
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.kolom))}{len(sheet.rows) + 1}"
        for number, column in enumerate(sheet.kolom):
            page.column_dimensions[get_column_letter(number + 1)].width = _width(column.nama, [row[number] for row in sheet.rows[:200]])
        page.append([_head(page, column) for column in sheet.kolom])
        formats = [_format(column) for column in sheet.kolom]
        for row in steps("ekspor: bappenas.xlsx", sheet.rows):
            page.append([_cell(page, value, number_format) for value, number_format in zip(row, formats, strict=True)])
    with replacing(path) as temporary:
        book.save(temporary)
    return path


def _format(column: DescribedColumn) -> str:
    if column.jenis == "number":
        return RUPIAH if column.nama.endswith("_rp") else NUMBER
    # a year is no amount: 2024, not 2.024
    return WHOLE if column.jenis == "integer" else TEXT


def _head(page: Any, column: DescribedColumn) -> Any:
    cell = WriteOnlyCell(page, column.nama)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, Alignment(vertical="top", wrap_text=True)
    return cell


def _cell(page: Any, value: Any, number_format: str) -> Any:
    if isinstance(value, list | tuple):
        value = "|".join(map(str, value))
    if isinstance(value, bool):
        value = "ya" if value else "tidak"
    if isinstance(value, str):
        cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:MOST_TEXT])
        cell.data_type = "s"  # '=HYPERLINK(…)' too is a text
    else:
        cell = WriteOnlyCell(page, value)
    if value is not None:
        cell.number_format = number_format
    return cell


def _width(name: str, values: Sequence[Any]) -> int:
    longest = max([len(str(value)) for value in values if value is not None], default=0)
    return min(60, max(len(name), longest) + 3)
