"""data/kinerja.duckdb → CSV files that people and other programs open."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct

from extract.message import message
from normalize.rows import FAKTA
from normalize.words.harmless_cells import FORMULA
from warehouse.database.settings import DATABASE, OFFLINE
from warehouse.export.csv_lines import line_of
from warehouse.export.datapackage import DescribedColumn, csv_resource, describe, described_columns, meaning_of
from warehouse.export.dialects import EXCEL_ID, RFC4180, Dialect
from warehouse.screen.screen import Steps, unseen
from warehouse.store.errors import NameUnknown, WarehouseMissing
from warehouse.store.files import replacing

DEFAULT_TABLES = (*FAKTA, "cek", "dokumen")


class Sheet(Struct, frozen=True):
    """A table that is written out. arti: what one row is."""

    nama: str
    arti: str
    kolom: tuple[DescribedColumn, ...]
    rows: Sequence[Sequence[Any]]


BATCH = 10_000
"""Rows held in memory at a time."""


def export(data_dir: Path, out_dir: Path, names: Sequence[str] | None = None, excel_id: bool = False, steps: Steps = unseen) -> list[Path]:
    """Writes out_dir/<name>.csv for each table or view, and returns the paths in the order of `names`.

    names: None or empty for v_bappenas, all other v_* views and the main tables. Beside them datapackage.json and kamus_data.csv.
    NULL is an empty cell, a list is joined by '|', dates are ISO, numbers have no thousands separator and no trailing zeros. A text
    that a spreadsheet would take for a formula gets a leading apostrophe (the way OWASP advises); numbers are never touched, so -5
    stays a number and the text '-' becomes "'-".
    Raises WarehouseMissing, NameUnknown (before anything is written), FileBusy.
    """
    database = data_dir / DATABASE
    if not database.is_file():
        raise WarehouseMissing(message("gudang_ekspor_tak_ada", berkas=database))
    dialect = EXCEL_ID if excel_id else RFC4180
    with duckdb.connect(str(database), read_only=True, config=dict(OFFLINE)) as con:
        chosen = _chosen(con, names)
        paths = [_write(con, name, out_dir / f"{name}.csv", dialect) for name in steps("ekspor", chosen)]
        describe(out_dir, [csv_resource(path, dialect, described_columns(con, path.stem), meaning_of(con, path.stem)) for path in paths])
        return paths


def _chosen(con: duckdb.DuckDBPyConnection, names: Sequence[str] | None) -> list[str]:
    tables = _public(con, "SELECT table_name FROM duckdb_tables() WHERE NOT internal")
    views = _public(con, "SELECT view_name FROM duckdb_views() WHERE NOT internal")
    if not names:
        return sorted(views, key=lambda view: (view != "v_bappenas", view)) + list(DEFAULT_TABLES)
    for name in names:
        if name not in tables + views:
            raise NameUnknown(message("tampilan_tak_ada", nama=name, beberapa=", ".join(views + tables)))
    return list(dict.fromkeys(names))


def _public(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """Names without the helpers, which begin with `_` and may change from release to release."""
    return sorted(name for (name,) in con.execute(query).fetchall() if not name.startswith("_"))


def _write(con: duckdb.DuckDBPyConnection, name: str, path: Path, dialect: Dialect) -> Path:
    columns = [(column, tipe) for column, tipe, *_ in con.execute(f'DESCRIBE "{name}"').fetchall()]
    header = [column for column, _ in columns]
    line = line_of(columns, dialect)
    con.execute(f'SELECT {line or "*"} FROM "{name}"')
    return _write_lines(path, dialect, header, _lines(con)) if line else write_csv(path, dialect, header, _rows(con))


def write_csv(path: Path, dialect: Dialect, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Path:
    """One table of Python values in this dialect, as `export` describes it. Raises FileBusy."""
    cell = _cell_writer(dialect)
    return _write_lines(path, dialect, header, (dialect.delimiter.join(map(cell, row)) for row in rows))


def _write_lines(path: Path, dialect: Dialect, header: Sequence[str], lines: Iterable[str]) -> Path:
    with replacing(path) as temporary, temporary.open("w", encoding=dialect.encoding, newline="") as file:
        file.write(dialect.delimiter.join(header) + dialect.newline)
        file.writelines(f"{line}{dialect.newline}" for line in lines)
    return path


def _rows(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    while batch := con.fetchmany(BATCH):
        yield from batch


def _lines(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    for (line,) in _rows(con):
        yield line


def _cell_writer(dialect: Dialect) -> Callable[[Any], str]:
    """Python's csv module is not used: before 3.13 it leaves a lone carriage return unquoted, and it cannot quote text only."""
    special = re.compile(f'[{re.escape(dialect.delimiter)}"\r\n]')

    def cell(value: Any) -> str:
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            # numbers of a list (bbox) are joined as text, which no spreadsheet may turn into something else
            value = "|".join(part if isinstance(part, str) else _plain(part, dialect) for part in value)
        if not isinstance(value, str):
            return _plain(value, dialect)
        text = f"'{value}" if FORMULA.match(value) else value
        if dialect.quote_text or special.search(text):
            return '"' + text.replace('"', '""') + '"'
        return text

    return cell


def _plain(value: Any, dialect: Dialect) -> str:
    """A value that is not text; Decimal('85.500000') → '85.5' or '85,5'."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):  # datetime too
        return value.isoformat()
    text = _trimmed(value) if isinstance(value, Decimal) else str(value)
    return text.replace(".", dialect.decimal)


def _trimmed(value: Decimal) -> str:
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
