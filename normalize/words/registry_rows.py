"""The registry's CSV files, and those that people edit, as rows: one way to read them all."""

import codecs
import csv
import io
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import regex

from extract.message import Message, message
from normalize.errors import RegistryError
from normalize.words.harmless_cells import as_meant

# '1,23457E+15' '4.1E+11': what Excel makes of a number or an id with twelve digits or more; the digits that are gone stay gone
SHORTENED = regex.compile(r"-?\d(?:[.,]\d+)?E\+\d+")
# 'sep=;', with which a file tells Excel what parts its cells
SEPARATOR_LINE = regex.compile(r"^sep=.\r?\n", regex.IGNORECASE)


class RegistryRow(dict[str, str]):
    """A row by the names of its columns."""

    berkas: str
    nomor: int

    @property
    def place(self) -> Message:
        """Where it stands: 'dokumen.csv baris 3'."""
        return message("berkas_baris", berkas=self.berkas, nomor=self.nomor)


def registry_rows(name: str, *needed: str) -> Iterator[RegistryRow]:
    """The rows of normalize/registry/<name>."""
    return csv_rows(files("normalize") / "registry" / name, *needed)


def csv_rows(path: Traversable | Path, *needed: str) -> Iterator[RegistryRow]:
    """The rows of a CSV file as programs and spreadsheets save it; empty rows are passed over.

    Understood: commas, semicolons or tabs between cells, a first line 'sep=;', UTF-8 and UTF-16 with or without mark, line breaks in
    quoted cells, whole rows quoted into one cell, apostrophes before formulas. Raises RegistryError with a sentence that names file and
    line: unreadable file, column missing, needed cell empty, more cells than the head has, a number or id that Excel has shortened.
    """
    try:
        text = decoded(path.read_bytes(), path.name)
    except OSError as error:
        raise _unreadable(path.name, error) from error
    text = SEPARATOR_LINE.sub("", text, count=1)
    sign = delimiter_of(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    head = [name.strip() for name in _cells(next(lines, []), sign)]
    missing = [column for column in needed if column not in head]
    if missing:
        raise RegistryError(message("tanpa_kolom", berkas=path.name, kolom=tuple(missing)))
    for line in lines:
        cells = [as_meant(cell.strip()) for cell in _cells(line, sign)]
        if any(cells):
            yield _row(head, cells, needed, path.name, lines.line_num)


def _cells(line: list[str], sign: str) -> list[str]:
    """A whole row in one cell, as a spreadsheet saves what it opened with another separator: '"a,""b, c"",d"'."""
    return next(csv.reader(line, delimiter=sign)) if len(line) == 1 and sign in line[0] else line


def _row(head: list[str], cells: list[str], needed: tuple[str, ...], berkas: str, nomor: int) -> RegistryRow:
    row = RegistryRow((name, cell) for name, cell in zip(head, [*cells, *[""] * len(head)], strict=False) if name)
    row.berkas, row.nomor = berkas, nomor
    if any(cells[len(head) :]):
        raise RegistryError(message("sel_berlebih", tempat=row.place))
    empty = [column for column in needed if not row[column]]
    if empty:
        raise RegistryError(message("sel_wajib_kosong", tempat=row.place, kolom=tuple(empty)))
    for name, cell in row.items():
        if "E+" in cell and SHORTENED.fullmatch(cell):
            raise RegistryError(message("angka_dipendekkan", tempat=row.place, isi=cell, kolom=name))
    return row


def decoded(raw: bytes, name: str) -> str:
    """The text of a file as UTF-8 or, by its mark, UTF-16 ("Unicode Text" of Excel). Raises RegistryError."""
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        return raw.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable(name, error) from error


def delimiter_of(text: str) -> str:
    """What parts the cells of the head."""
    head = text.lstrip().partition("\n")[0]
    return max((",", ";", "\t"), key=head.count)


def _unreadable(name: str, error: Exception) -> RegistryError:
    return RegistryError(message("berkas_csv_tak_terbaca", berkas=name, sebab=str(error)))
