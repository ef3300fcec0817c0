"""The CSV files of data/review as they are written: the lines of one decision stand there together or not at all, whoever is killed."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from msgspec import Struct

from extract.message import message
from normalize.errors import RegistryError
from normalize.words.harmless_cells import harmless
from normalize.words.registry_rows import SEPARATOR_LINE, decoded, delimiter_of
from warehouse.store.errors import FileBusy, NameUnknown
from warehouse.store.files import replacing

BOM = "\ufeff"
LOCK = ".kunci"
WAIT = 30
"""Seconds for which a writer waits for the others: each holds the lock for as long as one file takes to be written."""


class Written(Struct, frozen=True):
    """The lines that one decision added to a file, and those whose place they took: enough to take it back."""

    path: Path
    line: str
    kalimat: str
    lama: str = ""


@contextmanager
def locked(review_dir: Path) -> Iterator[None]:
    """Only one program at a time looks at the review files and writes them; one that dies does not hold the lock. Raises FileBusy."""
    review_dir.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(review_dir / LOCK, timeout=WAIT):
            yield
    except Timeout as error:
        raise FileBusy(message("tinjauan_sedang_ditulis", folder=review_dir)) from error


def append_lines(path: Path, columns: Sequence[str], lines: Sequence[Sequence[str]], instead: Sequence[str] = ()) -> Written:
    """Adds lines to a review file in one step, in the file's own dialect and order of columns; a new file is made as Excel in Indonesian
    reads it. To be called under `locked`.

    lines: a value for each of `columns`; what a spreadsheet would run is disarmed. instead: lines as they stand in the file, which go.
    Raises RegistryError where the file has no such column, FileBusy while Excel keeps it open.
    """
    text = _kept_text(path) if path.is_file() else ""
    if not text.removeprefix(BOM).strip():
        text = BOM + ";".join(columns) + "\r\n"
    ending = "\r\n" if "\r\n" in text else "\n"
    head, sign = _head_of(text)
    named = [name.strip() for name in next(csv.reader([head], delimiter=sign), [])]
    missing = [name for name in columns[:3] if name not in named]
    if missing:
        raise RegistryError(message("tanpa_kolom", berkas=path.name, kolom=tuple(missing)))
    added = io.StringIO()
    writer = csv.writer(added, delimiter=sign, lineterminator=ending)
    for line in lines:
        # a cell with a line break would be two lines for the readers of these files
        values = dict(zip(columns, (harmless(" ".join(cell.split())) for cell in line), strict=True))
        writer.writerow([values.get(name, "") for name in named])
    kept = text if text.endswith("\n") else text + ending
    for old in instead:
        kept = _without(kept, old)
    _write(path, kept + added.getvalue())
    told = " · ".join(cell for cell in lines[0][:3] if cell) if lines else ""
    return Written(path, added.getvalue(), told, "".join(instead))


def undo(written: Written) -> None:
    """Takes the lines back, if they are still there; those whose place they took return. Raises NameUnknown if somebody changed them."""
    with locked(written.path.parent):
        text = _kept_text(written.path) if written.path.is_file() else ""
        if f"\n{written.line}" not in text:
            raise NameUnknown(message("baris_tinjauan_hilang", berkas=written.path.name))
        _write(written.path, _without(text, written.line) + written.lama)


def lines_about(path: Path, column: dict[str, str]) -> list[str]:
    """The lines of a review file, as they stand in it, whose columns have these values."""
    if not path.is_file():
        return []
    text = _kept_text(path)
    head, sign = _head_of(text)
    lines = text.splitlines(keepends=True)[1:]
    named = [name.strip() for name in next(csv.reader([head], delimiter=sign), [])]
    rows = (dict(zip(named, next(csv.reader([line], delimiter=sign), []), strict=False)) for line in lines)
    return [
        line for line, row in zip(lines, rows, strict=True) if all(row.get(name, "").strip() == value for name, value in column.items())
    ]


def _without(text: str, line: str) -> str:
    """The head stands before every line."""
    before, _, after = text.rpartition(f"\n{line}")
    return f"{before}\n{after}"


def _write(path: Path, text: str) -> None:
    with replacing(path) as temporary:
        temporary.write_text(text, encoding="utf-8", newline="")


def _head_of(text: str) -> tuple[str, str]:
    """The line of the columns' names, behind a line 'sep=;' where there is one, and what parts its cells."""
    plain = (
        SEPARATOR_LINE.sub("", text.removeprefix(BOM), count=1) if SEPARATOR_LINE.match(text.removeprefix(BOM)) else text.removeprefix(BOM)
    )
    return plain.splitlines()[0], delimiter_of(plain)


def _kept_text(path: Path) -> str:
    """With the mark of UTF-8 where the file had one; one that a spreadsheet saved as UTF-16 gets it."""
    raw = path.read_bytes()
    text = decoded(raw, path.name).removeprefix(BOM)
    return text if raw[:1].isascii() else BOM + text
