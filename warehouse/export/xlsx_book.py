"""An XLSX workbook whose cells have types: codes stay text with their zeros, amounts are numbers, no text is ever run as a formula.

It prints on A4 as it is: landscape, as wide as the sheet, the head row on every page. The same rows give the same bytes.
"""

import io
import re
import textwrap
import zipfile
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from msgspec import Struct
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from warehouse.screen.screen import Steps, unseen
from warehouse.store.files import replacing

MOST_TEXT = 32_767
"""Characters that a cell of Excel holds."""

WHOLE_AMOUNT = "#,##0"
"""Shown as 1.234.567 where the computer is set to Indonesian."""
FRACTION = "#,##0.00"
FINE = "#,##0.00####"
WHOLE = "0"
TEXT = "@"

FACE = "Calibri"
"""Named, for a font without a name is printed in whatever the program takes for it."""
HEAD_FONT = Font(name=FACE, bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor="1F4E79")
WRAPPED = Alignment(horizontal="left", vertical="top", wrap_text=True, indent=1)
"""Texts stand off from the number in the cell before, which ends where they begin."""
FIGURE = Alignment(horizontal="right", vertical="top")
TITLE = Font(name=FACE, bold=True, size=14)
NARROW = 0.3
"""Inches of margin."""
A4 = 9
LINE = 14.0
"""Points a line of text is high."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The oldest date that a ZIP file knows: a workbook does not say when it was written."""
# '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-11-29T02:00:00Z</dcterms:modified>': openpyxl writes the time of saving
MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


class SheetColumn(Struct, frozen=True):
    """A column: its title, its width in characters, what stands in it (string, number, integer, boolean, …)."""

    judul: str
    lebar: int
    jenis: str


class BookPage(Struct, frozen=True):
    """A worksheet. atas: lines of text above the head row, which then is not frozen; the first is a title."""

    nama: str
    kolom: tuple[SheetColumn, ...]
    rows: Sequence[Sequence[Any]]
    atas: tuple[str, ...] = ()


def write_book(path: Path, pages: Sequence[BookPage], steps: Steps = unseen) -> Path:
    """Head row frozen and printed on every page, filter on. Raises FileBusy."""
    book = Workbook(write_only=True)
    book.properties.created = datetime(*EPOCH[:3])
    for page in pages:
        _fill(book.create_sheet(page.nama), page, steps)
    out = io.BytesIO()
    book.save(out)
    with replacing(path) as temporary:
        temporary.write_bytes(_without_time(out.getvalue()))
    return path


def _fill(sheet: Any, page: BookPage, steps: Steps) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.page_margins = PageMargins(left=NARROW, right=NARROW, top=NARROW, bottom=NARROW)
    sheet.print_options.gridLines = not page.atas
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for number, head in enumerate(page.kolom):
        sheet.column_dimensions[get_column_letter(number + 1)].width = head.lebar
    if not page.atas:
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.kolom))}{len(page.rows) + 1}"
    for place, text in enumerate(page.atas):
        line = WriteOnlyCell(sheet, text)
        line.font = TITLE if place == 0 else Font(name=FACE)
        sheet.append([line])
    place = len(page.atas) + 1
    sheet.row_dimensions[place].height = _height([head.judul for head in page.kolom], page.kolom)
    sheet.append([_head(sheet, head.judul) for head in page.kolom])
    for number, row in enumerate(steps("ekspor: bappenas.xlsx", page.rows), place + 1):
        sheet.row_dimensions[number].height = _height(row, page.kolom)
        sheet.append([_cell(sheet, value, head) for value, head in zip(row, page.kolom, strict=True)])


def _height(row: Sequence[Any], columns: Sequence[SheetColumn]) -> float:
    """Points for the text that is broken over most lines; a program that only prints does not measure it."""
    lines = [len(textwrap.wrap(value, max(1, head.lebar - 3))) for value, head in zip(row, columns, strict=True) if isinstance(value, str)]
    return LINE * max([1, *lines]) + 3


def _without_time(book: bytes) -> bytes:
    """The same workbook, written at no time."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in sorted(given.infolist(), key=lambda item: (item.filename != "[Content_Types].xml", item.filename)):
            content = (
                MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", given.read(item)) if item.filename == "docProps/core.xml" else given.read(item)
            )
            entry = zipfile.ZipInfo(item.filename, EPOCH)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            made.writestr(entry, content)
    return out.getvalue()


def _format(value: Any, column: SheetColumn) -> str:
    """By the number itself: a format with optional decimals shows a comma behind every whole number."""
    if column.jenis == "number" and isinstance(value, Decimal):
        if value == value.to_integral_value():
            return WHOLE_AMOUNT
        return FRACTION if value == round(value, 2) else FINE
    # a year is no amount: 2024, not 2.024
    return WHOLE if column.jenis == "integer" else TEXT


def _head(page: Any, text: str) -> Any:
    cell = WriteOnlyCell(page, text)
    cell.font, cell.fill, cell.alignment = HEAD_FONT, HEAD_FILL, WRAPPED
    return cell


def _cell(page: Any, value: Any, column: SheetColumn) -> Any:
    number_format = _format(value, column)
    if isinstance(value, list | tuple):
        value = "|".join(map(str, value))
    if isinstance(value, bool):
        value = "ya" if value else "tidak"
    if isinstance(value, str):
        cell = WriteOnlyCell(page, ILLEGAL_CHARACTERS_RE.sub(" ", value)[:MOST_TEXT])
        cell.data_type = "s"  # '=HYPERLINK(…)' too is a text
        cell.alignment = WRAPPED
    else:
        cell = WriteOnlyCell(page, int(value) if number_format == WHOLE_AMOUNT else value)
        cell.alignment = FIGURE
    if value is not None:
        cell.number_format = number_format
    return cell
