"""v_bappenas and v_kelengkapan once reports are read: plan and result in one row."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import duckdb

Make = Callable[..., duckdb.DuckDBPyConnection]

MONTHS = [None, None, 20, None, None, 40, None, None, 60, None, None, 80]


def rows(con: duckdb.DuckDBPyConnection, columns: str, rest: str = "") -> list[Any]:
    return con.execute(f"SELECT {columns} FROM v_bappenas {rest}").fetchall()


def test_plan_and_result_meet_by_office_year_indicator_and_period(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(80, 500, bulan=MONTHS)]),
        buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 50, periode="TW3", target=60, capaian_persen="83.33", kriteria="Cukup", pembilang=5, penyebut=10),
            jenis="LAKIP_INTERIM",
            periode="TW3",
        ),
        buat.laporan(
            "c",
            "serang",
            buat.hasil("c", 1, "serang", 88, target=80, capaian_persen=110, capaian_penyesuaian_persen=100, kriteria="Baik", halaman=9),
            efisiensi=[buat.masukan("c", 5, "serang", output_realisasi=88, pagu_rp=500, realisasi_rp=450, input_persen=90)],
        ),
        # another office's copy of the figure is no report of this office
        buat.laporan("d", "jambi", buat.hasil("d", 1, "serang", 10, "BANDING", periode="TW1")),
    )
    columns = """periode, target_sd_periode, pembilang, penyebut, realisasi_sd_periode, capaian_persen_periode, capaian_persen_tahunan,
        capaian_penyesuaian_persen, kriteria, alokasi_rp, realisasi_rp, realisasi_keuangan_persen, status_data, dokumen,
        dokumen_realisasi, halaman_realisasi"""
    nothing = (None,) * 6
    capaian = Decimal("83.33")
    assert rows(con, columns, "WHERE upt_id = 'serang'") == [
        ("TW1", 20, *nothing, None, 500, None, None, "lengkap", "a.pdf", None, None),
        ("TW2", 40, *nothing, None, 500, None, None, "lengkap", "a.pdf", None, None),
        ("TW3", 60, 5, 10, 50, capaian, Decimal("62.5"), None, "Cukup", 500, None, None, "lengkap", "a.pdf", "b.pdf", 1),
        ("TW4", 80, *nothing, None, 500, None, None, "lengkap", "a.pdf", None, None),
        ("TAHUNAN", 80, None, None, 88, 110, 110, 100, "Baik", 500, 450, 90, "lengkap", "a.pdf", "c.pdf", 9),
    ]
    assert rows(con, "count(*)", "WHERE upt_id = 'jambi'") == [(0,)]


def test_quarter_of_a_count_has_no_share_of_the_years_target(warehouse_of: Make, buat: Any) -> None:
    """Its realisasi is percent of progress, its yearly target a number of villages."""
    jumlah = {"indikator_raw": "Jumlah desa", "satuan": "jumlah", "periode": "TW3", "target": 60, "capaian_persen": 100}
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(4, nama="Jumlah desa", satuan="jumlah")]),
        buat.laporan("b", "serang", buat.hasil("b", 1, "serang", 60, **jumlah)),
    )
    assert rows(con, "realisasi_sd_periode, capaian_persen_periode, capaian_persen_tahunan", "WHERE periode = 'TW3'") == [(60, 100, None)]


def test_target_of_nought_divides_nothing(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(0), buat.indeks("0.000001", nama="B")]),
        buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 5, periode="TW1"),
            buat.hasil("b", 2, "serang", "900000000000", periode="TW1", indikator_raw="B"),
        ),
    )
    assert rows(con, "capaian_persen_tahunan", "WHERE periode = 'TW1'") == [(None,), (None,)]


def test_indicator_that_only_the_report_has_keeps_its_row(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(80)]),
        buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 70, target=75, capaian_persen="93.33", indikator_raw="Hanya laporan", halaman=4),
            buat.hasil("b", 2, "serang", 60, "TREN", indikator_raw="Hanya laporan", tahun=2023),
        ),
        buat.laporan(
            "c",
            "jambi",
            buat.hasil("c", 1, "jambi", 9, periode="TW3", target=10),
            jenis="LAKIP_INTERIM",
            periode="TW3",
            targets=[buat.indeks(20, 900, tabel="PK", no_sasaran=3)],
        ),
        buat.laporan("d", None, buat.hasil("d", 1, None, 5), upt_raw="Balai POM di Antah"),
    )
    columns = """upt_id, nama_upt, tahun, periode, indikator_dokumen, no_sasaran, target_tahunan, target_sd_periode, realisasi_sd_periode,
        alokasi_rp, dokumen, halaman"""
    assert rows(con, columns, "WHERE dokumen <> 'a.pdf'") == [
        ("jambi", "Balai POM di Jambi", 2024, "TW3", "Indeks Pelayanan Publik", 3, 20, 10, 9, 900, "c.pdf", 1),
        ("serang", "Balai Besar POM di Serang", 2024, "TAHUNAN", "Hanya laporan", None, 75, 75, 70, None, "b.pdf", 4),
        (None, "Balai POM di Antah", 2024, "TAHUNAN", "Indeks Pelayanan Publik", None, None, None, 5, None, "d.pdf", 1),
    ]
    assert rows(con, "count(*), count(DISTINCT (indikator_dokumen, upt_id, tahun, periode))") == [(8, 8)]


def test_several_tables_and_reports_give_one_row(warehouse_of: Make, buat: Any) -> None:
    found = [buat.hasil("b", 1, "serang", 80), buat.hasil("b", 2, "serang", 80, "TREN"), buat.hasil("b", 3, "serang", 81, "RENSTRA")]
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(80), buat.indeks(90)]),
        buat.laporan("b", "serang", *found, efisiensi=[buat.masukan("b", n, "serang", realisasi_rp=n) for n in (5, 6)]),
        buat.laporan("c", "serang", buat.hasil("c", 1, "serang", 82, "TREN"), tahun=2025),
        buat.laporan("d", "jambi", buat.hasil("d", 1, "serang", 70, "BANDING")),
    )
    # the name stands twice in the plan: the report's figure goes to the first of them only
    assert rows(con, "target_tahunan, realisasi_sd_periode, realisasi_rp, status_data", "WHERE periode = 'TAHUNAN'") == [
        (80, 80, 5, "perlu_tinjau"),
        (90, None, None, "lengkap"),
    ]


STATUS: list[tuple[tuple[str, ...], str | None, int, str]] = [
    ((), None, 1, "lengkap"),
    (("angka_ambigu",), None, 1, "perlu_tinjau"),
    (("angka_ambigu",), "capaian_vs_target: lolos", 1, "lengkap"),
    ((), "capaian_vs_target: gagal", 1, "perlu_tinjau"),
    ((), "kriteria: gagal", 1, "perlu_tinjau"),
    # a rule that aturan.csv does not know yet
    ((), "capaian_baru: gagal", 1, "perlu_tinjau"),
    ((), "input_persen: gagal", 5, "perlu_tinjau"),
    # another row of the report, or a table of it that nobody knows
    ((), "capaian_vs_target: gagal", 2, "lengkap"),
    ((), "tabel_tidak_dikenal: gagal", 1, "lengkap"),
    ((), "serapan_total: gagal", 1, "lengkap"),
]
"""Flags of the row that is used, a check, the row that it is about → the status."""


def test_status_follows_the_rows_that_were_used(warehouse_of: Make, buat: Any) -> None:
    def reported(bendera: tuple[str, ...], aturan: str | None, baris: int) -> Any:
        return buat.laporan(
            "b",
            "serang",
            buat.hasil("b", 1, "serang", 80, bendera=bendera),
            buat.hasil("b", 2, "serang", 7, indikator_raw="Lain"),
            efisiensi=[buat.masukan("b", 5, "serang", realisasi_rp=5)],
            cek=[buat.cek("b", 1, *aturan.split(": "), baris=baris)] if aturan else [],
            status="perlu_tinjau",
        )

    plan = buat.document("a", "serang", [buat.indeks(80)])
    reports = [reported(bendera, aturan, baris) for bendera, aturan, baris, _ in STATUS]
    con = warehouse_of(*(buat.apart(rows, n) for n, report in enumerate(reports) for rows in (plan, report)))
    found = rows(con, "dokumen_realisasi, status_data", "WHERE target_tahunan = 80 AND periode = 'TAHUNAN'")
    assert sorted(found) == sorted((f"b{n}.pdf", expected) for n, (*_, expected) in enumerate(STATUS))


def test_failed_check_of_one_row_leaves_the_plan_in_the_same_document_alone(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan(
            "a",
            "serang",
            buat.hasil("a", 9, "serang", 7, indikator_raw="Lain"),
            targets=[buat.indeks(80)],
            cek=[buat.cek("a", 1, "capaian_vs_target", "gagal", baris=9)],
        )
    )
    assert rows(con, "DISTINCT status_data", "WHERE target_tahunan = 80") == [("lengkap",)]


def test_a_failed_check_of_no_row_puts_the_plan_in_doubt(warehouse_of: Make, buat: Any) -> None:
    """Unless it is known to be about cells that were placed nowhere, or about another table."""
    cases = {"total_dokumen": "perlu_tinjau", "aturan_baru": "perlu_tinjau", "tabel_tidak_dikenal": "lengkap", "serapan_total": "lengkap"}
    plan = buat.document("a", "serang", [buat.indeks(80)])
    checked = [buat.with_rows(plan, cek=[buat.cek("a", 1, aturan, "gagal", baris=9)]) for aturan in cases]
    con = warehouse_of(*(buat.apart(rows, n) for n, rows in enumerate(checked)))
    found = rows(con, "DISTINCT dokumen, status_data")
    assert sorted(found) == [(f"a{n}.pdf", status) for n, status in enumerate(cases.values())]


def test_efisiensi_row_that_adds_up_is_used(warehouse_of: Make, buat: Any) -> None:
    inputs = [buat.masukan("b", n, "serang", realisasi_rp=n, input_persen=n) for n in (5, 6, 7)]
    inputs.append(buat.masukan("b", 8, "serang", output_realisasi=1, realisasi_rp=None))
    checks = [buat.cek("b", 1, "input_persen", "gagal", baris=5), buat.cek("b", 2, "input_persen", "lolos", baris=7)]
    con = warehouse_of(
        buat.document("a", "serang", [buat.indeks(80)]),
        buat.laporan("b", "serang", efisiensi=inputs, cek=checks),
    )
    assert rows(con, "realisasi_rp, realisasi_keuangan_persen", "WHERE periode = 'TAHUNAN'") == [(7, 7)]


def test_completeness_counts_reports_and_what_they_report(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan(
            "a",
            "serang",
            buat.hasil("a", 1, "serang", 80),
            buat.hasil("a", 2, "serang", 0, indikator_raw="Nol"),
            buat.hasil("a", 3, "serang", None, indikator_raw="Kosong"),
            # the same indicator again, another office, another year: no further indicators of this report
            buat.hasil("a", 4, "serang", None, "RENSTRA"),
            buat.hasil("a", 5, "jambi", 70, "BANDING", indikator_raw="Lain"),
            buat.hasil("a", 6, "serang", 60, "TREN", indikator_raw="Dulu", tahun=2023),
        ),
        buat.laporan("b", "jakarta", jenis="LAKIP_INTERIM", periode="TW3"),
        buat.laporan("c", "jambi", status="gagal"),
        buat.document("d", "serang", [buat.indeks(1)]),
    )
    found = con.execute(
        """SELECT jenis, periode, upt_id, status, jumlah_capaian, capaian_tanpa_realisasi, jumlah_indikator FROM v_kelengkapan
        WHERE doc_id IS NOT NULL OR (upt_id = 'jakarta' AND jenis = 'LAKIP')"""
    ).fetchall()
    assert found == [
        ("LAKIP", "TAHUNAN", "jakarta", "belum", None, None, None),
        ("LAKIP", "TAHUNAN", "jambi", "gagal", None, None, None),
        ("LAKIP", "TAHUNAN", "serang", "sudah", 2, 1, 0),
        ("LAKIP_INTERIM", "TW3", "jakarta", "sudah", 0, 0, 0),
        ("RAPK", "TAHUNAN", "serang", "sudah", 0, 0, 1),
    ]


def test_what_the_rkt_plans_is_no_agreed_target(warehouse_of: Make, buat: Any) -> None:
    """Beside results that are measured by 80: an RKT of 75 came before the agreement, a PK of 75 contradicts them."""

    def reported(tabel: str) -> Any:
        planned = [buat.indeks(75, tabel=tabel, sasaran_raw="Tata kelola")]
        return buat.laporan("c", "serang", buat.hasil("c", 8, "serang", 72, target=80, capaian_persen=90), targets=planned)

    con = warehouse_of(buat.apart(reported("RKT"), 0), buat.apart(reported("PK"), 1))
    found = rows(con, "tahun, target_tahunan, target_sd_periode, sasaran, status_data, line_target IS NULL AND halaman_target = 1")
    assert sorted(found) == [(2024, 80, 80, "Tata kelola", "lengkap", True), (2027, 75, 80, "Tata kelola", "perlu_tinjau", True)]


AT_FIRST: list[tuple[str, str, tuple[str | None, ...], str]] = [
    *((tabel, "LAKIP", ("AWAL",), "perlu_tinjau") for tabel in ("PK", "RAPK")),
    *((tabel, "LAKIP", ("AWAL", "REVISI"), "lengkap") for tabel in ("PK", "RAPK")),
    *((tabel, "LAKIP", (None,), "lengkap") for tabel in ("PK", "RAPK")),
    ("RAPK", "RAPK", ("AWAL",), "lengkap"),
]
"""Table, kind of document and versions of its targets → the status."""


def test_a_report_that_has_only_what_was_agreed_at_first(warehouse_of: Make, buat: Any) -> None:
    """It prints what replaced that too; a plan of its own is in force until its revision comes."""

    def reported(tabel: str, jenis: str, versi: tuple[str | None, ...]) -> Any:
        targets = [buat.indeks(80, tabel=tabel, versi=one, tabel_no=n) for n, one in enumerate(versi, 1)]
        reached = buat.hasil("c", 8, "serang", 30, periode="TW2", target=40, capaian_persen=75)
        return buat.laporan("c", "serang", reached, targets=targets, jenis=jenis, periode="TW2")

    con = warehouse_of(*(buat.apart(reported(tabel, jenis, versi), n) for n, (tabel, jenis, versi, _) in enumerate(AT_FIRST)))
    found = rows(con, "tahun, target_tahunan, status_data", "WHERE periode = 'TW2'")
    assert sorted(found) == [(2024 + 3 * n, 80, status) for n, (*_, status) in enumerate(AT_FIRST)]
