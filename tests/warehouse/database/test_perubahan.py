"""v_perubahan_target: semula against menjadi."""

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb
import pytest

Make = Callable[..., duckdb.DuckDBPyConnection]


def rows(con: duckdb.DuckDBPyConnection, columns: str) -> list[Any]:
    return con.execute(f"SELECT {columns} FROM v_perubahan_target").fetchall()


def test_semula_and_menjadi_of_one_document(warehouse_of: Make, buat: Any) -> None:
    lama = [
        buat.indeks(60, 100, nama="Sama", versi="AWAL"),
        buat.indeks(60, 100, nama="Target", versi="AWAL"),
        buat.indeks(60, 100, nama="Anggaran", versi="AWAL"),
        buat.indeks(60, 100, nama="Dihapus", versi="AWAL"),
        buat.indeks(None, None, nama="Kosong", versi="AWAL"),
    ]
    baru = [
        buat.indeks(60, 100, nama="SAMA", versi="REVISI"),
        buat.indeks("65.5", 100, nama="Target", versi="REVISI"),
        buat.indeks(60, 90, nama="Anggaran", versi="REVISI"),
        buat.indeks(7, 8, nama="Baru", versi="REVISI", halaman=3),
        buat.indeks(None, 0, nama="Kosong", versi="REVISI"),
    ]
    con = warehouse_of(buat.document("a", "serang", lama + baru))
    columns = """indikator, status, target_tahunan_lama, target_tahunan_baru, CAST(selisih_target AS VARCHAR), anggaran_lama_rp,
        anggaran_baru_rp, selisih_anggaran_rp, target_id_lama, target_id_baru, versi_lama, versi_baru, halaman_lama, halaman_baru"""
    assert rows(con, columns) == [
        ("SAMA", "sama", 60, 60, "0.000000", 100, 100, 0, "a-1", "a-6", "AWAL", "REVISI", 1, 1),
        ("Target", "berubah", 60, 65.5, "5.500000", 100, 100, 0, "a-2", "a-7", "AWAL", "REVISI", 1, 1),
        ("Anggaran", "berubah", 60, 60, "0.000000", 100, 90, -10, "a-3", "a-8", "AWAL", "REVISI", 1, 1),
        ("Baru", "baru", None, 7, None, None, 8, None, None, "a-9", "AWAL", "REVISI", None, 3),
        ("Kosong", "berubah", None, None, None, None, 0, None, "a-5", "a-10", "AWAL", "REVISI", 1, 1),
        ("Dihapus", "dihapus", 60, None, None, 100, None, None, "a-4", None, "AWAL", "REVISI", 1, None),
    ]
    assert rows(con, "DISTINCT upt_id, nama_upt, level, tahun, tabel, doc_id_lama = doc_id_baru") == [
        ("serang", "Balai Besar POM di Serang", "BALAI_BESAR", 2024, "RAPK", True)
    ]


def test_months_that_changed(warehouse_of: Make, buat: Any) -> None:
    awal = [None, 10, 20, 30, 40, 50, 60, 70, 80, 90, "99.5", 100]
    revisi = [5, None, 20, 30, 40, 50, 65, 70, 80, 90, "99.5", 100]
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(100, bulan=awal, versi="AWAL"), buat.indeks(100, bulan=revisi, versi="REVISI")]),
        buat.document("b", "jambi", [buat.indeks(100, bulan=awal, versi="AWAL"), buat.indeks(100, bulan=awal, versi="REVISI")]),
        buat.document("c", "kupang", [buat.indeks("99.5", bulan=awal, versi="AWAL"), buat.indeks("99.5", versi="REVISI")]),
    )
    assert rows(con, "upt_id, status, bulan_berubah") == [
        ("jambi", "sama", []),
        ("kupang", "sama", []),
        ("serang", "berubah", ["B01: kosong → 5", "B02: 10 → kosong", "B07: 60 → 65"]),
    ]


def test_numbers_of_the_months_are_written_as_people_write_them(warehouse_of: Make, buat: Any) -> None:
    awal, revisi = ["0", "100", "87.5", "0.25"] + [1] * 8, ["10", "1000", "88", "0.3"] + [1] * 8
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(1, bulan=awal, versi="AWAL"), buat.indeks(1, bulan=revisi, versi="REVISI")])
    )
    assert rows(con, "bulan_berubah") == [(["B01: 0 → 10", "B02: 100 → 1000", "B03: 87,5 → 88", "B04: 0,25 → 0,3"],)]


def test_documents_are_paired_in_order_of_date(warehouse_of: Make, buat: Any) -> None:
    """Each with the one before it: its last version with this one's first."""
    con = warehouse_of(
        buat.document("c", "serang", [buat.indeks(60)], tanggal=date(2024, 1, 1)),
        buat.document("b", "serang", [buat.indeks(60, versi="AWAL"), buat.indeks(65, versi="REVISI")], tanggal=date(2024, 5, 1)),
        buat.document("a", "serang", [buat.indeks(70)], tanggal=date(2024, 9, 1)),
        # no date, another year, another office, another kind of table, the same day: never the older one of a pair
        buat.document("d", "serang", [buat.indeks(1)]),
        buat.document("e", "serang", [buat.indeks(2)], tahun=2023, tanggal=date(2023, 1, 1)),
        buat.document("f", "jambi", [buat.indeks(3)], tanggal=date(2024, 1, 1)),
        buat.document("g", "serang", [buat.indeks(4, tabel="PK")], tanggal=date(2024, 1, 2)),
        buat.document("h", "jambi", [buat.indeks(5)], tanggal=date(2024, 1, 1)),
    )
    columns = (
        "doc_id_lama, versi_lama, doc_id_baru, versi_baru, target_tahunan_lama, target_tahunan_baru, status, nama_berkas_lama, tanggal_baru"
    )
    assert rows(con, columns) == [
        ("b", "AWAL", "b", "REVISI", 60, 65, "berubah", "b.pdf", date(2024, 5, 1)),
        ("c", None, "b", "AWAL", 60, 60, "sama", "c.pdf", date(2024, 5, 1)),
        ("b", "REVISI", "a", None, 65, 70, "berubah", "b.pdf", date(2024, 9, 1)),
    ]


@pytest.mark.parametrize(("tabel", "count"), [("RAPK", 1), ("PK", 1), ("RKT", 0)])
def test_rapk_and_pk_only(warehouse_of: Make, buat: Any, tabel: str, count: int) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(1, versi="AWAL", tabel=tabel), buat.indeks(2, versi="REVISI", tabel=tabel)])
    )
    assert len(rows(con, "status")) == count


def test_unknown_office_and_year_are_compared_within_their_document_only(warehouse_of: Make, buat: Any) -> None:
    both = [buat.indeks(1, versi="AWAL"), buat.indeks(2, versi="REVISI")]
    con = warehouse_of(
        buat.document("a", None, both, tanggal=date(2024, 1, 1), upt_raw="Balai POM di Antah"),
        buat.document("b", None, both, tanggal=date(2024, 2, 1), tahun=None),
    )
    assert rows(con, "doc_id_lama, doc_id_baru, nama_upt, status") == [
        ("a", "a", "Balai POM di Antah", "berubah"),
        ("b", "b", None, "berubah"),
    ]


def test_name_printed_twice_is_paired_in_order_and_an_annex_counts_once(warehouse_of: Make, buat: Any) -> None:
    lama = [buat.indeks(1, versi="AWAL"), buat.indeks(2, versi="AWAL"), buat.indeks(2, versi="AWAL", tabel_no=7)]
    baru = [buat.indeks(1, versi="REVISI"), buat.indeks(3, versi="REVISI")]
    con = warehouse_of(buat.document("a", "serang", lama + baru))
    assert rows(con, "urutan, status, target_tahunan_lama, target_tahunan_baru") == [(1, "sama", 1, 1), (2, "berubah", 2, 3)]
