"""The database file: complete, explained, readable by DuckDB 1.2, and replaced only by a good one."""

import os
import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from normalize.rows import TABEL
from tests.terucap import raises_saying
from warehouse.database import filling, load, parquet_rows
from warehouse.database.load import build
from warehouse.database.view_files import VIEWS, read_view, read_view_files
from warehouse.store.errors import ParquetOutdated, RegistryInvalid, ViewInvalid
from warehouse.store.parquet import write_document
from warehouse.store.reference import read_references

PUBLIC_VIEWS = [
    "v_anggaran_antar_upt",
    "v_bappenas",
    "v_bappenas_ro",
    "v_capaian_antar_upt",
    "v_kelengkapan",
    "v_perlu_tinjau",
    "v_perubahan_target",
    "v_ro_antar_upt",
    "v_target_antar_upt",
]


def test_everything_has_a_comment(con: duckdb.DuckDBPyConnection) -> None:
    tables = con.execute("SELECT table_name, comment FROM duckdb_tables() WHERE NOT internal").fetchall()
    views = con.execute("SELECT view_name, comment FROM duckdb_views() WHERE NOT internal").fetchall()
    columns = con.execute("SELECT table_name || '.' || column_name, comment FROM duckdb_columns() WHERE NOT internal").fetchall()
    helpers = {"_ref_bendera", "_ref_aturan", "_ref_tinjauan", "_ref_koreksi", "_ref_instansi", "_muatan", "_bangunan", "_putusan"}
    inner = {view.nama for view in read_view_files() if view.scope}
    assert {name for name, _ in tables} == {*TABEL, "perubahan", "riwayat", *helpers, *inner}
    assert {name for name, _ in views} == {path.stem for path in VIEWS.glob("*.sql")} - inner >= set(PUBLIC_VIEWS)
    assert len(columns) > 200
    assert [name for name, comment in tables + views + columns if not comment] == []


def test_comments_are_the_ones_written(con: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT comment FROM duckdb_columns() WHERE table_name = $1 AND column_name = $2"
    assert con.execute(query, ["target", "anggaran_rp"]).fetchone() == ("anggaran indikator, rupiah penuh",)
    assert con.execute(query, ["v_ro_antar_upt", "rank"]).fetchone() == (
        "peringkat menurut kontribusi_rp, 1 = tertinggi; kosong bila hanya satu kantor",
    )
    # not explained in the view file: the fact tables' words
    assert con.execute(query, ["v_target_antar_upt", "line"]).fetchone() == ("baris dump teks mulai dari 1; kosong untuk PDF",)


def test_tables_and_views_exist_without_documents(tmp_path: Path) -> None:
    with duckdb.connect(str(build(tmp_path)), read_only=True) as con:
        for name in [*TABEL, *PUBLIC_VIEWS]:
            assert con.execute(f"SELECT count(*) FROM {name}").fetchone() == (0,)


def test_storage_version_opens_in_duckdb_1_2(con: duckdb.DuckDBPyConnection) -> None:
    (tags,) = con.execute("SELECT tags FROM duckdb_databases() WHERE database_name = 'kinerja'").fetchone() or ({},)
    assert tags["storage_version"] == "v1.2.0+"


STABLE_TYPES = {"VARCHAR", "VARCHAR[]", "BOOLEAN", "DATE", "INTEGER", "BIGINT", "DECIMAL(18,2)", "DECIMAL(18,4)", "DECIMAL(18,6)"}


def test_view_columns_have_types_that_every_version_computes(con: duckdb.DuckDBPyConnection) -> None:
    """DECIMAL - DECIMAL is DECIMAL(19) in 2.0 and DECIMAL(18) in 1.2, which then refuses the view: such columns need a CAST."""
    query = """SELECT table_name || '.' || column_name, data_type FROM duckdb_columns()
        WHERE NOT internal AND table_name IN (SELECT view_name FROM duckdb_views())"""
    assert [found for found in con.execute(query).fetchall() if found[1] not in STABLE_TYPES] == []


@pytest.mark.skipif("DUCKDB_LAMA" not in os.environ, reason="DUCKDB_LAMA: python dari venv dengan duckdb==1.2.*")
def test_every_table_and_view_opens_in_the_oldest_duckdb(data_dir: Path, tmp_path: Path, buat: Any) -> None:
    shutil.copytree(data_dir / "parquet", tmp_path / "parquet")
    report = buat.laporan(
        "g1",
        "serang",
        buat.hasil("g1", 1, "serang", "95.5", target=90, capaian_persen="106.11", bendera=("angka_ambigu",)),
        buat.hasil("g1", 2, "serang", 96, "TREN"),
        buat.hasil("g1", 3, "jambi", "70.25", "BANDING", periode="TW1"),
        efisiensi=[buat.masukan("g1", 4, "serang", realisasi_rp=5, input_persen="99.9", output_realisasi="95.5")],
        cek=[buat.cek("g1", 1, "input_persen", "gagal", baris=4)],
        targets=[buat.indeks(1, versi="AWAL", bulan=range(12)), buat.indeks("1.5", versi="REVISI", bulan=range(1, 13))],
        tanggal=date(2025, 2, 1),
    )
    write_document(report, tmp_path)
    con = duckdb.connect(str(build(tmp_path)), read_only=True)
    names = [*TABEL, *PUBLIC_VIEWS]
    code = (
        "import duckdb, sys; c = duckdb.connect(sys.argv[1], read_only=True); print([c.sql('FROM ' + n).fetchall() for n in sys.argv[2:]])"
    )
    old = subprocess.run(
        [os.environ["DUCKDB_LAMA"], "-c", code, str(tmp_path / "kinerja.duckdb"), *names], capture_output=True, text=True, check=True
    )
    with con:
        found = [con.execute(f"FROM {name}").fetchall() for name in names]
    assert all(rows for name, rows in zip(names, found, strict=True) if name in PUBLIC_VIEWS)
    assert old.stdout.strip() == str(found)


def test_views_use_no_lambda(con: duckdb.DuckDBPyConnection) -> None:
    """DuckDB 1.2 knows only x -> y, 2.0 only lambda x: y: a view with either opens in one of them."""
    stored = con.execute("SELECT sql FROM duckdb_views() WHERE NOT internal").fetchall()
    assert not [sql for (sql,) in stored if "->" in sql or "lambda" in sql.lower()]


def test_rebuild_gives_the_same_rows_in_the_same_order(data_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tmp_path = Path(shutil.copytree(data_dir, tmp_path / "data"))
    (tmp_path / "kinerja.duckdb.wal").write_bytes(b"a log that a killed notebook left")
    monkeypatch.setattr(parquet_rows, "AT_ONCE", 1)  # a statement a file, and one a year
    monkeypatch.setattr(filling, "MANY", 1)
    monkeypatch.setattr(load, "MEMORY", 3_000_000)  # too little: it is built once more
    with (
        duckdb.connect(str(build(tmp_path)), read_only=True) as new,
        duckdb.connect(str(data_dir / "kinerja.duckdb"), read_only=True) as old,
    ):
        for name in [*TABEL, *PUBLIC_VIEWS]:
            assert new.execute(f"FROM {name}").fetchall() == old.execute(f"FROM {name}").fetchall()
        for name in (view.nama for view in read_view_files() if view.scope):
            query = f"FROM {name} ORDER BY ALL"
            assert new.execute(query).fetchall() == old.execute(query).fetchall(), name
        assert new.execute("SELECT count(*) FROM target").fetchone() == (13,)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kinerja.duckdb", "parquet", "riwayat"]


def test_parquet_of_another_schema_stops_the_build_and_keeps_the_old_database(data_dir: Path, tmp_path: Path) -> None:
    tmp_path = Path(shutil.copytree(data_dir, tmp_path / "data"))
    before = (tmp_path / "kinerja.duckdb").read_bytes()
    path = tmp_path / "parquet/target/a2.parquet"
    pq.write_table(pq.read_table(path).append_column("baru", pa.array(["x", "y"])), path)
    with pytest.raises(ParquetOutdated, match="a2"):
        build(tmp_path)
    assert (tmp_path / "kinerja.duckdb").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["kinerja.duckdb", "parquet", "riwayat"]


@pytest.mark.parametrize(
    ("sql", "message"),
    [
        ("CREATE VIEW v_x AS SELECT 1 AS a;", "komentar pembuka"),
        ("-- Satu baris.\nCREATE VIEW v_y AS SELECT 1 AS a;", "harus membuat tampilan v_x"),
        ("-- Satu baris.\nCREATE VIEW v_x AS SELECT 1 AS a;", "belum menjelaskan kolom: a"),
        ("-- Satu baris.\n-- kolom b: apa\n-- kolom a: itu\nCREATE VIEW v_x AS SELECT 1 AS a;", "tidak ada: b"),
        ("-- Satu baris.\n-- kolom a: apa\n-- kolom a: itu\nCREATE VIEW v_x AS SELECT 1 AS a;", "dua kali"),
        ("-- Satu baris.\n-- kolom a: apa\n-- lain\nCREATE VIEW v_x AS SELECT 1 AS a;", "tidak termasuk"),
        # two tables use the word differently: the view must say which it means
        ("-- Satu baris.\nCREATE VIEW v_x AS SELECT anggaran_rp FROM target;", "belum menjelaskan kolom: anggaran_rp"),
        ("-- Satu baris.\nCREATE VIEW v_x AS SELECT a FROM entah;", "tidak dapat dijalankan"),
    ],
)
def test_view_file_that_does_not_explain_itself_stops_the_build(tmp_path: Path, sql: str, message: str) -> None:
    (tmp_path / "views").mkdir()
    (tmp_path / "views/v_x.sql").write_text(sql, encoding="utf-8")
    with pytest.raises(ViewInvalid, match=message):
        build(tmp_path, tmp_path / "views")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["views"]


def test_explanation_may_run_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "v_x.sql"
    path.write_text(
        "-- Satu baris\n-- satu.\n-- kolom a: apa\n--   dan mengapa\nCREATE VIEW v_x AS SELECT 1 AS a; -- kolom b: bukan", encoding="utf-8"
    )
    view = read_view(path)
    assert (view.arti, view.kolom) == ("Satu baris satu.", {"a": "apa dan mengapa"})


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("bendera.csv", "bendera,berat\nx,1\n", "baris judul"),
        ("bendera.csv", "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,6,ya,ya,ya,a,b\n", "baris 2: berat"),
        ("bendera.csv", "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,mungkin,ya,ya,a,b\n", "selalu_tinjau"),
        (
            "bendera.csv",
            "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,tidak,mungkin,ya,a,b\n",
            "dokumen_tinjau harus",
        ),
        ("bendera.csv", "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,ya,ya,mungkin,a,b\n", "per_tabel"),
        (
            "bendera.csv",
            "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,ya,tidak,ya,a,b\n",
            "selalu ditinjau membuat",
        ),
        ("bendera.csv", "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,ya,ya,ya,a,b, c\n", "berlebih"),
        (
            "bendera.csv",
            "bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\nx,1,ya,ya,ya,a,b\nx,1,ya,ya,ya,a,b\n",
            "dua kali",
        ),
        ("aturan.csv", "aturan,berat,tentang,membuktikan,arti\nx,1,kolom,tidak,a\n", "tentang"),
        ("aturan.csv", "aturan,berat,tentang,membuktikan,arti\nx,1,target,ya,a\n", "membuktikan"),
        ("aturan.csv", "aturan,berat,tentang,membuktikan,arti\nx,1,capaian|kolom,capaian,a\n", "tentang"),
    ],
)
def test_wrong_registry_is_named_with_its_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "bendera.csv").write_text("bendera,berat,selalu_tinjau,dokumen_tinjau,per_tabel,arti,anjuran\n", encoding="utf-8")
    (rules / "aturan.csv").write_text("aturan,berat,tentang,membuktikan,arti\n", encoding="utf-8")
    (rules / name).write_text(text, encoding="utf-8")
    with raises_saying(RegistryInvalid, match=message):
        read_references(tmp_path)
