"""The table `perubahan` and the command `diff`: every value that changes is told, and what cannot be compared is said."""

import dataclasses
import json
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import pipeline
from extract.message import message
from normalize.rows import TABEL, Asal, DocumentRows
from warehouse.database.changes import fill_changes
from warehouse.database.history import HISTORY, fill_history, keep_history
from warehouse.database.settings import DATABASE
from warehouse.store.change_rows import CHANGES
from warehouse.store.schema import columns, create_table, to_arrow

FACTS = [table for table, cls in TABEL.items() if issubclass(cls, Asal) and table not in ("cek", "sel")]
FIRST, LATER = datetime(2026, 1, 1), datetime(2026, 1, 2)


def of_message(table: str) -> set[str]:
    """Columns that are made of the row's message: they change with its sentence, which is told."""
    return {name for name, field in TABEL[table].__dataclass_fields__.items() if not field.init}


def full(table: str, number: int, **values: Any) -> Any:
    """A row with something in every column; another `number` is something else in each."""
    given: dict[str, Any] = {}
    for column in columns(table):
        kind = column.tipe
        if column.nama in of_message(table):
            continue
        given[column.nama] = (
            (message("tanpa_tabel", nama=f"{number}.pdf"),) if column.nama == "pesan"
            else (1.0, 2.0, 3.0, 4.0) if kind == "DOUBLE[4]"
            else () if kind == "VARCHAR[]"
            else number if kind == "INTEGER"
            else Decimal(number) if kind.startswith("DECIMAL")
            else datetime(2026, 1, number).date() if kind == "DATE"
            else None if kind == "TIMESTAMP"
            else f"{column.nama} {number}"
        )  # fmt: skip
    return TABEL[table](**given | values)


def whole_document(number: int, doc_id: str = "a", berkas: str = "a.pdf", **kept: Any) -> DocumentRows:
    """One row in each table. kept: what stays the same in each, of the columns it has."""

    def made(table: str) -> Any:
        own = {"doc_id": doc_id, "baris": 1, "nama_berkas": berkas, "target_id": f"{doc_id}-1"} | kept
        named = {column.nama for column in columns(table)} - of_message(table)
        return full(table, number, **{name: value for name, value in own.items() if name in named})

    return DocumentRows(dokumen=made("dokumen"), **{table: (made(table),) for table in FACTS})


def fill(con: duckdb.DuckDBPyConnection, rows: Sequence[DocumentRows], when: datetime) -> None:
    """The tables of a database, without the views, which nothing here asks."""
    for table in ["dokumen", *FACTS]:
        content = to_arrow(table, [row for one in rows for row in ((one.dokumen,) if table == "dokumen" else getattr(one, table))])
        con.execute(create_table(table))
        con.register("isi", content)
        con.execute(f'INSERT INTO "{table}" FROM isi')
        con.unregister("isi")
    con.execute("UPDATE dokumen SET diproses_pada = $1", [when])
    for table in CHANGES:
        con.execute(create_table(table))


def built(folder: Path, rows: Sequence[DocumentRows], when: datetime) -> None:
    path, fresh = folder / DATABASE, folder / "baru.duckdb"
    with duckdb.connect(str(fresh)) as con:
        fill(con, rows, when)
        fill_changes(con, path, when)
        fill_history(con, folder, path, {"a": "isi berkas berubah"})
    fresh.replace(path)


def told(folder: Path, query: str) -> list[Any]:
    with duckdb.connect(str(folder / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(query).fetchall()


def diff(folder: Path, *arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, ["diff", *arguments, "--data-dir", str(folder)])
    assert result.exit_code == 0, result.output
    return result.stdout


def altered(folder: Path, *statements: str) -> None:
    """The database as another version of the program would have left it."""
    with duckdb.connect(str(folder / "kinerja.duckdb")) as con:
        for statement in statements:
            con.execute(statement)


def test_every_column_that_holds_a_value_is_compared(tmp_path: Path) -> None:
    """Whatever the schema gives a table: a changed value is told under its column, or, where it names the row, as another row. For each
    column a document of its own, in which it alone has changed."""
    place = {"doc_id", "nama_berkas", "diproses_pada", "target_id", "mentah"}
    cases = [
        (table, column.nama)
        for table in ["dokumen", *FACTS]
        for column in columns(table)
        if column.nama not in place | of_message(table) | set(Asal.__dataclass_fields__ if table in FACTS else ())
    ]
    before = [whole_document(1, f"d{number}", f"{number}.pdf") for number in range(len(cases))]
    built(tmp_path, before, FIRST)
    after = []
    for rows, (table, column) in zip(before, cases, strict=True):
        row: Any = rows.dokumen if table == "dokumen" else getattr(rows, table)[0]
        changed = dataclasses.replace(row, **{column: getattr(full(table, 2), column)})
        other: dict[str, Any] = {table: changed if table == "dokumen" else (changed,)}
        after.append(dataclasses.replace(rows, **other))
    with duckdb.connect() as con:
        fill(con, after, LATER)
        fill_changes(con, tmp_path / DATABASE, LATER)
        told_of = con.sql("SELECT doc_id_baru, tabel, perubahan, kolom FROM perubahan").fetchall()
    for number, (table, column) in enumerate(cases):
        found = [(word, kolom) for doc_id, tabel, word, kolom in told_of if (doc_id, tabel) == (f"d{number}", table)]
        assert ("nilai berubah", column) in found or {word for word, _ in found} == {"nilai baru", "nilai hilang"}, (table, column, found)


def test_numbers_of_a_row_are_told_under_their_column(tmp_path: Path) -> None:
    same: dict[str, Any] = {"indikator_raw": "Indeks", "tabel": "EFISIENSI", "versi": None, "tahun": 2024, "periode": "TAHUNAN"}
    same |= {"upt_id": "serang"}
    names: dict[str, Any] = {"jenis_belanja": "TOTAL", "upt_raw": "Serang", "bulan": 1, "nama_ro": "Sampel"}
    names |= {"no_sasaran": 1, "sasaran_raw": "Terwujudnya"}
    names |= {"kode_kegiatan": "3165", "kode_kro": "QIA", "kode_ro": "005", "kode_komponen": "051", "kode_subkomponen": "A"}
    names |= {"kode": "3165", "nama": "Pengawasan Obat dan Makanan"}
    built(tmp_path, [whole_document(1, **same, **names)], FIRST)
    built(tmp_path, [whole_document(2, **same, **names)], LATER)
    found = {(tabel, kolom): (lama, baru) for tabel, kolom, lama, baru in told(tmp_path, "SELECT tabel, kolom, lama, baru FROM perubahan")}
    numbers = {(table, column.nama) for table in FACTS for column in columns(table) if column.tipe.startswith("DECIMAL")}
    assert ("efisiensi", "output_realisasi") in numbers and ("volume_ro", "target_volume") in numbers
    assert {key: found.get(key) for key in numbers} == dict.fromkeys(numbers, ("1", "2"))


def test_values_of_new_and_gone_documents_are_counted(tmp_path: Path) -> None:
    named = {"doc_id", "nama_berkas", "diproses_pada"}
    values = sum(column.nama not in named | of_message("dokumen") for column in columns("dokumen"))
    built(tmp_path, [whole_document(1)], FIRST)
    ((perubahan, jumlah),) = told(tmp_path, "SELECT perubahan, jumlah FROM perubahan")
    assert perubahan == "baru" and jumlah > values
    assert f" {jumlah} " in diff(tmp_path)
    built(tmp_path, [DocumentRows(dokumen=whole_document(1, "b", "b.pdf").dokumen)], LATER)
    assert told(tmp_path, "SELECT perubahan, nama_berkas, jumlah FROM perubahan ORDER BY 2") == [
        ("hilang", "a.pdf", jumlah),
        ("baru", "b.pdf", values),
    ]


def test_a_database_with_another_column_is_compared_in_all_others(tmp_path: Path) -> None:
    before = whole_document(1)
    built(tmp_path, [before], FIRST)
    altered(
        tmp_path, "ALTER TABLE target DROP COLUMN anggaran_rp", "ALTER TABLE target ADD COLUMN pagu_rp DECIMAL(18,2)", "DROP TABLE serapan"
    )
    after = dataclasses.replace(before, capaian=(dataclasses.replace(before.capaian[0], realisasi=Decimal("7.5")),))
    built(tmp_path, [after], LATER)
    found = told(tmp_path, "SELECT perubahan, tabel, kolom, lama, baru FROM perubahan ORDER BY tabel, kolom")
    assert found == [
        ("nilai berubah", "capaian", "realisasi", "1", "7.5"),
        ("tidak dapat dibandingkan", "serapan", None, None, None),
        ("tidak dapat dibandingkan", "target", "anggaran_rp", None, None),
        ("tidak dapat dibandingkan", "target", "pagu_rp", None, None),
    ]
    shown = diff(tmp_path)
    assert "Tidak ada dokumen atau nilai yang berubah" not in shown and "7.5" in shown
    assert "Kolom target.anggaran_rp tidak dapat dibandingkan" in shown and "Tabel serapan tidak dapat dibandingkan" in shown


def test_a_table_whose_rows_cannot_be_told_apart_is_left_out_alone(tmp_path: Path) -> None:
    before = whole_document(1)
    built(tmp_path, [before], FIRST)
    altered(tmp_path, "ALTER TABLE efisiensi DROP COLUMN indikator_raw")
    built(tmp_path, [dataclasses.replace(before, serapan=(dataclasses.replace(before.serapan[0], persen=Decimal(3)),))], LATER)
    assert told(tmp_path, "SELECT perubahan, tabel, kolom FROM perubahan ORDER BY tabel") == [
        ("tidak dapat dibandingkan", "efisiensi", None),
        ("nilai berubah", "serapan", "persen"),
    ]


@pytest.mark.parametrize("broken", ["file", "dokumen"])
def test_an_old_database_that_cannot_be_read_is_said(tmp_path: Path, broken: str) -> None:
    built(tmp_path, [whole_document(1)], FIRST)
    if broken == "file":
        (tmp_path / "kinerja.duckdb").write_bytes(b"bukan gudang data" * 1000)
    else:
        altered(tmp_path, "ALTER TABLE dokumen RENAME nama_berkas TO berkas")
    built(tmp_path, [whole_document(2)], LATER)
    ((perubahan, tabel, sebab),) = told(tmp_path, "SELECT perubahan, tabel, sebab FROM perubahan")
    assert perubahan == "tidak dapat dibandingkan" and tabel is None and "gudang data sebelumnya" in sebab
    assert "Gudang data tidak dapat dibandingkan" in diff(tmp_path)


def test_history_keeps_every_run_and_says_where_and_why(tmp_path: Path) -> None:
    """Three runs; the database may be lost, the folder may be lost: the one knows the other's runs. Both lost, it begins anew."""
    serapan = full("serapan", 1, doc_id="a", baris=7)
    for day, pagu in ((1, 10), (2, 20), (3, 30)):
        document = dataclasses.replace(whole_document(1), serapan=(dataclasses.replace(serapan, pagu_rp=Decimal(pagu)),))
        built(tmp_path, [document], datetime(2026, 1, day, 9))
        if day != 2:  # the second run is stopped before its history is kept
            keep_history(tmp_path)
    columns = "run, tabel, baris, bagian, kolom, sebelum, sesudah, sebab"
    asked = f"SELECT {columns} FROM riwayat WHERE kolom = 'pagu_rp' ORDER BY run"
    expected = [
        (datetime(2026, 1, day, 9), "serapan", 7, 1, "pagu_rp", before, after, "isi berkas berubah")
        for day, before, after in ((2, "10", "20"), (3, "20", "30"))
    ]
    assert told(tmp_path, asked) == expected
    assert len(list((tmp_path / HISTORY).glob("*.parquet"))) == 3
    assert told(tmp_path, "SELECT DISTINCT run FROM perubahan") == [(datetime(2026, 1, 3, 9),)]
    shown = diff(tmp_path, "--sejak", "2026-01-03")
    assert "30" in shown and "pagu_rp" in shown and "Perubahan pada run" in shown and shown.count("Perubahan pada run") == 1
    assert diff(tmp_path, "--sejak", "2026-01-01").count("Perubahan pada run") == 3
    (whole,) = told(tmp_path, "SELECT jumlah FROM riwayat WHERE perubahan = 'baru'")[0]
    runs = json.loads(diff(tmp_path, "--runs", "--json"))["run"]
    assert [(run["dokumen"], run["nilai_baru"], run["nilai_hilang"], run["nilai_berubah"]) for run in runs] == [
        (1, whole, 0, 0),
        (1, 0, 0, 1),
        (1, 0, 0, 1),
    ]
    assert f" {whole} " in diff(tmp_path, "--runs") and f" {whole} " in diff(tmp_path, "--since", "2026-01-01")
    assert diff(tmp_path, "--since", "kemarin") == diff(tmp_path, "--since", "Yesterday") == "Tidak ada dokumen atau nilai yang berubah.\n"

    # a run of a version that did not keep how many values a document had, nor where they stand
    oldest = min((tmp_path / HISTORY).glob("*.parquet"))
    pq.write_table(pq.read_table(oldest).drop_columns(["halaman", "line", "jumlah"]), oldest)
    (tmp_path / DATABASE).unlink()
    built(tmp_path, [document], datetime(2026, 1, 4, 9))
    assert told(tmp_path, asked) == expected
    assert told(tmp_path, "SELECT run, jumlah FROM riwayat WHERE perubahan = 'baru' ORDER BY run LIMIT 1") == [
        (datetime(2026, 1, 1, 9), None)
    ]
    for path in (tmp_path / HISTORY).glob("*.parquet"):
        path.unlink()
    (tmp_path / DATABASE).unlink()
    built(tmp_path, [document], datetime(2026, 1, 5, 9))
    assert told(tmp_path, "SELECT DISTINCT run FROM riwayat") == [(datetime(2026, 1, 5, 9),)]


def test_a_month_has_its_own_part_in_history(tmp_path: Path) -> None:
    first = whole_document(1, bulan=5)
    built(tmp_path, [first], FIRST)
    built(tmp_path, [dataclasses.replace(first, target_bulanan=(dataclasses.replace(first.target_bulanan[0], nilai=Decimal(66)),))], LATER)
    assert told(tmp_path, "SELECT baris, bagian, kolom, sesudah FROM riwayat WHERE tabel = 'target_bulanan'") == [(1, 5, "nilai", "66")]
