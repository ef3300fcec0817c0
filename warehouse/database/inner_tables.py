"""The helpers that are kept as tables, and what is said in `bukti` before they are made; of some documents only see `slices`."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from warehouse.database.parquet_rows import load_rows
from warehouse.database.query_files import query
from warehouse.database.view_files import Scope, ViewFile, needed_for

FINDINGS, PROOF, OFFICES, AGREEMENTS = "_temuan_semua", "bukti", "_kantor_dokumen", "_angka_antar_dokumen"
DECISIONS = ("_ref_tinjauan", "_ref_koreksi")


def kept(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """The table of the file, also where a temporary one of that name stands before it."""
    ((database,),) = con.execute("SELECT current_database()").fetchall()
    return f'"{database}".main."{table}"'


# ---- what documents say of each other


def agree(con: duckdb.DuckDBPyConnection) -> bool:
    """Says in `bukti` what other documents prove or contradict: no document is read again for it. To be done before decisions are taken.
    False where they say nothing."""
    ((count,),) = con.execute(f"CREATE TEMP TABLE _antar_dokumen AS {query('bukti_antar_dokumen')}").fetchall()
    if count:
        proof = kept(con, PROOF)
        con.execute(f"DELETE FROM {proof} WHERE doc_id IN (SELECT doc_id FROM _antar_dokumen)")
        con.execute(f"INSERT INTO {proof} FROM _antar_dokumen")
    con.execute("DROP TABLE temp._antar_dokumen")
    return bool(count)


# ---- what people decided


def take_decisions(con: duckdb.DuckDBPyConnection, tables: Sequence[ViewFile]) -> None:
    """Says in `bukti` what people accepted: no document is read again for it. Findings are those that there are before."""
    if not any_decided(con):
        return
    needed = needed_for(FINDINGS, tables)
    for view in needed:
        con.execute(f'CREATE TEMP TABLE "{view.nama}" AS {view.query}')
    accept(con)
    for view in needed:
        con.execute(f'DROP TABLE temp."{view.nama}"')


def any_decided(con: duckdb.DuckDBPyConnection) -> bool:
    return any(con.execute(f"FROM {table} LIMIT 1").fetchall() for table in DECISIONS)


def accept(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"INSERT INTO {kept(con, '_putusan')} SELECT DISTINCT temuan_id, doc_id FROM {FINDINGS} "
        "WHERE temuan_id IN (SELECT temuan_id FROM _ref_tinjauan) ORDER BY ALL"
    )
    con.execute(f"CREATE TEMP TABLE _diterima AS {query('bukti_diterima')}")
    same = " AND ".join(f"b.{name} = d.{name}" for name in ("doc_id", "tabel", "baris", "bagian", "kolom"))
    con.execute(f"UPDATE {kept(con, PROOF)} b SET status = 'diterima' FROM _diterima d WHERE {same}")
    con.execute("DROP TABLE temp._diterima")


# ---- made of everything


def remake_whole(con: duckdb.DuckDBPyConnection, views: Sequence[ViewFile]) -> None:
    """The inner tables that are made of everything, where they are others now."""
    for view in views:
        if view.scope is Scope.SELURUHNYA:
            replace_if_other(con, view.nama, con.sql(view.query).to_arrow_table())


def replace_if_other(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> pa.Table | None:
    """All rows of a table by these, where they are not the same in the same order: gives those that there were, or None."""
    before = con.sql(f"FROM {table}").to_arrow_table()
    if before.columns == rows.columns:  # not `equals`: of a table's columns it also asks whether they may be empty
        return None
    con.execute(f"DELETE FROM {table}")
    load_rows(con, table, rows)
    return before
