"""The review list: worst first, and nothing on it that arithmetic has proved."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from extract.message import message
from normalize.rows import DocumentRows
from tests.terucap import said

Make = Callable[..., duckdb.DuckDBPyConnection]
Found = list[tuple[Any, ...]]
DAMAGED = (message("tanpa_startxref"),)


def listed(con: duckdb.DuckDBPyConnection, columns: str = "berat, sumber, alasan") -> Found:
    """What flags and checks say; that a table has no check at all is in test_bappenas_export."""
    return con.execute(
        f"SELECT {columns} FROM v_perlu_tinjau WHERE alasan NOT IN ('target: tak_terbukti', 'capaian: tak_terbukti')"
    ).fetchall()


def test_worst_first_with_place_and_reason(warehouse_of: Make, buat: Any) -> None:
    a = buat.document("a", "serang", [buat.indeks(1, bendera=("angka_ambigu",), halaman=3)])
    checks = [
        buat.cek("a", 1, "bulan_naik", "gagal", 1),
        buat.cek("a", 2, "kontribusi_vs_anggaran", "gagal", 1),
        buat.cek("a", 3, "total_dokumen", "tak_terbukti"),
    ]
    b = DocumentRows(dokumen=buat.row(buat.dokumen, doc_id="b", nama_berkas="rusak.pdf", status="gagal", pesan=DAMAGED))
    c = buat.document("c", "jambi", [], status="perlu_tinjau", pesan=(message("tahun_tak_tercetak"),))
    con = warehouse_of(buat.with_rows(a, cek=checks), b, c)
    assert listed(con, "berat, sumber, nama_berkas, halaman, alasan") == [
        (5, "dokumen", "rusak.pdf", None, "dokumen: gagal"),
        (5, "cek", "a.pdf", 1, "kontribusi_vs_anggaran: gagal"),
        (4, "target", "a.pdf", 3, "angka_ambigu"),
        (3, "dokumen", "c.pdf", None, "dokumen: perlu_tinjau"),
        (3, "cek", "a.pdf", 1, "bulan_naik: gagal"),
        (3, "cek", "a.pdf", 1, "total_dokumen: tak_terbukti"),
    ]
    assert (said(b.dokumen.pesan),) in listed(con, "penjelasan")


def test_message_of_a_document_whose_rows_say_why_weighs_less(warehouse_of: Make, buat: Any) -> None:
    a = buat.document(
        "a",
        "serang",
        [buat.indeks(1, bendera=("indikator_hilang",))],
        status="perlu_tinjau",
        pesan=DAMAGED,
    )
    assert listed(warehouse_of(a)) == [(5, "target", "indikator_hilang"), (2, "dokumen", "dokumen: perlu_tinjau")]


FLAGS: list[tuple[tuple[str, ...], str | None, list[str]]] = [
    (("angka_ambigu",), "lolos", []),
    (("angka_ambigu",), "tak_terbukti", ["angka_ambigu"]),
    (("angka_ambigu",), None, ["angka_ambigu"]),
    (("html", "disambung_halaman"), None, []),
    (("nama_terpotong", "html"), "lolos", ["nama_terpotong"]),
    (("baris_digeser", "angka_ambigu"), None, ["angka_ambigu|baris_digeser"]),
    (("bendera_baru",), "lolos", ["bendera_baru"]),
    ((), None, []),
]
"""Flags of a row and the status of its check → the reasons for which it is listed."""


@pytest.mark.parametrize("sumber", ["target", "kontribusi_ro"])
def test_flags_that_checks_prove_need_no_look(warehouse_of: Make, buat: Any, sumber: str) -> None:
    def flagged(bendera: tuple[str, ...], status: str | None) -> DocumentRows:
        flags = {"target": (), "kontribusi_ro": (), sumber: bendera}
        a = buat.document("a", "serang", [buat.indeks(1, bendera=flags["target"])])
        lines = [buat.ro("a", 7, 1, "3165.QIA.005", "051", 10, 4, bendera=flags["kontribusi_ro"])]
        checks = [buat.cek("a", 1, "kontribusi_vs_anggaran", status, 1)] if status else []
        rows: DocumentRows = buat.with_rows(a, kontribusi_ro=lines, cek=checks)
        return rows

    con = warehouse_of(*(buat.apart(flagged(bendera, status), n) for n, (bendera, status, _) in enumerate(FLAGS)))
    found = listed(con, "nama_berkas, sumber, alasan")
    for n, (bendera, status, expected) in enumerate(FLAGS):
        assert [alasan for name, source, alasan in found if (name, source) == (f"a{n}.pdf", sumber)] == expected, (bendera, status)


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


TABLES = ["capaian", "efisiensi", "serapan", "volume_ro"]


def result_row(buat: Any, table: str, baris: int, **values: Any) -> Any:
    """A row of one of the report's tables."""
    if table == "capaian":
        return buat.hasil("a", baris, "serang", 80, **values)
    if table == "efisiensi":
        return buat.masukan("a", baris, "serang", **values)
    if table == "serapan":
        return buat.row(buat.serapan, doc_id="a", baris=baris, upt_id="serang", jenis_belanja="MODAL", tabel="SERAPAN", **values)
    return buat.row(
        buat.volume_ro, doc_id="a", baris=baris, tabel="VOLUME_RO", kode_kegiatan="3165", kode_kro="QIA", kode_ro="005", **values
    )


NAMES = {"capaian": "Indeks Pelayanan Publik", "efisiensi": "Indeks Pelayanan Publik", "serapan": "MODAL", "volume_ro": "3165.QIA.005"}


FLAGS_OF_A_REPORT: list[tuple[tuple[str, ...], Found]] = [
    ((), []),
    (("disambung_halaman", "html"), []),
    (("angka_ambigu",), [(4, "angka_ambigu")]),
    (("angka_diperbaiki", "nilai_janggal"), [(4, "nilai_janggal|angka_diperbaiki")]),
    (("bendera_baru",), [(3, "bendera_baru")]),
]
PROVED_BY: list[tuple[str, dict[str, str], list[str]]] = [
    ("capaian", {"capaian_vs_target": "lolos"}, []),
    ("capaian", {"realisasi_vs_pembilang": "lolos"}, []),
    ("capaian", {"kriteria": "lolos"}, ["angka_ambigu"]),
    ("capaian", {"capaian_vs_target": "lolos", "kriteria": "gagal"}, ["angka_ambigu"]),
    ("capaian", {"input_persen": "lolos"}, ["angka_ambigu"]),
    ("capaian", {"total_dokumen": "lolos"}, ["angka_ambigu"]),
    ("efisiensi", {"input_persen": "lolos", "output_persen": "lolos"}, []),
    ("efisiensi", {"input_persen": "lolos", "output_persen": "tak_terbukti"}, ["angka_ambigu"]),
    ("efisiensi", {"te": "lolos"}, ["angka_ambigu"]),
    ("efisiensi", {"capaian_vs_target": "lolos"}, ["angka_ambigu"]),
    ("serapan", {"serapan_persen": "lolos"}, []),
    ("serapan", {"serapan_total": "lolos"}, []),
    ("volume_ro", {"capaian_vs_target": "lolos"}, ["angka_ambigu"]),
]
"""Checks of an ambiguous number in this table → the reasons for which its row is listed."""


def test_flags_of_a_report_are_listed(warehouse_of: Make, buat: Any) -> None:
    cases = [(table, bendera, expected) for table in TABLES for bendera, expected in FLAGS_OF_A_REPORT]
    reports = [
        buat.with_rows(buat.laporan("a", "serang"), **{table: [result_row(buat, table, 7, bendera=bendera, halaman=12)]})
        for table, bendera, _ in cases
    ]
    con = warehouse_of(*(buat.apart(rows, n) for n, rows in enumerate(reports)))
    found = listed(con, "nama_berkas, berat, alasan, sumber, kunci, baris, halaman, target_id")
    for n, (table, bendera, expected) in enumerate(cases):
        own = [line for name, *line in found if name == f"a{n}.pdf"]
        assert own == [[*want, table, NAMES[table], 7, 12, None] for want in expected], (table, bendera)


def test_flags_of_a_report_need_no_look_when_its_own_rules_prove_them(warehouse_of: Make, buat: Any) -> None:
    def checked(table: str, checks: dict[str, str]) -> Any:
        return buat.with_rows(
            buat.laporan("a", "serang"),
            **{table: [result_row(buat, table, 7, bendera=("angka_ambigu",))]},
            cek=[buat.cek("a", n, aturan, status, baris=7) for n, (aturan, status) in enumerate(checks.items())],
        )

    con = warehouse_of(*(buat.apart(checked(table, checks), n) for n, (table, checks, _) in enumerate(PROVED_BY)))
    found = listed(con, "nama_berkas, sumber, alasan")
    for n, (table, checks, expected) in enumerate(PROVED_BY):
        assert [alasan for name, sumber, alasan in found if (name, sumber) == (f"a{n}.pdf", table)] == expected, (table, checks)


def test_proof_of_another_row_or_document_proves_nothing(warehouse_of: Make, buat: Any) -> None:
    a = buat.laporan(
        "a",
        "serang",
        buat.hasil("a", 7, "serang", 80, bendera=("angka_ambigu",)),
        cek=[buat.cek("a", 1, "capaian_vs_target", "lolos", baris=8)],
    )
    b = buat.laporan("b", "jambi", cek=[buat.cek("b", 1, "capaian_vs_target", "lolos", baris=7)])
    assert listed(warehouse_of(a, b)) == [(4, "capaian", "angka_ambigu")]


def test_misprint_is_listed_though_its_check_says_so_too(warehouse_of: Make, buat: Any) -> None:
    a = buat.laporan(
        "a",
        "serang",
        buat.hasil("a", 7, "serang", 80, bendera=("salah_cetak",)),
        cek=[buat.cek("a", 1, "capaian_vs_target", "gagal", baris=7), buat.cek("a", 2, "kriteria", "gagal", baris=7)],
    )
    assert listed(warehouse_of(a), "berat, sumber, alasan, kunci") == [
        (4, "cek", "capaian_vs_target: gagal", "Indeks Pelayanan Publik"),
        (3, "capaian", "salah_cetak", "Indeks Pelayanan Publik"),
        (2, "cek", "kriteria: gagal", "Indeks Pelayanan Publik"),
    ]


def test_checks_name_the_row_they_are_about(warehouse_of: Make, buat: Any) -> None:
    """A rule about the whole document has a place too, but says nothing of the row there."""
    tables = {table: [result_row(buat, table, n)] for n, table in enumerate(TABLES, start=1)}
    rules = ["capaian_vs_target", "input_persen", "serapan_total", "nomor_urut"]
    checks = [buat.cek("a", n, aturan, "gagal", baris=n) for n, aturan in enumerate(rules, start=1)]
    con = warehouse_of(buat.with_rows(buat.laporan("a", "serang"), **tables, cek=checks))
    assert listed(con, "alasan, kunci") == [
        ("capaian_vs_target: gagal", "Indeks Pelayanan Publik"),
        ("input_persen: gagal", "Indeks Pelayanan Publik"),
        ("serapan_total: gagal", "MODAL"),
        ("nomor_urut: gagal", None),
    ]


def test_unknown_office_of_a_comparison_is_listed_once_a_document(warehouse_of: Make, buat: Any) -> None:
    def compared(doc_id: str, *names: str | None) -> Any:
        flags = ("angka_ambigu", "kantor_tidak_dikenal")
        found = [
            buat.hasil(doc_id, n, None, 80, "BANDING", upt_raw=name, indikator_raw=f"I{n}", bendera=flags) for n in (4, 5) for name in names
        ]
        return buat.laporan(doc_id, "serang", *found)

    con = warehouse_of(compared("a", "Loka Antah", "Loka Berantah"), compared("b", "Loka Antah", None))
    assert listed(con, "berat, nama_berkas, alasan, kunci, baris") == [
        (4, "a.pdf", "angka_ambigu", "I4", 4),
        (4, "a.pdf", "angka_ambigu", "I5", 5),
        (4, "b.pdf", "angka_ambigu", "I4", 4),
        (4, "b.pdf", "angka_ambigu", "I5", 5),
        (3, "a.pdf", "kantor_tidak_dikenal", "Loka Antah", 4),
        (3, "a.pdf", "kantor_tidak_dikenal", "Loka Berantah", 4),
        (3, "b.pdf", "kantor_tidak_dikenal", "Loka Antah", 4),
        (3, "b.pdf", "kantor_tidak_dikenal", "tanpa nama", 4),
    ]


def test_columns_of_one_printed_row_are_one_thing_to_look_at(warehouse_of: Make, buat: Any) -> None:
    years = [buat.hasil("a", 4, "serang", 80, "TREN", tahun=tahun, bendera=("angka_ambigu",)) for tahun in (2022, 2023, 2024)]
    assert listed(warehouse_of(buat.laporan("a", "serang", *years))) == [(4, "capaian", "angka_ambigu")]


def test_how_a_table_was_read_is_one_line_a_table_and_own_doubts_stay(warehouse_of: Make, buat: Any) -> None:
    guessed = ("kolom_disimpulkan",)
    items = [buat.indeks(no, bendera=guessed, halaman=1 + no // 3) for no in (1, 2)]
    own = buat.indeks(3, bendera=("angka_ambigu", "kolom_disimpulkan"), halaman=2)
    con = warehouse_of(buat.document("a", "serang", [*items, own]))
    assert listed(con, "berat, halaman, target_id IS NULL, kunci, alasan") == [
        (4, 2, False, own["indikator_raw"], "angka_ambigu"),
        (2, 1, True, "3 baris di halaman 1–2", "kolom_disimpulkan"),
    ]
    rows = con.execute("SELECT count(*), count(DISTINCT temuan_id) FROM _temuan WHERE per_tabel").fetchall()
    assert rows == [(3, 1)]


def test_one_cause_is_told_once(warehouse_of: Make, buat: Any) -> None:
    """That the document may miss pages is told by the check that found it, not by `dokumen_utuh` as well."""
    total = buat.cek("a", 1, "total_dokumen", "gagal")
    quoting = replace(buat.cek("a", 2, "dokumen_utuh", "gagal"), penjelasan=message("hitungan_tak_tutup", penjelasan=total.penjelasan))
    alone = buat.cek("b", 1, "dokumen_utuh", "tak_terbukti")
    con = warehouse_of(
        buat.with_rows(buat.document("a", "serang", []), cek=[total, quoting]), buat.with_rows(buat.document("b", "jambi", []), cek=[alone])
    )
    assert listed(con, "nama_berkas, alasan") == [("a.pdf", "total_dokumen: gagal"), ("b.pdf", "dokumen_utuh: tak_terbukti")]
