"""The helpers that are kept as tables: made of everything, or of some documents only and put in place of what was kept of those.

A slice is made of the same SQL: tables of the same names, temporary and with the rows of the slice alone, stand before those of the file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb
import pyarrow as pa

from extract.message import message
from warehouse.database.parquet_rows import OF_DOCUMENTS, load_rows
from warehouse.database.query_files import query
from warehouse.database.view_files import Scope, ViewFile, column_meanings, depending_on, needed_for
from warehouse.store.errors import ViewInvalid
from warehouse.store.schema import literal

KEYS = {Scope.DOKUMEN: "doc_id", Scope.KANTOR: "concat(coalesce(upt_id, doc_id), ' ', tahun)"}
"""By what rows of an inner table are taken out and put in again."""
FINDINGS, PROOF, OFFICES, AGREEMENTS = "_temuan_semua", "bukti", "_kantor_dokumen", "_angka_antar_dokumen"
FEW = 200
"""Documents that are named in a query one by one."""
DECISIONS = ("_ref_tinjauan", "_ref_koreksi")


def kept(con: duckdb.DuckDBPyConnection, table: str) -> str:
    """The table of the file, also where a temporary one of that name stands before it."""
    ((database,),) = con.execute("SELECT current_database()").fetchall()
    return f'"{database}".main."{table}"'


def create_view(con: duckdb.DuckDBPyConnection, view: ViewFile) -> None:
    """A view, or an inner table with its rows, and a comment on each column. Raises ViewInvalid."""
    try:
        con.execute(view.sql)
    except duckdb.ProgrammingError as error:
        raise ViewInvalid(message("sql_tak_jalan", nama=view.nama, sebab=error)) from error
    names = [row[0] for row in con.execute(f'DESCRIBE "{view.nama}"').fetchall()]
    con.execute(f'COMMENT ON {"TABLE" if view.scope else "VIEW"} "{view.nama}" IS {literal(view.arti)}')
    for name, meaning in column_meanings(view, names).items():
        con.execute(f'COMMENT ON COLUMN "{view.nama}"."{name}" IS {literal(meaning)}')


# ---- what documents say of each other


def take_agreements(con: duckdb.DuckDBPyConnection, views: Sequence[ViewFile]) -> None:
    """Says in `bukti` what other documents prove or contradict: no document is read again for it. To be done before decisions are taken."""
    needed = needed_for(AGREEMENTS, views)
    for view in needed:
        con.execute(f'CREATE TEMP TABLE "{view.nama}" AS {view.query}')
    if needed:
        _agree(con)
    for view in needed:
        con.execute(f'DROP TABLE temp."{view.nama}"')


def _agree(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(f"CREATE TEMP TABLE _antar_dokumen AS {query('bukti_antar_dokumen')}")
    proof = kept(con, PROOF)
    con.execute(f"DELETE FROM {proof} WHERE doc_id IN (SELECT doc_id FROM _antar_dokumen)")
    con.execute(f"INSERT INTO {proof} FROM _antar_dokumen")
    con.execute("DROP TABLE temp._antar_dokumen")


# ---- what people decided


def take_decisions(con: duckdb.DuckDBPyConnection, views: Sequence[ViewFile]) -> None:
    """Says in `bukti` what people accepted: no document is read again for it. To be done before the inner tables are made.

    Findings are those that there are before; what is made of `bukti` is made afterwards.
    """
    if not _any_decided(con):
        return
    needed = [view for view in needed_for(FINDINGS, views) if view.scope]
    for view in needed:
        con.execute(f'CREATE TEMP TABLE "{view.nama}" AS {view.query}')
    _accept(con)
    for view in needed:
        con.execute(f'DROP TABLE temp."{view.nama}"')


def _any_decided(con: duckdb.DuckDBPyConnection) -> bool:
    return any(con.execute(f"FROM {table} LIMIT 1").fetchall() for table in DECISIONS)


def _accept(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        f"INSERT INTO {kept(con, '_putusan')} SELECT DISTINCT temuan_id, doc_id FROM {FINDINGS} "
        "WHERE temuan_id IN (SELECT temuan_id FROM _ref_tinjauan) ORDER BY ALL"
    )
    con.execute(f"CREATE TEMP TABLE _diterima AS {query('bukti_diterima')}")
    same = " AND ".join(f"b.{name} = d.{name}" for name in ("doc_id", "tabel", "baris", "bagian", "kolom"))
    con.execute(f"UPDATE {kept(con, PROOF)} b SET status = 'diterima' FROM _diterima d WHERE {same}")
    con.execute("DROP TABLE temp._diterima")


# ---- slices


def remake_whole(con: duckdb.DuckDBPyConnection, views: Sequence[ViewFile]) -> None:
    """The inner tables that are made of everything, where they are others now."""
    for view in views:
        if view.scope is Scope.SELURUHNYA:
            replace_if_other(con, view.nama, con.sql(view.query).to_arrow_table())


def replace_if_other(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> bool:
    """All rows of a table by these, where they are not the same in the same order; True where they were not."""
    before = con.sql(f"FROM {table}").to_arrow_table()
    if before.equals(rows.cast(before.schema)):
        return False
    con.execute(f"DELETE FROM {table}")
    load_rows(con, table, rows)
    return True


def remake_offices(con: duckdb.DuckDBPyConnection, documents: str, views: Sequence[ViewFile]) -> None:
    """`_kantor_dokumen` of these documents, which says what else has to be made anew. documents: a table with their doc_id."""
    needed = [view for view in needed_for(OFFICES, views) if view.scope]
    with _sliced(con, documents, needed):
        for view in needed:
            _remake(con, view, documents, documents)


def remake_slice(con: duckdb.DuckDBPyConnection, documents: str, offices: str, views: Sequence[ViewFile]) -> None:
    """All inner tables where they follow documents or offices.

    documents: a table with the doc_id of every document that says something of these offices and years. offices: a table with their keys,
    as in KEYS. What documents say of each other and what people decided is taken in once more: `bukti` of these documents has to be as they
    gave it.
    """
    tables = [view for view in views if view.scope in KEYS]
    agreements = needed_for(AGREEMENTS, tables)
    with _sliced(con, documents, tables):
        for view in agreements:
            _remake(con, view, documents, offices)
        if agreements:
            _agree(con)
            _cut(con, PROOF, documents)
        for view in tables:
            if view not in agreements:
                _remake(con, view, documents, offices)
        con.execute(f"DELETE FROM {kept(con, '_putusan')} WHERE doc_id IN (FROM {documents})")
        if _any_decided(con):
            _accept(con)
            _cut(con, PROOF, documents)
            for view in depending_on(PROOF, views):
                if view in tables:
                    _remake(con, view, documents, offices)


def _remake(con: duckdb.DuckDBPyConnection, view: ViewFile, documents: str, offices: str) -> None:
    con.execute(f'CREATE OR REPLACE TEMP TABLE "{view.nama}" AS {view.query}')
    _put(con, view, documents if view.scope is Scope.DOKUMEN else offices)
    _cut(con, view.nama, documents)  # of other offices too, as far as these documents are chosen there


@contextmanager
def _sliced(con: duckdb.DuckDBPyConnection, documents: str, views: Sequence[ViewFile]) -> Iterator[None]:
    """Tables of documents, of which only the rows of these are seen, as far as `views` read them; all of it is gone afterwards."""
    read = frozenset().union(*(view.reads for view in views)) & set(OF_DOCUMENTS)
    for table in sorted(read):
        _cut(con, table, documents)
    yield
    for name in (*read, *(view.nama for view in views)):
        con.execute(f'DROP TABLE IF EXISTS temp."{name}"')


def _cut(con: duckdb.DuckDBPyConnection, table: str, documents: str) -> None:
    wanted = of_documents(con, documents)
    con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS SELECT * FROM {kept(con, table)} WHERE {wanted}')


def of_documents(con: duckdb.DuckDBPyConnection, documents: str) -> str:
    """The condition that a row is of one of these documents. Written out for few of them: DuckDB then skips what holds none."""
    found = con.execute(f"SELECT doc_id FROM {documents} ORDER BY doc_id LIMIT {FEW + 1}").fetchall()
    if not 0 < len(found) <= FEW:
        return f"doc_id IN (SELECT doc_id FROM {documents})"
    return f"doc_id IN ({', '.join(literal(doc_id) for (doc_id,) in found)})"


def _put(con: duckdb.DuckDBPyConnection, view: ViewFile, keys: str) -> None:
    """The rows of the temporary table in place of those kept, for every key of `keys` of which they are others."""
    assert view.scope
    key, name, new = KEYS[view.scope], kept(con, view.nama), f'temp."{view.nama}"'
    wanted = of_documents(con, keys) if view.scope is Scope.DOKUMEN else f"{key} IN (FROM {keys})"
    # sums of hashes: to compare the rows themselves takes as long to plan as to make them
    sides = (
        f"SELECT {key} AS kunci, count(*) AS jumlah, sum(hash(r)) AS sidik FROM {side} r WHERE {wanted} GROUP BY ALL"
        for side in (name, new)
    )
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE kunci_lain AS
        SELECT kunci FROM ({" UNION ALL ".join(sides)}) GROUP BY kunci
        HAVING count(*) = 1 OR min((jumlah, sidik)) <> max((jumlah, sidik))"""
    )
    if con.execute("FROM kunci_lain LIMIT 1").fetchall():
        con.execute(f"DELETE FROM {name} WHERE {wanted} AND {key} IN (FROM kunci_lain)")
        con.execute(f"INSERT INTO {name} SELECT * FROM {new} WHERE {wanted} AND {key} IN (FROM kunci_lain)")
