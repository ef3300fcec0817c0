"""The lumbung: what readers find by its manifest is what the database holds, and those who hold the old manifest come to an end."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq
import pytest

from normalize.rows import TABEL
from warehouse.database.settings import DATABASE
from warehouse.export.lumbung import write_lumbung
from warehouse.store.schema import arrow_schema

Rows = list[tuple[Any, ...]]


@pytest.fixture
def here(data_dir: Path, tmp_path: Path) -> Path:
    """A data folder of its own with the hand-made database."""
    shutil.copy(data_dir / DATABASE, tmp_path)
    return tmp_path


def named(folder: Path, table: str, *tahun: int) -> list[Path]:
    """The files of a table by the manifest; of these years alone where any are given."""
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return [folder / part["berkas"] for part in manifest["berkas"] if part["tabel"] == table and (not tahun or part["tahun"] in tahun)]


def change(data_dir: Path, sql: str) -> None:
    with duckdb.connect(str(data_dir / DATABASE)) as con:
        con.execute(sql)


def by_duckdb(folder: Path, table: str, columns: list[str]) -> Rows:
    """As docs/operations.md tells it."""
    with duckdb.connect() as con:
        con.execute(f"SET VARIABLE lumbung = '{folder}'")
        con.execute(
            f"""SET VARIABLE berkas = (SELECT list(getvariable('lumbung') || '/' || b.berkas)
                FROM (SELECT unnest(berkas) AS b FROM read_json(getvariable('lumbung') || '/manifest.json')) WHERE b.tabel = '{table}')"""
        )
        return con.execute(f"SELECT {', '.join(columns)} FROM read_parquet(getvariable('berkas')) ORDER BY ALL").fetchall()


def by_pandas(folder: Path, table: str, columns: list[str]) -> Rows:
    paths: Any = named(folder, table)  # pandas takes a list, its stubs do not know
    frame = pd.read_parquet(paths)[columns].astype(object)
    return sorted(tuple(None if pd.isna(cell) else cell for cell in row) for row in frame.itertuples(index=False))


def by_polars(folder: Path, table: str, columns: list[str]) -> Rows:
    polars = pytest.importorskip("polars")
    return sorted(polars.scan_parquet(named(folder, table)).select(columns).collect().rows())


@pytest.mark.parametrize("read", [by_duckdb, by_pandas, by_polars])
def test_readers_find_what_the_database_holds(here: Path, read: Callable[[Path, str, list[str]], Rows]) -> None:
    write_lumbung(here, here / "lumbung")
    columns = ["doc_id", "baris", "kode_komponen", "kode_ro", "anggaran_rp", "kontribusi_rp"]
    with duckdb.connect(str(here / DATABASE), read_only=True) as con:
        rows = con.execute(f"SELECT {', '.join(columns)} FROM kontribusi_ro WHERE kode_komponen IS NOT NULL ORDER BY ALL").fetchall()
    assert ("a2", 10, "051", "005", 100, 60) in rows
    assert [row for row in read(here / "lumbung", "kontribusi_ro", columns) if row[2] is not None] == rows


def test_every_table_has_its_columns_and_every_row_a_year(here: Path) -> None:
    write_lumbung(here, here / "lumbung")
    for table in TABEL:
        types = {str(field.type).replace("element:", "item:") for path in named(here / "lumbung", table) for field in pq.read_schema(path)}
        assert types == {str(field.type).replace("element:", "item:") for field in arrow_schema(table)}, table
    # a row of target has a year of its own, a line of its budget that of its document
    assert {row["tahun"] for path in named(here / "lumbung", "target", 2024) for row in pq.read_table(path).to_pylist()} == {2024}
    assert sum(pq.read_metadata(path).num_rows for path in named(here / "lumbung", "kontribusi_ro", 2024)) == 8
    assert [path.name[:11] for path in named(here / "lumbung", "dim_upt")] == ["tanpa-tahun"]


def test_only_what_changed_is_written_and_old_files_stay_one_version(here: Path) -> None:
    folder = here / "lumbung"
    first = write_lumbung(here, folder)
    assert (first.versi, first.baru) == (1, first.semua)
    again = write_lumbung(here, folder)
    assert (again.versi, again.baru) == (1, 0)
    (old,) = named(folder, "target")
    content = old.read_bytes()
    change(here, "UPDATE target SET anggaran_rp = 6 WHERE doc_id = 'a1' AND baris = 1")
    second = write_lumbung(here, folder)
    assert (second.versi, second.baru, second.semua) == (2, 1, first.semua)
    (new,) = named(folder, "target")
    assert new != old and old.read_bytes() == content
    change(here, "DELETE FROM target WHERE doc_id = 'a1'")
    (stranger := folder / "target" / "milik orang.parquet").write_bytes(b"")
    write_lumbung(here, folder)
    assert not old.exists() and new.exists() and stranger.exists()
    assert {row[0] for row in by_duckdb(folder, "target", ["doc_id"])} == {"a2", "b1", "c1", "d1", "e1", "f1"}


def test_what_cannot_be_written_leaves_the_old_version_whole(here: Path) -> None:
    folder = here / "lumbung"
    write_lumbung(here, folder)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    change(here, "DELETE FROM target WHERE doc_id = 'a1'")
    shutil.move(folder / "target", folder / "disimpan")
    (folder / "target").write_bytes(b"bukan folder")
    with pytest.raises(OSError):
        write_lumbung(here, folder)
    (folder / "target").unlink()
    shutil.move(folder / "disimpan", folder / "target")
    assert before.items() <= {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}.items()


def test_a_damaged_file_or_manifest_is_made_good(here: Path) -> None:
    folder = here / "lumbung"
    write_lumbung(here, folder)
    (torn,) = named(folder, "target")
    torn.write_bytes(torn.read_bytes()[:-9])
    assert write_lumbung(here, folder).baru == 1
    assert pq.read_table(torn).num_rows == 13
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    write_lumbung(here, folder)
    assert len(named(folder, "target")) == 1
