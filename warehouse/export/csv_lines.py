"""A row as a line of CSV, made by the engine: the SQL of what `write_csv` makes of Python values, for the types that tables have.

Millions of cells are written so without a Python value each. A table with a column of another type is written value by value.
"""

import re
from collections.abc import Sequence

from warehouse.export.dialects import Dialect
from warehouse.store.schema import literal

WHOLE = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "UHUGEINT"}
# 'DECIMAL(18,6)' -> 18, 6
DECIMAL = re.compile(r"DECIMAL\(\d+, ?(\d+)\)")
# 'VARCHAR[]', 'DOUBLE[4]' -> 'VARCHAR', 'DOUBLE'
LIST = re.compile(r"(.*)\[\d*\]")
# what `regex` calls white space, which may stand before a formula; RE2 knows five of them
SPACE = r"[\t-\r \x{85}\x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}]"
# as harmless_cells.FORMULA
FORMULA = rf"^(?:{SPACE}*[=+\-@＝＋－＠]|[ \f\v]*[\t\r\n])"


def line_of(columns: Sequence[tuple[str, str]], dialect: Dialect) -> str | None:
    """The expression of a row's line, without its end. columns: (name, DuckDB's name of its type). None where a type is none of these."""
    cells = [_cell(f'"{name}"', tipe, dialect) for name, tipe in columns]
    if None in cells:
        return None
    between = f", {literal(dialect.delimiter)}, "
    return f"concat({between.join(cell for cell in cells if cell)})"  # which takes NULL for nothing


def _cell(name: str, tipe: str, dialect: Dialect) -> str | None:
    if tipe == "VARCHAR":
        return _text(name, dialect)
    found = LIST.fullmatch(tipe)
    if not found:
        return _plain(name, tipe, dialect)
    part = "part" if found[1] == "VARCHAR" else _plain("part", found[1], dialect)
    # a list is a text, whatever stands in it: no spreadsheet may turn it into something else
    joined = f"array_to_string(list_transform({name}, lambda part: coalesce({part}, 'None')), '|')"
    return _text(joined, dialect) if part else None


def _text(text: str, dialect: Dialect) -> str:
    armed = f"CASE WHEN regexp_matches({text}, {literal(FORMULA)}) THEN concat('''', {text}) ELSE {text} END"
    quoted = f"""concat('"', replace({armed}, '"', '""'), '"')"""
    if dialect.quote_text:
        return f"CASE WHEN {text} IS NOT NULL THEN {quoted} END"
    special = literal(rf'[{re.escape(dialect.delimiter)}"\r\n]')
    return f"CASE WHEN regexp_matches({text}, {special}) THEN {quoted} ELSE {armed} END"


def _plain(value: str, tipe: str, dialect: Dialect) -> str | None:
    """As `views_export._plain`."""
    if tipe in WHOLE or tipe in ("BOOLEAN", "DATE"):
        return f"CAST({value} AS VARCHAR)"
    if tipe == "TIMESTAMP":
        fraction = f"CASE WHEN microsecond({value}) % 1000000 <> 0 THEN strftime({value}, '.%f') END"
        return f"CASE WHEN {value} IS NOT NULL THEN concat(strftime({value}, '%Y-%m-%dT%H:%M:%S'), {fraction}) END"
    found = DECIMAL.fullmatch(tipe)
    if not found and tipe != "DOUBLE":
        return None
    text = f"CAST({value} AS VARCHAR)"
    if found and int(found[1]):
        text = f"rtrim(rtrim({text}, '0'), '.')"
    return text if dialect.decimal == "." else f"replace({text}, '.', {literal(dialect.decimal)})"
