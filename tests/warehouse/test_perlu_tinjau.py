"""The review list: worst first, and nothing on it that arithmetic has proved."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from normalize.rows import DocumentRows

Make = Callable[..., duckdb.DuckDBPyConnection]
Found = list[tuple[Any, ...]]


def listed(con: duckdb.DuckDBPyConnection, columns: str = "berat, sumber, alasan") -> Found:
    return con.execute(f"SELECT {columns} FROM v_perlu_tinjau").fetchall()


def test_worst_first_with_place_and_reason(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(1, bendera=("angka_ambigu",), halaman=3)])
    checks = [
        buat.cek("a", 1, "bulan_naik", "gagal", 1),
        buat.cek("a", 2, "kontribusi_vs_anggaran", "gagal", 1),
        buat.cek("a", 3, "total_dokumen", "tak_terbukti"),
    ]
    b = DocumentRows(dokumen=buat.row(buat.dokumen, doc_id="b", nama_berkas="rusak.pdf", status="gagal", pesan="Berkas rusak."))
    c = buat.document("c", "jambi", [], status="perlu_tinjau", pesan="Kantor tidak dikenali.")
    con = warehouse_of(buat.with_rows(a, cek=checks), b, c)
    assert listed(con, "berat, sumber, nama_berkas, halaman, alasan") == [
        (5, "dokumen", "rusak.pdf", None, "dokumen: gagal"),
        (5, "cek", "a.pdf", 1, "kontribusi_vs_anggaran: gagal"),
        (4, "target", "a.pdf", 3, "angka_ambigu"),
        (3, "dokumen", "c.pdf", None, "dokumen: perlu_tinjau"),
        (3, "cek", "a.pdf", 1, "bulan_naik: gagal"),
        (3, "cek", "a.pdf", 1, "total_dokumen: tak_terbukti"),
    ]
    assert ("Berkas rusak.",) in listed(con, "penjelasan")


def test_message_of_a_document_whose_rows_say_why_weighs_less(warehouse_of: Make, buat: Any) -> None:
    a = buat.document(
        "a", "serang", [buat.indeks(1, bendera=("indikator_hilang",))], status="perlu_tinjau", pesan="Halaman 4 berupa gambar."
    )
    assert listed(warehouse_of(a)) == [(5, "target", "indikator_hilang"), (2, "dokumen", "dokumen: perlu_tinjau")]


@pytest.mark.parametrize(
    ("bendera", "status", "expected"),
    [
        (("angka_ambigu",), "lolos", []),
        (("angka_ambigu",), "tak_terbukti", ["angka_ambigu"]),
        (("angka_ambigu",), None, ["angka_ambigu"]),
        (("html", "disambung_halaman"), None, []),
        (("nama_terpotong", "html"), "lolos", ["nama_terpotong"]),
        (("baris_digeser", "angka_ambigu"), None, ["angka_ambigu|baris_digeser"]),
        (("bendera_baru",), "lolos", ["bendera_baru"]),
        ((), None, []),
    ],
)
@pytest.mark.parametrize("sumber", ["target", "kontribusi_ro"])
def test_flags_that_checks_prove_need_no_look(
    warehouse_of: Make, buat: Any, sumber: str, bendera: tuple[str, ...], status: str | None, expected: list[str]
) -> None:
    flags = {"target": (), "kontribusi_ro": (), sumber: bendera}
    a = buat.document("a", "serang", [buat.indeks(1, bendera=flags["target"])])
    lines = [buat.ro("a", 7, 1, "3165.QIA.005", "051", 10, 4, bendera=flags["kontribusi_ro"])]
    checks = [buat.cek("a", 1, "kontribusi_vs_anggaran", status, 1)] if status else []
    con = warehouse_of(buat.with_rows(a, kontribusi_ro=lines, cek=checks))
    found = con.execute("SELECT alasan FROM v_perlu_tinjau WHERE sumber = $1", [sumber]).fetchall()
    assert [alasan for (alasan,) in found] == expected


def test_ro_line_is_proved_by_its_own_check_and_doubted_by_it(warehouse_of: Make, buat: Any) -> None:
    """cek.baris names an RO line only where the rule is about RO lines: total_dokumen on line 7 says nothing of it."""
    flagged = {"bendera": ("angka_ambigu",)}
    lines = [buat.ro("a", baris, None, "3165.QIA.005", str(baris), 10, 4, **flagged) for baris in (107, 108, 109, 110)]
    checks = [
        buat.cek("a", 1, "pembagian_ro", "lolos", baris=107),
        buat.cek("a", 2, "total_dokumen", "lolos", baris=108),
        buat.cek("a", 3, "pembagian_ro", "lolos", baris=109),
        buat.cek("a", 4, "anggaran_ro_konsisten", "gagal", baris=109),
        buat.cek("a", 5, "kontribusi_vs_anggaran_ro", "lolos", baris=110),
    ]
    con = warehouse_of(buat.with_rows(buat.document("a", "serang", []), kontribusi_ro=lines, cek=checks))
    assert con.execute("SELECT baris, kunci FROM v_perlu_tinjau WHERE sumber = 'kontribusi_ro'").fetchall() == [
        (108, "3165.QIA.005.108.A"),
        (109, "3165.QIA.005.109.A"),
        (110, "3165.QIA.005.110.A"),
    ]


def test_weak_check_proves_no_target(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(1, bendera=("angka_ambigu",))])
    assert listed(warehouse_of(buat.with_rows(a, cek=[buat.cek("a", 1, "bulan_naik", "lolos", 1)]))) == [(4, "target", "angka_ambigu")]


def test_months_are_listed_once_an_indicator(warehouse_of: Make, buat: Any) -> None:
    a = buat.document(
        "a", "serang", [buat.indeks(12, nama="X", bulan=range(12)), buat.indeks(12, nama="Y", bendera=("bulan_ambigu",), bulan=range(12))]
    )
    months = [replace(m, bendera=("bulan_ambigu",) if m.bulan in (2, 10) else ()) for m in a.target_bulanan]
    con = warehouse_of(buat.with_rows(a, target_bulanan=months))
    assert listed(con, "sumber, target_id, kunci") == [("target", "a-2", "Y"), ("target_bulanan", "a-1", "X (bulan 2, 10)")]


def test_clean_document_is_not_listed(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(1)])
    assert listed(warehouse_of(buat.with_rows(a, cek=[buat.cek("a", 1, "kontribusi_vs_anggaran", "lolos", 1)]))) == []
