"""All inner tables filled, of a database that is built whole; of very many documents some years after the other."""

from collections.abc import Sequence

import duckdb

from warehouse.database.inner_tables import AGREEMENTS, OFFICES, agree, take_decisions
from warehouse.database.slices import KEYS, fill_slice
from warehouse.database.view_files import Scope, ViewFile, needed_for
from warehouse.screen.screen import Steps

MANY = 2000
"""Documents of which one statement makes all rows of an inner table of offices and years."""


def fill_all(con: duckdb.DuckDBPyConnection, views: Sequence[ViewFile], steps: Steps) -> None:
    """The rows of all inner tables, which are empty; before, `bukti` is told what documents say of each other and what people decided."""
    tables = [view for view in views if view.scope]
    agreements = needed_for(AGREEMENTS, tables)
    for view in agreements:
        _fill(con, view)
    if agreements:
        agree(con)
    take_decisions(con, tables)
    done = {view.nama for view in agreements}
    for view in steps("gudang data: tampilan", tables):
        if view not in agreements:
            by_years = view.scope is Scope.KANTOR and OFFICES in done
            groups = _years(con) if by_years else []
            if len(groups) > 1:
                _fill_by_years(con, view, tables, groups)
            else:
                _fill(con, view)
            done.add(view.nama)


def _fill(con: duckdb.DuckDBPyConnection, view: ViewFile) -> None:
    con.execute(f'INSERT INTO "{view.nama}" {view.query}')


def _fill_by_years(con: duckdb.DuckDBPyConnection, view: ViewFile, tables: Sequence[ViewFile], groups: Sequence[str]) -> None:
    """groups: conditions of the years that go together."""
    for years in groups:
        con.execute(f"CREATE TEMP TABLE sebagian AS SELECT DISTINCT doc_id, {KEYS[Scope.KANTOR]} AS kunci FROM {OFFICES} WHERE {years}")
        con.execute("CREATE TEMP TABLE sebagian_kantor AS SELECT DISTINCT kunci FROM sebagian")
        fill_slice(con, "sebagian", "sebagian_kantor", view, tables)
        con.execute("DROP TABLE temp.sebagian")
        con.execute("DROP TABLE temp.sebagian_kantor")


def _years(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The years of which documents tell as conditions, so many together as MANY documents have."""
    found = con.execute(f"SELECT tahun, count(DISTINCT doc_id) FROM {OFFICES} GROUP BY tahun ORDER BY tahun").fetchall()
    groups: list[list[str]] = [[]]
    together = 0
    for tahun, documents in found:
        if groups[-1] and together + documents > MANY:
            groups.append([])
            together = 0
        groups[-1].append(f"tahun IS NOT DISTINCT FROM {'NULL' if tahun is None else tahun}")
        together += documents
    return [" OR ".join(years) for years in groups]
