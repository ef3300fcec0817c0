"""The table `riwayat`: what every run changed. It is kept in data/riwayat, one file a run, and not made of the documents: lost, it begins
anew with the next run."""

from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from warehouse.database.contents import opened
from warehouse.store.change_rows import LATER
from warehouse.store.files import replacing
from warehouse.store.schema import arrow_schema, literal

HISTORY = "riwayat"
OF_RUN = "%Y%m%dT%H%M%S%f"
"""Name of a run's file: when it began, in UTC."""


def fill_history(con: duckdb.DuckDBPyConnection, data_dir: Path, old: Path, reasons: Mapping[str, str]) -> None:
    """Fills the table: the runs that are kept, those that only the old database knows (theirs was stopped), and this one.

    reasons: doc_id → why it was read. Files of another version, but for columns that came later, are left out and stay where they are.
    """
    for path in _files(data_dir):
        _read(con, path)
    if old.is_file():
        _from_old(con, old)
    _add_this_run(con, reasons)


def follow_history(con: duckdb.DuckDBPyConnection, data_dir: Path, reasons: Mapping[str, str]) -> None:
    """The same in a copy of the last database, which knows its runs already: no file of them is opened again."""
    known = {f"{run:{OF_RUN}}" for (run,) in con.execute(f"SELECT DISTINCT run FROM {HISTORY}").fetchall()}
    for path in _files(data_dir):
        if path.stem not in known:
            _read(con, path)
    _add_this_run(con, reasons)


def _files(data_dir: Path) -> list[Path]:
    """One a run, oldest first."""
    return sorted((data_dir / HISTORY).glob("*.parquet"))


def _read(con: duckdb.DuckDBPyConnection, path: Path) -> None:
    if _readable(path):
        _insert(con, f"read_parquet({literal(str(path))})")


def _add_this_run(con: duckdb.DuckDBPyConnection, reasons: Mapping[str, str]) -> None:
    known = pa.table({"doc_id": pa.array(reasons.keys(), pa.string()), "alasan": pa.array(reasons.values(), pa.string())})
    con.register("alasan_baca", known)
    con.execute(
        """INSERT INTO riwayat BY NAME
           SELECT p.run, CAST($1 AS TIMESTAMP) AS waktu, p.perubahan, coalesce(p.doc_id_baru, p.doc_id_lama) AS doc_id, p.nama_berkas,
               p.upt_id, p.tahun, p.tabel, p.indikator, p.butir, p.baris, p.bagian, p.kolom, p.lama AS sebelum, p.baru AS sesudah,
               coalesce(p.sebab, a.alasan) AS sebab, p.halaman, p.line, p.jumlah
           FROM perubahan p LEFT JOIN alasan_baca a ON a.doc_id = p.doc_id_baru
           WHERE p.run NOT IN (SELECT run FROM riwayat)""",
        [datetime.now(UTC).replace(tzinfo=None)],
    )
    con.unregister("alasan_baca")


def keep_history(data_dir: Path) -> None:
    """Writes the file of each run that the database knows and the folder does not have. Raises WarehouseMissing."""
    with opened(data_dir) as con:
        for (run,) in con.execute("SELECT DISTINCT run FROM riwayat ORDER BY run").fetchall():
            path = data_dir / HISTORY / f"{run:{OF_RUN}}.parquet"
            if not path.exists():
                path.parent.mkdir(parents=True, exist_ok=True)
                found = con.execute("SELECT * FROM riwayat WHERE run = $1 ORDER BY ALL", [run]).fetchall()
                schema = arrow_schema(HISTORY)
                with replacing(path) as temporary:
                    pq.write_table(pa.Table.from_pylist([dict(zip(schema.names, row, strict=True)) for row in found], schema), temporary)


def _readable(path: Path) -> bool:
    try:
        return set(arrow_schema(HISTORY).names) - set(LATER) <= set(pq.read_schema(path).names) <= set(arrow_schema(HISTORY).names)
    except (OSError, pa.ArrowException):
        return False


def _from_old(con: duckdb.DuckDBPyConnection, old: Path) -> None:
    try:
        con.execute(f"ATTACH {literal(str(old))} AS lama (READ_ONLY)")
    except duckdb.Error:
        return  # unreadable: `perubahan` says so
    try:
        _insert(con, "lama.riwayat")
    except duckdb.Error:
        pass  # made by a version without history
    finally:
        con.execute("DETACH lama")


def _insert(con: duckdb.DuckDBPyConnection, source: str) -> None:
    con.execute(f"INSERT INTO riwayat BY NAME SELECT * FROM {source} WHERE run NOT IN (SELECT run FROM riwayat)")
