"""Which of an office's documents the views take: the plan beside the reports that print it again, twins, quarterly figures."""

from collections.abc import Callable
from datetime import date
from typing import Any

import duckdb

Make = Callable[..., duckdb.DuckDBPyConnection]
X = "Indeks Pelayanan Publik"


def found(con: duckdb.DuckDBPyConnection, query: str) -> list[Any]:
    return con.execute(query).fetchall()


def plan(buat: Any) -> Any:
    rows = buat.document("a", "serang", [buat.indeks(80, 500)], tanggal=date(2024, 1, 10))
    return buat.with_rows(rows, kontribusi_ro=[buat.ro("a", 9, 1, "3165.QIC.001", "051", 500, 500)])


def test_report_that_prints_the_plan_again_leaves_budget_and_ro_with_the_plan(warehouse_of: Make, buat: Any) -> None:
    report = buat.laporan("b", "serang", buat.hasil("b", 9, "serang", 88), targets=[buat.indeks(80)], tanggal=date(2025, 2, 1))
    con = warehouse_of(plan(buat), report)
    assert found(con, "SELECT anggaran_rp, doc_id FROM v_anggaran_antar_upt") == [(500, "a")]
    assert found(con, "SELECT anggaran_rp, doc_id, baris FROM v_ro_antar_upt") == [(500, "a", 9)]
    assert found(con, "SELECT doc_id FROM v_target_antar_upt") == [("a",)]
    assert found(con, "SELECT alokasi_rp, realisasi_sd_periode, dokumen FROM v_bappenas WHERE periode = 'TAHUNAN'") == [(500, 88, "a.pdf")]
    assert found(con, "SELECT alokasi_rp FROM v_bappenas_ro") == [(500,)]
    assert found(con, "SELECT count(*) FROM v_perubahan_target") == [(0,)]


def test_revision_that_only_a_report_prints_is_in_force_with_the_plans_budget(warehouse_of: Make, buat: Any) -> None:
    targets = [buat.indeks(80, versi="AWAL"), buat.indeks(85, versi="REVISI", target_id="b-2")]
    con = warehouse_of(plan(buat), buat.laporan("b", "serang", targets=targets, tanggal=date(2025, 2, 1)))
    assert found(con, "SELECT target_tahunan, doc_id FROM v_target_antar_upt") == [(85, "b")]
    assert found(con, "SELECT anggaran_rp, doc_id FROM v_anggaran_antar_upt") == [(500, "a")]
    wanted = "SELECT target_tahunan, alokasi_rp, target_id, target_id_anggaran FROM v_bappenas WHERE periode = 'TAHUNAN'"
    assert found(con, wanted) == [(85, 500, "b-2", "a-1")]


def test_newer_plan_replaces_the_older_with_its_budget(warehouse_of: Make, buat: Any) -> None:
    newer = buat.document("b", "serang", [buat.indeks(85, 700)], tanggal=date(2024, 8, 1))
    con = warehouse_of(plan(buat), newer)
    assert found(con, "SELECT target_tahunan, doc_id FROM v_target_antar_upt") == [(85, "b")]
    assert found(con, "SELECT anggaran_rp, doc_id FROM v_anggaran_antar_upt") == [(700, "b")]
    assert found(con, "SELECT count(*) FROM v_perlu_tinjau WHERE alasan = 'dokumen_kembar'") == [(0,)]
    assert found(con, "SELECT status, selisih_anggaran_rp FROM v_perubahan_target") == [("berubah", 200)]


def test_two_plans_of_one_day_are_both_in_doubt(warehouse_of: Make, buat: Any) -> None:
    """Nothing says which of them is in force; the digest of a file is no reason."""
    other = buat.document("b", "serang", [buat.indeks(85, 700)], tanggal=date(2024, 1, 10))
    undated = [buat.document(name, "jambi", [buat.indeks(n, 5)]) for n, name in enumerate(("c", "d"), 1)]
    same = [buat.document(name, "jakarta", [buat.indeks(1, 5)]) for name in ("e", "f")]
    con = warehouse_of(plan(buat), other, *undated, *same)
    twins = found(con, "SELECT nama_berkas, penjelasan FROM v_perlu_tinjau WHERE alasan = 'dokumen_kembar' ORDER BY 1")
    assert [name for name, _ in twins] == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"] and "b.pdf" in twins[0][1]
    assert found(con, "SELECT DISTINCT upt_id, status_data FROM v_bappenas ORDER BY 1") == [
        ("jakarta", "lengkap"),
        ("jambi", "perlu_tinjau"),
        ("serang", "perlu_tinjau"),
    ]


def test_inferred_scale_is_a_question_whatever_adds_up(warehouse_of: Make, buat: Any) -> None:
    rows = buat.document("a", "serang", [buat.indeks(80, 500, bendera=("skala_disimpulkan",)), buat.indeks(1, 5, nama="B")])
    checks = [buat.cek("a", 1, "kontribusi_vs_anggaran", "lolos", 1), buat.cek("a", 2, "total_dokumen", "lolos")]
    con = warehouse_of(buat.with_rows(rows, cek=checks))
    assert found(con, "SELECT sumber, alasan FROM v_perlu_tinjau") == [("dokumen", "skala_disimpulkan")]
    assert found(con, "SELECT DISTINCT status_data, terbukti FROM v_bappenas") == [("perlu_tinjau", False)]


def test_nine_months_are_no_result_of_the_year(warehouse_of: Make, buat: Any) -> None:
    quarter = buat.laporan(
        "a",
        "serang",
        buat.hasil("a", 1, "serang", 60, periode="TW3", target=60, capaian_persen=100),
        buat.hasil("a", 2, "serang", 60, target=90, capaian_persen="66.67"),
        buat.hasil("a", 3, "serang", 85, "TREN", tahun=2023),
        jenis="LAKIP_INTERIM",
        periode="TW3",
    )
    year = buat.laporan("b", "jambi", buat.hasil("b", 1, "jambi", 50, target=100, capaian_persen=50))
    con = warehouse_of(quarter, year)
    assert found(con, "SELECT upt_id, tahun, periode, realisasi FROM v_capaian_antar_upt ORDER BY ALL") == [
        ("jambi", 2024, "TAHUNAN", 50),
        ("serang", 2023, "TAHUNAN", 85),
        ("serang", 2024, "TW3", 60),
    ]
    assert found(con, "SELECT upt_id, periode FROM v_bappenas WHERE realisasi_sd_periode IS NOT NULL ORDER BY ALL") == [
        ("jambi", "TAHUNAN"),
        ("serang", "TW3"),
    ]


def test_report_of_a_doubtful_name_or_office_is_not_proved(warehouse_of: Make, buat: Any) -> None:
    def proved(doc_id: str, upt_id: str | None, **named: Any) -> Any:
        report = buat.laporan(
            doc_id,
            upt_id,
            buat.hasil(doc_id, 1, upt_id, 88, target=80, capaian_persen=110, **named),
            cek=[buat.cek(doc_id, 1, "capaian_vs_target", "lolos")],
        )
        numbers = ("target", "realisasi", "capaian_persen")
        return buat.with_rows(report, bukti=[buat.bukti(doc_id, "capaian", 1, kolom, "terbukti") for kolom in numbers])

    con = warehouse_of(proved("a", "serang", indikator_id="x"), proved("b", None), proved("c", "jambi"))
    assert found(con, "SELECT upt_id, terbukti, alasan FROM v_bappenas ORDER BY upt_id NULLS LAST") == [
        ("jambi", True, None),
        ("serang", False, "nama_terbuka"),
        (None, False, "kantor_tidak_dikenal"),
    ]
