"""The samples read whole, cell by cell against samples/data: the figures that were typeset, which no reader made."""

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from extract.cells import NO_TEXT, STRUCK, UNSEEN

DATA = Path(__file__).parent.parent / "samples" / "data"
NAMES = sorted(path.name for path in DATA.iterdir() if path.is_dir())
Row = dict[str, Any]
KEY = ("tabel", "versi", "no_sasaran", "no_indikator", "indikator_raw", "tahun", "upt_raw")
TABLES = [
    "dokumen",
    "target",
    "target_bulanan",
    "kontribusi_ro",
    "capaian",
    "capaian_sasaran",
    "efisiensi",
    "serapan",
    "anggaran_program",
    "volume_ro",
]
MISPRINTED = {"lakip_tahunan": {"capaian_vs_target", "angka_sama"}, "lakip_triwulan": {"angka_terbuka"}}
"""Samples that carry an error of the document itself or print numbers that no fact table has a column for, and the rules that must tell it
(samples/README.md)."""


def truth(name: str, table: str) -> list[dict[str, str]]:
    path = DATA / name / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def found(samples: Path) -> dict[tuple[str, str], list[Row]]:
    """(sample, table) → rows in printed order; months and RO lines carry the numbers of their indicator."""
    tables: dict[tuple[str, str], list[Row]] = defaultdict(list)
    owner = "JOIN target t USING (target_id)"
    queries = {
        "dokumen": "SELECT * FROM dokumen",
        "target": "SELECT * FROM target ORDER BY tabel_no, baris",
        "target_bulanan": f"SELECT b.*, t.no_sasaran, t.no_indikator FROM target_bulanan b {owner} ORDER BY b.tabel_no, t.baris, bulan",
        "kontribusi_ro": f"SELECT k.*, t.no_sasaran, t.no_indikator FROM kontribusi_ro k LEFT {owner} ORDER BY k.tabel_no, k.baris",
    }
    queries |= {
        table: f"SELECT * FROM {table} ORDER BY tabel_no, baris"
        for table in ("capaian_sasaran", "efisiensi", "serapan", "anggaran_program", "volume_ro")
    }
    queries["capaian"] = "SELECT * FROM capaian ORDER BY tabel_no, baris, tahun, rowid"
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        names = dict(con.sql("SELECT doc_id, nama_berkas FROM dokumen").fetchall())
        for table, query in queries.items():
            result = con.execute(query)
            columns = [column[0] for column in result.description]
            for values in result.fetchall():
                row = dict(zip(columns, values, strict=True))
                tables[names[row["doc_id"]].partition(".")[0], table].append(row)
    return tables


def same(printed: str, read: Any) -> bool:
    """A cell of the truth and a value of the warehouse; '' is NULL and nothing else."""
    if printed == "" or read is None:
        return printed == "" and read is None
    if isinstance(read, int | Decimal):
        return Decimal(printed) == read
    if isinstance(read, date):
        return printed == read.isoformat()
    return printed == read


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("name", NAMES)
def test_every_cell_is_the_one_typeset(name: str, table: str, found: dict[tuple[str, str], list[Row]]) -> None:
    expected, rows = truth(name, table), found[name, table]
    assert len(rows) == len(expected)
    wrong = [
        f"{[row.get(part) for part in KEY]} row {number} {column}: typeset {cell!r}, read {read[column]!r} {read.get('bendera')}"
        for number, (row, read) in enumerate(zip(expected, rows, strict=True), 1)
        for column, cell in row.items()
        if not same(cell, read[column])
    ]
    assert wrong == []


def test_the_lost_line_is_named(samples: Path) -> None:
    """dump_html lost a page with one RO line; the sums give it back."""
    (lost,) = truth("dump_html", "kontribusi_ro_hilang")
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        failures = con.execute(
            """SELECT c.penjelasan, c.selisih, t.no_sasaran, t.no_indikator
               FROM cek c JOIN dokumen USING (doc_id) JOIN target t USING (target_id)
               WHERE nama_berkas = 'dump_html.txt' AND c.status = 'gagal'"""
        ).fetchall()
    ((sentence, gap, sasaran, indikator),) = failures
    assert (str(sasaran), str(indikator), -gap) == (lost["no_sasaran"], lost["no_indikator"], Decimal(lost["kontribusi_rp"]))
    parts = ("kegiatan", "kro", "ro", "komponen", "subkomponen")
    assert ".".join(lost[f"kode_{part}"] for part in parts) in sentence


@pytest.mark.parametrize("name", [name for name in NAMES if name != "dump_html"])
def test_all_that_can_be_checked_holds(name: str, samples: Path) -> None:
    with duckdb.connect(str(samples / "kinerja.duckdb"), read_only=True) as con:
        found = con.execute(
            "SELECT c.status, c.aturan FROM cek c JOIN dokumen d USING (doc_id) WHERE split_part(nama_berkas, '.', 1) = ?", [name]
        ).fetchall()
    assert {aturan for status, aturan in found if status == "gagal"} == MISPRINTED.get(name, set())
    assert sum(status == "lolos" for status, _ in found) > 10


def audited(database: Path) -> list[tuple[object, ...]]:
    """The cells of which the page as shown says something else than the file."""
    with duckdb.connect(str(database), read_only=True) as con:
        return con.execute(
            "SELECT doc_id, halaman, mentah, bendera FROM sel WHERE list_has_any(bendera, ?)", [[UNSEEN, NO_TEXT, STRUCK]]
        ).fetchall()


def test_the_audit_says_nothing_about_clean_pages(samples: Path) -> None:
    assert audited(samples / "kinerja.duckdb") == []
