"""Files of an export: written by the command, read as any program reads them."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

import pipeline


def export(data: Path, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(pipeline.main, ["export", "--format", "bappenas", "--data-dir", str(data), *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def table(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))


def sheet(book: Any, name: str) -> list[dict[str, Any]]:
    """The rows of a worksheet by title."""
    head, *rows = book[name].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def amount(cell: Any) -> Decimal:
    """What a cell of the cover adds to a sum: nothing where it is empty or says that nobody knows."""
    return Decimal(0) if cell is None or cell == "tidak diketahui" else Decimal(str(cell))
