"""Files of an export: written by the command, read as any program reads them."""

import csv
from pathlib import Path

from click.testing import CliRunner, Result

import pipeline


def export(data: Path, *arguments: str | Path) -> Result:
    result = CliRunner().invoke(pipeline.main, ["export", "--format", "bappenas", "--data-dir", str(data), *map(str, arguments)])
    assert result.exit_code == 0, result.output
    return result


def table(path: Path, delimiter: str = ",", encoding: str = "utf-8") -> list[dict[str, str]]:
    with path.open(encoding=encoding, newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter, strict=True))
