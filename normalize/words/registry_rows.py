"""The registry's CSV files as rows: one way to read them all."""

import csv
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from normalize.errors import RegistryError
from normalize.words.harmless_cells import as_meant


def registry_rows(name: str, *needed: str) -> Iterator[dict[str, str]]:
    """The rows of normalize/registry/<name>."""
    return csv_rows(files("normalize") / "registry" / name, *needed)


def csv_rows(path: Traversable | Path, *needed: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV file; Excel's semicolons, byte order mark and apostrophes before formulas are understood, empty rows passed over.

    Raises RegistryError with a sentence that names file and line: unreadable file, column missing, needed cell empty.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{path.name} tidak dapat dibaca ({error}); simpan sebagai CSV UTF-8.") from error
    first = text.partition("\n")[0]
    reader = csv.DictReader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ",")
    missing = [column for column in needed if column not in (reader.fieldnames or ())]
    if missing:
        raise RegistryError(f"{path.name} tidak mempunyai kolom {', '.join(missing)}.")
    for number, row in enumerate(reader, 2):
        clean = {key: as_meant((value or "").strip()) for key, value in row.items() if key}
        if not any(clean.values()):
            continue
        empty = [column for column in needed if not clean[column]]
        if empty:
            raise RegistryError(f"{path.name} baris {number}: kolom {', '.join(empty)} kosong.")
        yield clean
