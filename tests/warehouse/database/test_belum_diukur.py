"""Not measured is not zero: what an efficiency table prints for a result that does not exist yet reaches no view and no chart."""

from collections.abc import Callable
from typing import Any

import duckdb
import pytest

Make = Callable[..., duckdb.DuckDBPyConnection]
INTERIM: dict[str, Any] = {"jenis": "LAKIP_INTERIM", "periode": "TW3"}


def interim(buat: Any, doc: str, upt: str, realisasi: Any, output: Any, **values: Any) -> Any:
    """An interim report: CAPAIAN with this realisasi, EFISIENSI with that output."""
    persen = None if realisasi is None else realisasi
    capaian = buat.hasil(doc, 1, upt, realisasi, periode="TW3", target=100, capaian_persen=persen, **values)
    efisiensi = buat.masukan(doc, 2, upt, periode="TW3", output_target=100, output_realisasi=output, output_persen=output, realisasi_rp=5)
    return buat.laporan(doc, upt, capaian, efisiensi=[efisiensi], **INTERIM)


@pytest.fixture
def con(warehouse_of: Make, buat: Any) -> duckdb.DuckDBPyConnection:
    return warehouse_of(
        interim(buat, "a", "serang", None, 0, alasan_kosong="belum_diukur"),
        interim(buat, "b", "jambi", 80, 80),
        interim(buat, "c", "kupang", 60, 60),
    )


def test_rank_and_median_know_two_offices(con: duckdb.DuckDBPyConnection) -> None:
    columns = "upt_id, realisasi, capaian_persen, rank, jumlah_upt, median, median_realisasi, tabel, alasan_kosong"
    assert con.execute(f"SELECT {columns} FROM v_capaian_antar_upt ORDER BY upt_id").fetchall() == [
        ("jambi", 80, 80, 1, 2, 70, 70, "CAPAIAN", None),
        ("kupang", 60, 60, 2, 2, 70, 70, "CAPAIAN", None),
        ("serang", None, None, None, 2, 70, 70, "CAPAIAN", "belum_diukur"),
    ]


def test_the_export_has_no_zero_and_the_money_stays(con: duckdb.DuckDBPyConnection) -> None:
    asked = (
        "SELECT upt_id, realisasi_sd_periode, capaian_persen_periode, realisasi_rp FROM v_bappenas WHERE periode = 'TW3' ORDER BY upt_id"
    )
    assert con.execute(asked).fetchall() == [("jambi", 80, 80, 5), ("kupang", 60, 60, 5), ("serang", None, None, 5)]


def test_what_is_not_measured_has_no_efficiency(con: duckdb.DuckDBPyConnection) -> None:
    asked = "SELECT upt_id, output_target, output_realisasi, output_persen, realisasi_rp, alasan_kosong FROM v_efisiensi ORDER BY upt_id"
    assert con.execute(asked).fetchall() == [
        ("jambi", 100, 80, 80, 5, None),
        ("kupang", 100, 60, 60, 5, None),
        ("serang", 100, None, None, 5, "belum_diukur"),
    ]


def test_what_the_table_itself_prints_stays_as_printed(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("SELECT output_realisasi, output_persen FROM efisiensi WHERE doc_id = 'a'").fetchall() == [(0, 0)]


@pytest.mark.parametrize(
    ("realisasi", "alasan", "output", "expected"),
    [
        # a zero that the table of results prints too is a result
        (0, None, 0, (0, None)),
        # nothing reported of a whole year: a zero does not stand for it, another figure does
        (None, "tidak_dilaporkan", 0, (None, "tidak_dilaporkan")),
        (None, "tidak_dilaporkan", 75, (75, None)),
        # said to be not measured: no figure of a derived table stands for it
        (None, "belum_diukur", 75, (None, "belum_diukur")),
    ],
)
def test_which_output_stands_for_a_result(
    realisasi: int | None, alasan: str | None, output: int, expected: tuple[int | None, str | None], warehouse_of: Make, buat: Any
) -> None:
    con = warehouse_of(interim(buat, "a", "serang", realisasi, output, alasan_kosong=alasan))
    assert con.execute("SELECT realisasi, alasan_kosong FROM v_capaian_antar_upt").fetchall() == [expected]


@pytest.mark.parametrize(("printed", "target"), [(100, 100), (0, None)])
def test_a_zero_of_an_indicator_that_no_table_of_results_has(printed: int, target: int | None, warehouse_of: Make, buat: Any) -> None:
    efisiensi = buat.masukan("a", 1, "serang", output_target=printed, output_realisasi=0, output_persen=0)
    con = warehouse_of(buat.laporan("a", "serang", efisiensi=[efisiensi]))
    assert con.execute("SELECT target, realisasi, capaian_persen, alasan_kosong FROM v_capaian_antar_upt").fetchall() == [
        (target, None, None, "tidak_dilaporkan")
    ]


def test_a_table_of_names_and_criteria_stands_for_no_result(warehouse_of: Make, buat: Any) -> None:
    named = buat.hasil("a", 1, "serang", None, kriteria="Baik", bendera=("tanpa_kolom_angka",), alasan_kosong="tidak_dilaporkan")
    con = warehouse_of(buat.laporan("a", "serang", named))
    assert con.execute("FROM v_capaian_antar_upt").fetchall() == []
