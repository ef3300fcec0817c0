"""data/lumbung/: the tables of the warehouse as Parquet by table and year, for many readers while it is written.

`manifest.json` names the files that hold now, and what their columns are. It is put in place in one step, after all that it names is on
the disk, and no file that it names is ever changed: a file's name says what is in it. What the manifest before named stays for one version
more, so that whoever reads by that one comes to an end. Folders have no names such as `kode=007`, which one reader takes for text and
another for a number: a year is a column, or stands in the manifest.
"""

import hashlib
import json
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
from msgspec import Struct
from msgspec.structs import asdict

from extract.message import message
from normalize.rows import TABEL
from warehouse.database.contents import opened
from warehouse.database.engine_reason import reason
from warehouse.screen.screen import Steps, unseen
from warehouse.store.errors import LumbungFailed
from warehouse.store.files import remove_leftovers, replacing
from warehouse.store.schema import columns, literal, table_comment

LUMBUNG, MANIFEST = "lumbung", "manifest.json"
LAYOUT = 1
"""Of the manifest; another one is no ground to go on from."""
ROWS = 100_000
"""Rows of a row group."""
# '2025-0123456789abcdef.parquet', 'tanpa-tahun-0123456789abcdef.parquet'; nothing else in the folders is ours to delete
OURS = re.compile(r"(?:\d{1,4}|tanpa-tahun)-[0-9a-f]{16}\.parquet")
NO_YEAR = "tanpa-tahun"
# 'DOUBLE[4]' -> 'DOUBLE[]'
FIXED = re.compile(r"\[\d+\]")


class TableFile(Struct, frozen=True):
    """A file. tahun: of its rows, where the table has that column, else of their documents; None for rows without one. berkas: from the
    folder of the manifest on, with '/'; byte: its size."""

    tabel: str
    tahun: int | None
    berkas: str
    baris: int
    byte: int


class WrittenLumbung(Struct, frozen=True):
    """What `write_lumbung` did. versi: of the manifest that holds now; baru: files that were written for it; semua: all that it names."""

    manifest: Path
    versi: int
    baru: int
    semua: int


def write_lumbung(data_dir: Path, folder: Path, steps: Steps = unseen) -> WrittenLumbung:
    """Brings the folder to what the database holds: only files of a table and year whose rows are others are written.

    Raises WarehouseMissing, FileBusy, LumbungFailed (the files named by the manifest in place stay whole), OSError.
    """
    before = _manifest(folder)
    kept = {part["berkas"]: part for part in before.get("berkas", ())}
    new = 0
    with opened(data_dir) as con, _told(folder):
        parts: list[TableFile] = []
        for table in steps("lumbung", tuple(TABEL)):
            for tahun, rows, name in _wanted(con, table):
                path = folder / name
                if name not in kept or not path.is_file() or path.stat().st_size != kept[name]["byte"]:
                    _write(con, table, tahun, path)
                    new += 1
                parts.append(TableFile(table, tahun, name, rows, path.stat().st_size))
    listed = [asdict(part) for part in parts]
    versi = int(before.get("versi", 0))
    if listed != before.get("berkas"):
        versi += 1
        _put_in_place(folder, {"bentuk": LAYOUT, "versi": versi, "dibuat": _now(), "tabel": _described(), "berkas": listed})
        _take_out(folder, {*kept, *(part.berkas for part in parts)})
    return WrittenLumbung(folder / MANIFEST, versi, new, len(parts))


def _manifest(folder: Path) -> dict[str, Any]:
    """That in place; {} where there is none, or none of this layout."""
    try:
        found = json.loads((folder / MANIFEST).read_bytes())
        return dict(found) if found["bentuk"] == LAYOUT else {}
    except (OSError, ValueError, TypeError, KeyError):
        return {}


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise LumbungFailed(message("lumbung_tak_tertulis", sebab=reason(error), folder=folder)) from error


def _year(table: str) -> str:
    """SQL of the year of a row `r`."""
    names = {column.nama for column in columns(table)}
    if "tahun" in names:
        return "r.tahun"
    return "(SELECT d.tahun FROM dokumen d WHERE d.doc_id = r.doc_id)" if "doc_id" in names else "CAST(NULL AS INTEGER)"


def _wanted(con: duckdb.DuckDBPyConnection, table: str) -> list[tuple[int | None, int, str]]:
    """(year, rows, file) of a table, by year; a table without rows has one file without rows, so that readers find its columns."""
    found = con.execute(
        f'SELECT {_year(table)} AS tahun, count(*), sum(hash(r)), bit_xor(hash(r)) FROM "{table}" r GROUP BY 1 ORDER BY 1 NULLS FIRST'
    ).fetchall() or [(None, 0, 0, 0)]
    shape = [LAYOUT, duckdb.__version__, table, [(column.nama, column.tipe) for column in columns(table)]]
    named = []
    for tahun, count, *hashes in found:
        digest = hashlib.sha256(json.dumps([*shape, tahun, count, *map(str, hashes)]).encode()).hexdigest()[:16]
        named.append((tahun, count, f"{table}/{NO_YEAR if tahun is None else tahun}-{digest}.parquet"))
    return named


def _write(con: duckdb.DuckDBPyConnection, table: str, tahun: int | None, path: Path) -> None:
    """Without ORDER BY: sorting holds all of it in memory. An array of fixed length goes as a list: DuckDB (2.0) writes one with NULL
    in it as pyarrow (26) cannot read it."""
    cells = (f'CAST(r."{c.nama}" AS {FIXED.sub("[]", c.tipe)}) AS "{c.nama}"' for c in columns(table))
    rows = f'SELECT {", ".join(cells)} FROM "{table}" r WHERE {_year(table)} IS NOT DISTINCT FROM {"NULL" if tahun is None else tahun}'
    with replacing(path) as temporary:
        con.execute(f"COPY ({rows}) TO {literal(str(temporary))} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS})")


def _described() -> list[dict[str, Any]]:
    return [
        {
            "nama": table,
            "arti": table_comment(table),
            "kolom": [{"nama": column.nama, "tipe": FIXED.sub("[]", column.tipe), "arti": column.arti} for column in columns(table)],
        }
        for table in TABEL
    ]


def _put_in_place(folder: Path, manifest: dict[str, Any]) -> None:
    with replacing(folder / MANIFEST) as temporary:
        temporary.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _take_out(folder: Path, named: Collection[str]) -> None:
    """Files that neither this manifest nor the one before names, and what a killed program left."""
    for table in TABEL:
        remove_leftovers(folder / table)
        for path in (folder / table).glob("*.parquet"):
            if OURS.fullmatch(path.name) and f"{table}/{path.name}" not in named:
                path.unlink(missing_ok=True)
    remove_leftovers(folder)


def _now() -> str:
    return datetime.now(UTC).replace(microsecond=0).isoformat()
