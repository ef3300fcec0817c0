"""The row classes as Parquet schemas, DuckDB tables with their comments, and the data dictionary.

Everything is read from the dataclasses of `normalize.rows` and `normalize.dimension_rows` (and the helper tables of `warehouse.store`): no
second schema is kept.
"""

import re
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache, partial
from operator import attrgetter
from typing import Any

import pyarrow as pa
from msgspec import Struct

from extract.message import Message, message
from normalize.column import columns_of
from normalize.rows import TABEL
from warehouse.speech.catalog import as_stored
from warehouse.store.change_rows import CHANGES
from warehouse.store.errors import RowRefused, ValueDoesNotFit
from warehouse.store.loaded_rows import MUATAN
from warehouse.store.reference import REFERENSI
from warehouse.store.without_pandas import without_pandas

without_pandas()

# 'DECIMAL(18,2)' -> ('18', '2')
DECIMAL_TYPE = re.compile(r"DECIMAL\((\d+),(\d+)\)")

PLAIN_TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
    "DOUBLE[4]": pa.list_(pa.float64()),
    "VARCHAR[]": pa.list_(pa.string()),
}
"""DuckDB type → Arrow type. DOUBLE[4] is a plain list in Parquet, which has no fixed-size list; to_arrow checks its length."""

AS_THEY_ARE: dict[str, type[object]] = {
    "VARCHAR": str,
    "INTEGER": int,
    "BIGINT": int,
    "BOOLEAN": bool,
    "DATE": date,
    "TIMESTAMP": datetime,
    "VARCHAR[]": tuple,
}
"""The values of a DuckDB type that Arrow takes as they are: most of a table's."""

ALL_TABLES: dict[str, type[Any]] = TABEL | REFERENSI | CHANGES | MUATAN
"""Table → the class of its rows, but for the inner tables, which are made by SQL."""


class Column(Struct, frozen=True):
    """A column. tipe: DuckDB type; arti: meaning; wajib: never NULL."""

    nama: str
    tipe: str
    arti: str
    wajib: bool


def row_class(table: str) -> type[Any]:
    """The dataclass of a table's rows. Raises RowRefused for a table that no class describes."""
    if table not in ALL_TABLES:
        raise RowRefused(message("tabel_tak_ada", tabel=table))
    return ALL_TABLES[table]


@cache
def columns(table: str) -> tuple[Column, ...]:
    """The columns in the order of the dataclass, which is the order in Parquet and DuckDB."""
    cls = row_class(table)
    hints = typing.get_type_hints(cls)
    return tuple(Column(f.name, f.metadata["tipe"], f.metadata["arti"], wajib=not _allows_none(hints[f.name])) for f in columns_of(cls))


def _allows_none(hint: Any) -> bool:
    return typing.get_origin(hint) in (types.UnionType, typing.Union) and type(None) in typing.get_args(hint)


def table_comment(table: str) -> str:
    """The class docstring on one line: what one row is."""
    return " ".join((row_class(table).__doc__ or "").split())


def arrow_type(tipe: str) -> pa.DataType:
    """The Arrow type of a DuckDB type; KeyError for a type that no row uses so far."""
    if decimals := _decimals(tipe):
        return pa.decimal128(*decimals)
    return PLAIN_TYPES[tipe]


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Parquet schema of a table."""
    return pa.schema([pa.field(c.nama, arrow_type(c.tipe), nullable=not c.wajib) for c in columns(table)])


def create_table(table: str) -> str:
    """CREATE TABLE for DuckDB."""
    body = ", ".join(f'"{c.nama}" {c.tipe}{" NOT NULL" if c.wajib else ""}' for c in columns(table))
    return f'CREATE TABLE "{table}" ({body})'


def comments_on_table(table: str) -> list[str]:
    """COMMENT ON for the table and each column."""
    statements = [f'COMMENT ON TABLE "{table}" IS {literal(table_comment(table))}']
    return statements + [f'COMMENT ON COLUMN "{table}"."{c.nama}" IS {literal(c.arti)}' for c in columns(table)]


def literal(text: str) -> str:
    """A SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def to_arrow(table: str, rows: Sequence[Any]) -> pa.Table:
    """The rows in a table's schema, in the order given.

    Decimals are rounded half up to the column's scale. Raises RowRefused for a row of another class (from_pylist would drop
    its unknown columns unsaid) and ValueDoesNotFit for a value that is too large, of the wrong type, or absent where it must not be.
    """
    cls = row_class(table)
    for row in rows:
        if type(row) is not cls:
            raise RowRefused(message("baris_kelas_lain", tabel=table, kelas=cls.__name__, lain=type(row).__name__))
    arrays = [_array(table, column, rows) for column in columns(table)]
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def _array(table: str, column: Column, rows: Sequence[Any]) -> pa.Array:
    passed = tuple(kind for kind in (AS_THEY_ARE.get(column.tipe), None if column.wajib else types.NoneType) if kind)
    values = list(map(attrgetter(column.nama), rows))
    if not all(issubclass(kind, passed) for kind in set(map(type, values))):
        values = [
            value if isinstance(value, passed) else _fitted(table, column, value, number) for number, value in enumerate(values, start=1)
        ]
    try:
        return pa.array(values, type=arrow_type(column.tipe))
    except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
        raise ValueDoesNotFit(message("nilai_tak_tersimpan", tabel=table, kolom=column.nama, tipe=column.tipe, sebab=error)) from error


def _fitted(table: str, column: Column, value: Any, number: int) -> Any:
    """The value as Arrow takes it; number: the row's place, for the message."""
    if value is None:
        if column.wajib:
            raise ValueDoesNotFit(message("sel_kosong_tabel", tempat=_where(table, column, number)))
        return None
    if decimals := _decimals(column.tipe):
        return _fitted_decimal(value, *decimals, partial(_where, table, column, number))
    if column.tipe == "VARCHAR":
        return as_stored(value)
    if column.tipe == "DOUBLE[4]" and len(value) != 4:
        raise ValueDoesNotFit(message("kotak_bukan_empat", tempat=_where(table, column, number), jumlah=len(value)))
    # A str is a sequence of letters: Arrow would make a list of them.
    if column.tipe.endswith("]") and isinstance(value, str):
        raise ValueDoesNotFit(message("harus_daftar", tempat=_where(table, column, number), nilai=repr(value)))
    return list(value) if column.tipe.endswith("]") else value


@cache
def _decimals(tipe: str) -> tuple[int, int] | None:
    """Precision and scale of a DECIMAL, None for another type."""
    match = DECIMAL_TYPE.fullmatch(tipe)
    return (int(match[1]), int(match[2])) if match else None


def _where(table: str, column: Column, number: int) -> Message:
    return message("nilai_di_kolom", tabel=table, kolom=column.nama, tipe=column.tipe, nomor=number)


def _fitted_decimal(value: Any, precision: int, scale: int, where: Callable[[], Message]) -> Decimal:
    # bool is an int in Python; a float would bring digits that were never printed.
    if isinstance(value, bool) or not isinstance(value, Decimal | int):
        raise ValueDoesNotFit(message("harus_decimal", tempat=where(), jenis=type(value).__name__, nilai=repr(value)))
    number = Decimal(value)
    if not number.is_finite() or number.adjusted() >= precision:
        raise ValueDoesNotFit(message("bukan_bilangan", tempat=where(), nilai=str(value)))
    # A number below 10^precision has at most precision + scale digits once rounded: quantize never runs out of them.
    rounded = _rounding(precision + scale + 1).quantize(number, _unit(scale))
    if rounded.adjusted() >= precision - scale:
        raise ValueDoesNotFit(message("terlalu_besar", tempat=where(), nilai=str(value), jumlah=precision - scale))
    return rounded


@cache
def _unit(scale: int) -> Decimal:
    """One of the last of so many decimals."""
    return Decimal(1).scaleb(-scale)


@cache
def _rounding(digits: int) -> Context:
    """Half up, to numbers of so many digits."""
    return Context(prec=digits, rounding=ROUND_HALF_UP)


def quoted(names: Iterable[str]) -> str:
    """Column names as a SQL list."""
    return ", ".join(f'"{name}"' for name in names)
