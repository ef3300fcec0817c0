"""Inner tables made anew for some documents only, and put in place of what was kept of those.

A slice is made of the same SQL: tables of the same names, temporary and with the rows of the slice alone, stand before those of the file.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import duckdb

from warehouse.database.inner_tables import AGREEMENTS, OFFICES, PROOF, accept, agree, any_decided, kept
from warehouse.database.parquet_rows import OF_DOCUMENTS
from warehouse.database.view_files import Scope, ViewFile, depending_on, needed_for
from warehouse.store.schema import literal

KEYS = {Scope.DOKUMEN: "doc_id", Scope.KANTOR: "concat(coalesce(upt_id, doc_id), ' ', tahun)"}
"""By what rows of an inner table are taken out and put in again."""


def remake_offices(con: duckdb.DuckDBPyConnection, documents: str, views: Sequence[ViewFile]) -> None:
    """`_kantor_dokumen` of these documents, which says what else has to be made anew. documents: a table with their doc_id."""
    needed = [view for view in needed_for(OFFICES, views) if view.scope]
    piece = _Slice(con, documents)
    with piece.standing_before(needed):
        for view in needed:
            piece.remake(view, needed)


def remake_slice(con: duckdb.DuckDBPyConnection, documents: str, offices: str, views: Sequence[ViewFile], proof_stands: bool) -> None:
    """All inner tables where they follow documents or offices.

    documents: a table with the doc_id of every document that says something of these offices and years. offices: a table with their keys,
    as in KEYS. What documents say of each other and what people decided is taken in once more: `bukti` of these documents has to be as they
    gave it. What `remake_offices` has made holds as far as it hangs on each document alone. proof_stands: `bukti` is as it was asked then.
    """
    needed = [view for view in needed_for(OFFICES, views) if view.scope]
    made = [view.nama for view in needed if view not in depending_on(PROOF, views)]
    tables = [view for view in views if view.scope in KEYS and view.nama not in made]
    agreements = needed_for(AGREEMENTS, tables)
    piece = _Slice(con, documents, offices)
    with piece.standing_before(tables, made):
        for view in agreements:
            piece.remake(view, tables)
        if agreements and agree(con):
            piece.cut(PROOF)
            proof_stands = False
        for view in tables:
            if view in needed and proof_stands:
                piece.cut(view.nama)
            elif view not in agreements:
                piece.remake(view, tables)
        con.execute(f"DELETE FROM {kept(con, '_putusan')} WHERE {piece.of_documents}")
        if any_decided(con):
            accept(con)
            piece.cut(PROOF)
            for view in depending_on(PROOF, views):
                if view in tables:
                    piece.remake(view, tables)


def fill_slice(con: duckdb.DuckDBPyConnection, documents: str, offices: str, view: ViewFile, tables: Sequence[ViewFile]) -> None:
    """Adds the rows of a table of offices and years that are about these, where there are none of them yet. documents, offices: as for
    `remake_slice`; tables: the inner tables."""
    piece = _Slice(con, documents, offices)
    with piece.standing_before([view], [other.nama for other in tables if other.scope in KEYS and other.nama in view.reads]):
        piece.add(view)


def of_documents(con: duckdb.DuckDBPyConnection, documents: str) -> str:
    """The condition that a row is of one of these documents. A single one is written out: DuckDB then skips what does not hold it. Of
    several a join asks in half the time."""
    found = con.execute(f"SELECT doc_id FROM {documents} LIMIT 2").fetchall()
    return f"doc_id = {literal(found[0][0])}" if len(found) == 1 else f"doc_id IN (SELECT doc_id FROM {documents})"


def _of_offices(con: duckdb.DuckDBPyConnection, offices: str) -> str:
    """The condition that a row is of one of these offices and years. offices: a table with their keys, as in KEYS. Of a single one its
    office and year are asked: to put the key of every row together takes longer than the rest."""
    found = con.execute(f"SELECT kunci FROM {offices} LIMIT 2").fetchall()
    if len(found) != 1:
        return f"{KEYS[Scope.KANTOR]} IN (FROM {offices})"
    office, _, year = found[0][0].rpartition(" ")
    return f"coalesce(upt_id, doc_id) = {literal(office)} AND tahun IS NOT DISTINCT FROM {year or 'NULL'}"


class _Slice:
    """documents, offices: as for `remake_slice`, None where no table of offices is made; neither may change while it is used.
    of_documents: that a row is of these documents."""

    def __init__(self, con: duckdb.DuckDBPyConnection, documents: str, offices: str | None = None) -> None:
        self._con = con
        self.of_documents = of_documents(con, documents)
        self._of_offices = _of_offices(con, offices) if offices else None
        self._file = kept(con, "")[:-2]

    @contextmanager
    def standing_before(self, views: Sequence[ViewFile], made: Sequence[str] = ()) -> Iterator[None]:
        """Tables of documents, of which only the rows of these are seen, as far as `views` read them; all of it is gone afterwards.
        made: inner tables that are made already."""
        read = sorted(frozenset().union(*(view.reads for view in views)) & set(OF_DOCUMENTS)) + sorted(made)
        for table in read:
            self.cut(table, self._asked(table, views))
        yield
        for name in (*read, *(view.nama for view in views)):
            self._con.execute(f'DROP TABLE IF EXISTS temp."{name}"')

    def _asked(self, table: str, views: Sequence[ViewFile]) -> str:
        """The columns of a table that views may read: all, unless none of them asks for all of anything."""
        reading = [view for view in views if table in view.reads]
        if any("*" in view.query for view in reading):
            return "*"
        names = [row[0] for row in self._con.execute(f"DESCRIBE {self._kept(table)}").fetchall()]
        return ", ".join(f'"{name}"' for name in names if any(name in view.reads for view in reading))

    def cut(self, table: str, columns: str = "*") -> None:
        """The rows of these documents, as they are kept, stand before the table."""
        # a join whose table has fewer rows than there are documents gives them in another order
        rows = f"SELECT {columns} FROM {self._kept(table)} WHERE {self.of_documents} ORDER BY rowid"
        self._con.execute(f'CREATE OR REPLACE TEMP TABLE "{table}" AS {rows}')

    def remake(self, view: ViewFile, reading: Sequence[ViewFile]) -> None:
        """Makes the rows of an inner table and keeps them. reading: what may ask for them afterwards."""
        self._con.execute(f'CREATE OR REPLACE TEMP TABLE "{view.nama}" AS {view.query}')
        self._put(view)
        if view.scope is Scope.KANTOR and any(view.nama in other.reads for other in reading):
            self.cut(view.nama)  # of other offices too, as far as these documents are chosen there

    def _put(self, view: ViewFile) -> None:
        """The rows of the temporary table in place of those kept. To ask first which of them are others takes longer than to put all."""
        wanted = self.of_documents if view.scope is Scope.DOKUMEN else self._of_offices
        assert wanted
        self._con.execute(f"DELETE FROM {self._kept(view.nama)} WHERE {wanted}")
        self._con.execute(f'INSERT INTO {self._kept(view.nama)} SELECT * FROM temp."{view.nama}" WHERE {wanted}')

    def add(self, view: ViewFile) -> None:
        """Makes the rows of a table of offices and keeps them, beside those of other offices."""
        self._con.execute(f"INSERT INTO {self._kept(view.nama)} SELECT * FROM ({view.query}) WHERE {self._of_offices}")

    def _kept(self, table: str) -> str:
        return f'{self._file}"{table}"'
