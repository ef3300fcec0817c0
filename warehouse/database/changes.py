"""What a new database changes against the old one: the table `perubahan`, filled while the old one still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import datetime
from pathlib import Path
from string import Template

import duckdb

from normalize.rows import TABEL, Asal
from warehouse.database.inner_tables import kept
from warehouse.database.slices import of_documents
from warehouse.database.written_out import by_name_and_period
from warehouse.store.change_rows import TAK_BANDING
from warehouse.store.schema import columns, literal, row_class

SQL = Path(__file__).resolve().parent / "perubahan"
TABLE = "perubahan"
OLD, NEW = ("lama", "lama."), ("baru", "")
COMPARED = ("dokumen", *(table for table, cls in TABEL.items() if issubclass(cls, Asal) and table not in ("cek", "sel")))
"""The tables of what documents say; cek and sel are made of them or they of it."""
KEPT, BESIDE = "lama", "temp"
"""Where rows are copied to: with those of before, or before the table of the database."""
MADE = ("pasangan", "nilai_lama", "nilai_baru", "jumlah_lama", "jumlah_baru", "tak_banding")
"""Temporary tables of a comparison."""
NAMING = {"doc_id", "nama_berkas", "diproses_pada", "target_id"}
"""Which document or row it is, and when it was read: told of the document, or other in each edition of it."""

UNREADABLE, OTHER_PROGRAM = "gudang data sebelumnya tidak dapat dibuka", "gudang data sebelumnya dibuat versi program lain"
"""Why nothing can be compared; what DuckDB said stands behind it in brackets."""


def fill_changes(con: duckdb.DuckDBPyConnection, old: Path, run: datetime) -> None:
    """Fills the table. All documents are new where there is no old database.

    What cannot be compared stands in the table with its reason: a column or table that one of the databases lacks, or all of the old one
    where it cannot be read.
    """
    try:
        con.execute(f"ATTACH {literal(str(old))} AS lama (READ_ONLY)" if old.is_file() else "ATTACH ':memory:' AS lama")
    except duckdb.Error as error:
        _refuse(con, run, f"{UNREADABLE} ({_first_line(error)})")
        return
    try:
        if old.is_file():
            _pair(con)
            before = con.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE database_name = 'lama'").fetchall()
            for table in COMPARED:
                _compare_table(con, table, {column for name, column in before if name == table})
            _tell(con, run)
        else:
            _all_new(con, run)
    except duckdb.Error as error:
        _refuse(con, run, f"{OTHER_PROGRAM} ({_first_line(error)})")
    finally:
        con.execute("DETACH lama")


def keep_before(con: duckdb.DuckDBPyConnection, documents: str) -> None:
    """Lays the rows of documents beside the database as they are before they change. documents: a temporary table with their doc_id."""
    con.execute("ATTACH ':memory:' AS lama")
    if _copied(con, KEPT, ["dokumen"], documents):  # most nights these are new
        _copied(con, KEPT, COMPARED[1:], documents)


def compare_documents(con: duckdb.DuckDBPyConnection, run: datetime, documents: str) -> None:
    """Makes the rows of the table anew, where only these documents may be others, which `keep_before` was told of."""
    con.execute(f"DELETE FROM {TABLE}")
    told = _copied(con, BESIDE, COMPARED, documents)
    before = con.execute("FROM lama.dokumen LIMIT 1").fetchall()
    if before:
        told |= {table for table in COMPARED if con.execute(f'FROM lama."{table}" LIMIT 1').fetchall()}
    _pair(con)
    paired = con.execute("FROM pasangan WHERE banding LIMIT 1").fetchall()
    for table in (table for table in COMPARED if table in told):
        if paired:
            _compare_table(con, table, {column.nama for column in columns(table)})
        else:  # of what came or went only the number of its values is told
            values = _values(con, table)
            for side in (OLD, NEW) if before else (NEW,):
                _count(con, table, side, values)
    _tell(con, run)
    for table in (*COMPARED, *MADE):
        con.execute(f'DROP TABLE temp."{table}"')
    con.execute("DETACH lama")


def _copied(con: duckdb.DuckDBPyConnection, place: str, tables: Iterable[str], documents: str) -> set[str]:
    """Those of the tables that have rows of these documents; all are copied, so far, to tables of their names. place: KEPT or BESIDE."""
    file, wanted = kept(con, ""), of_documents(con, documents)
    kind = "TEMP TABLE" if place == BESIDE else "TABLE"
    found = set()
    for table in tables:
        rows = f'FROM {file[:-2]}"{table}" WHERE {wanted}'
        ((count,),) = con.execute(f'CREATE {kind} {place}."{table}" AS {rows}').fetchall()
        found |= {table} if count else set()
    return found


def _refuse(con: duckdb.DuckDBPyConnection, run: datetime, sebab: str) -> None:
    con.execute(f"DELETE FROM {TABLE}")
    con.execute(f"INSERT INTO {TABLE} (run, perubahan, sebab) VALUES ($1, $2, $3)", [run, TAK_BANDING, sebab])


def _all_new(con: duckdb.DuckDBPyConnection, run: datetime) -> None:
    con.execute("CREATE TABLE lama.dokumen AS FROM dokumen LIMIT 0")
    _pair(con)
    for table in COMPARED:
        if _has_rows(con, table, NEW):
            _count(con, table, NEW, _values(con, table))
    _tell(con, run)


def _pair(con: duckdb.DuckDBPyConnection) -> None:
    for name in ("pasangan", "sisi"):
        con.execute((SQL / f"{name}.sql").read_text(encoding="utf-8"))


def _tell(con: duckdb.DuckDBPyConnection, run: datetime) -> None:
    con.execute((SQL / "perubahan.sql").read_text(encoding="utf-8"), [run])


def _compare_table(con: duckdb.DuckDBPyConnection, table: str, old: set[str]) -> None:
    """Puts the values of both sides beside each other, of the columns that both have."""
    new = _values(con, table)
    if _has_rows(con, table, NEW):
        _count(con, table, NEW, new)
    both = [column for column in new if column in old]
    if not old:
        _cannot(con, table, [None], "belum ada di gudang data sebelumnya")
        return
    try:
        # the columns that tell one row from another are named in the query: they have to be there
        _collect(con, table, OLD, both)
    except duckdb.BinderException as error:
        _cannot(con, table, [None], f"{OTHER_PROGRAM} ({_first_line(error)})")
        return
    if _has_rows(con, table, OLD):
        _count(con, table, OLD, both)
    if _has_rows(con, table, NEW):
        _collect(con, table, NEW, both)
    named = {column.nama for column in columns(table)}
    _cannot(con, table, [column for column in new if column not in old], "belum ada di gudang data sebelumnya")
    _cannot(con, table, sorted(old - named), "tidak ada lagi di gudang data")


def _values(con: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """The columns of a table that hold what a document says, and do not tell its rows apart."""
    told = {row[0] for row in con.execute(f"DESCRIBE {rows_told_apart(table, NEW[1])}").fetchall()}
    place = {field.name for field in fields(Asal)} if issubclass(row_class(table), Asal) else set()
    return [column.nama for column in columns(table) if column.nama in told - place - NAMING]


def rows_told_apart(table: str, origin: str) -> str:
    """The SQL of a table's rows with what tells one from another. origin: the database that they lie in, with its full stop."""
    own = SQL / "baris" / f"{table}.sql"
    sql = own.read_text("utf-8") if own.is_file() else by_name_and_period(table, (SQL / "baris_hasil.sql").read_text("utf-8"))
    return sql.replace("asal.", origin)


def _collect(con: duckdb.DuckDBPyConnection, table: str, side: tuple[str, str], values: Sequence[str]) -> None:
    name, origin = side
    cells = ", ".join(f"""{literal(column)}: CAST(b."{column}" AS VARCHAR)""" for column in values)
    query = Template((SQL / "nilai.sql").read_text(encoding="utf-8"))
    given = {
        "ke": f"nilai_{name}",
        "sisi": f"doc_id_{name}",
        "tabel": table,
        "baris": rows_told_apart(table, origin),
        "petak": f"MAP {{{cells}}}",
    }
    con.execute(query.substitute(given))


def _count(con: duckdb.DuckDBPyConnection, table: str, side: tuple[str, str], values: Sequence[str]) -> None:
    name, origin = side
    filled = " + ".join(f'count("{column}")' for column in values)
    con.execute(f"INSERT INTO jumlah_{name} SELECT doc_id, {filled} FROM ({rows_told_apart(table, origin)}) GROUP BY doc_id")


def _has_rows(con: duckdb.DuckDBPyConnection, table: str, side: tuple[str, str]) -> bool:
    """False for most tables of a small warehouse; what is asked of each costs its planning."""
    return bool(con.execute(f'SELECT 1 FROM {side[1]}"{table}" LIMIT 1').fetchall())


def _cannot(con: duckdb.DuckDBPyConnection, table: str, kolom: Iterable[str | None], sebab: str) -> None:
    for name in kolom:
        con.execute("INSERT INTO tak_banding VALUES ($1, $2, $3)", [table, name, sebab])


def _first_line(error: duckdb.Error) -> str:
    return str(error).partition("\n")[0]
