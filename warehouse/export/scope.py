"""Which part of the warehouse an export is about: years, periods, offices; all where nothing is said."""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from extract.message import message
from warehouse.store.errors import NameUnknown

MONTH = {"TW1": 3, "TW2": 6, "TW3": 9, "TW4": 12, "TAHUNAN": 12}
"""The last month of a period; outputs are reported by month."""


class ExportScope(NamedTuple):
    """tahun, periode, upt: those that are exported; empty: all. upt: ids; kantor: their names, for people."""

    tahun: tuple[int, ...] = ()
    periode: tuple[str, ...] = ()
    upt: tuple[str, ...] = ()
    kantor: tuple[str, ...] = ()

    def indicators(self) -> tuple[str, list[object]]:
        """A condition on v_bappenas and its values."""
        return _all_of(("tahun", self.tahun), ("periode", self.periode), ("upt_id", self.upt))

    def outputs(self) -> tuple[str, list[object]]:
        """The same on v_bappenas_ro: the last month of each period, and outputs that no month is reported of."""
        text, values = _all_of(("tahun", self.tahun), ("upt_id", self.upt))
        if self.periode:
            text += " AND (bulan IS NULL OR list_contains(?, bulan))"
            values.append(sorted({MONTH[period] for period in self.periode}))
        return text, values

    def documents(self) -> tuple[str, list[object]]:
        """The same on dokumen: plans are of the whole year, reports of their period."""
        text, values = _all_of(("tahun", self.tahun), ("upt_id", self.upt))
        if self.periode:
            text += " AND (NOT starts_with(jenis, 'LAKIP') OR list_contains(?, periode))"
            values.append(list(self.periode))
        return text, values

    @property
    def words(self) -> str:
        """'2025, TW3, Balai Besar POM di Serang' for people; '' for all."""
        return ", ".join(map(str, (*self.tahun, *self.periode, *self.kantor)))


EVERYTHING = ExportScope()


def scope_of(con: duckdb.DuckDBPyConnection, tahun: Sequence[int], periode: Sequence[str], upt: Sequence[str]) -> ExportScope:
    """upt: ids, names or other spellings of offices. Raises NameUnknown for an office that nobody knows by that name."""
    offices = tuple(dict.fromkeys(_office(con, name) for name in upt))
    return ExportScope(tuple(tahun), tuple(periode), offices, tuple(_official(con, office, tahun) for office in offices))


def _office(con: duckdb.DuckDBPyConnection, name: str) -> str:
    found = con.execute(
        """SELECT upt_id FROM (SELECT upt_id, upt_id AS nama FROM dim_upt UNION SELECT upt_id, nama FROM dim_upt
           UNION SELECT upt_id, alias FROM dim_upt_alias) WHERE lower(nama) = lower($1) ORDER BY upt_id LIMIT 1""",
        [name.strip()],
    ).fetchall()
    if not found:
        raise NameUnknown(message("kantor_ekspor_tak_dikenal", nama=name))
    return str(found[0][0])


def _official(con: duckdb.DuckDBPyConnection, upt_id: str, tahun: Sequence[int]) -> str:
    """The office's name in the last of these years, else its newest."""
    found = con.execute(
        """SELECT nama FROM dim_upt WHERE upt_id = $1
           ORDER BY $2 BETWEEN coalesce(tahun_mulai, 0) AND coalesce(tahun_selesai, 9999) DESC, tahun_mulai DESC NULLS LAST LIMIT 1""",
        [upt_id, max(tahun, default=9999)],
    ).fetchall()
    return str(found[0][0])


def _all_of(*wanted: tuple[str, Sequence[object]]) -> tuple[str, list[object]]:
    given = [(column, list(values)) for column, values in wanted if values]
    return " AND ".join(["TRUE", *(f"list_contains(?, {column})" for column, _ in given)]), [values for _, values in given]
