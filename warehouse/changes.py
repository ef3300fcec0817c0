"""What a new database changes against the old one: the table `perubahan`, filled while the old one still stands."""

from datetime import datetime
from pathlib import Path

import duckdb

from warehouse.schema import comments_on_table, create_table, literal

SQL = Path(__file__).resolve().parent / "perubahan"
TABLE = "perubahan"
SIDES = (("nilai_lama", "lama.", "doc_id_lama"), ("nilai_baru", "", "doc_id_baru"))


def fill_changes(con: duckdb.DuckDBPyConnection, old: Path, run: datetime) -> None:
    """Makes the table. Empty where there is no old database, or where that one cannot be compared (locked, or of another version)."""
    for statement in (create_table(TABLE), *comments_on_table(TABLE)):
        con.execute(statement)
    if not old.is_file():
        con.execute((SQL / "semua_baru.sql").read_text(encoding="utf-8"), [run])
        return
    try:
        con.execute(f"ATTACH {literal(str(old))} AS lama (READ_ONLY)")
    except duckdb.Error:
        return
    try:
        con.execute((SQL / "pasangan.sql").read_text(encoding="utf-8"))
        query = (SQL / "nilai.sql").read_text(encoding="utf-8")
        for table, origin, side in SIDES:
            con.execute(f"CREATE TEMP TABLE {table} AS {query.replace('asal.', origin).replace('sisi AS', f'{side} AS')}")
        con.execute((SQL / "perubahan.sql").read_text(encoding="utf-8"), [run])
    except duckdb.Error:
        con.execute("DELETE FROM perubahan")
    finally:
        con.execute("DETACH lama")
