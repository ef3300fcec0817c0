"""v_deret_indikator: one series an indicator, renames joined, breaks marked. The documents are dumps that walk the whole path."""

from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

import pipeline

PLANS = {
    ("BALAI POM DI JEMBER", 2022): {
        "Indeks kepuasan masyarakat atas jaminan keamanan Obat dan Makanan": "82",
        "Nilai Kinerja Anggaran Balai POM di Jember": "91",
        "Persentase sarana produksi Obat dan Makanan yang memenuhi ketentuan": "60",
    },
    ("BALAI POM DI JEMBER", 2024): {
        "Indeks kepuasan masyarakat atas kinerja pengawasan obat dan makanan": "85",
        "Nilai Kinerja Anggaran UPT": "92",
        "Persentase sarana produksi Obat dan Makanan yang memenuhi ketentuan": "65",
    },
    ("BALAI POM DI JEMBER", 2025): {
        "Nilai Kinerja Anggaran UPT BPOM": "5",
        "Persentase sarana produksi Sediaan Farmasi yang diperiksa dan ditindaklanjuti sesuai ketentuan": "90",
        "Persentase sarana produksi Pangan Olahan yang diperiksa dan ditindaklanjuti sesuai ketentuan": "88",
    },
    ("BALAI POM DI JAMBI", 2025): {"Nilai Kinerja Anggaran UPT": "92"},
    ("BALAI POM DI PALU", 2025): {"Nilai Kinerja Anggaran UPT": "4"},
    ("BALAI POM DI JAMBI", 2024): {"Nilai Kinerja Anggaran UPT": "96"},
    ("BADAN PENGAWAS OBAT DAN MAKANAN", 2024): {"Nilai Kinerja Anggaran BPOM": "94"},
}


@pytest.fixture(scope="module")
def con(kertas: Any, tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("deret")
    (folder / "inbox").mkdir()
    for number, ((upt, year), targets) in enumerate(PLANS.items()):
        lines = []
        for place, (name, value) in enumerate(targets.items(), 1):
            sasaran = (1, "Terwujudnya") if place == 1 else None
            lines.append(kertas.indikator(place, 100_000, nama=name, sasaran=sasaran, bulan=(value,) * 12))
            lines.append(kertas.ro(1, 100_000 * len(targets), 100_000))
        text = kertas.dokumen(lines, upt=upt).replace("2024", str(year))
        (folder / "inbox" / f"{number}.txt").write_text(text, encoding="utf-8")
    result = CliRunner().invoke(pipeline.main, ["run", str(folder / "inbox"), "--data-dir", str(folder / "data")])
    assert result.exit_code == 0, result.output
    return duckdb.connect(str(folder / "data" / "kinerja.duckdb"), read_only=True)


def series(con: duckdb.DuckDBPyConnection, deret_id: str, columns: str, upt_id: str = "jember") -> list[Any]:
    return con.execute(
        f"SELECT tahun, {columns} FROM v_deret_indikator WHERE deret_id = $1 AND upt_id = $2 ORDER BY tahun", [deret_id, upt_id]
    ).fetchall()


def test_a_rename_is_joined_and_told(con: duckdb.DuckDBPyConnection) -> None:
    found = series(con, "kepuasan-kinerja-pengawasan", "target, tahun_sebelumnya, putus, ganti_nama, selisih_target")
    assert found == [(2022, 82, None, [], False, None), (2024, 85, 2022, [], True, 3)]


def test_another_scale_breaks_the_series(con: duckdb.DuckDBPyConnection) -> None:
    found = series(con, "nilai-kinerja-anggaran", "target, skala_sampai, putus, selisih_target")
    assert found == [(2022, 91, 100, [], None), (2024, 92, 100, [], 1), (2025, 5, 5, ["skala"], None)]


@pytest.mark.parametrize(("deret_id", "target"), [("sarana-produksi-farmasi-diperiksa", 90), ("sarana-produksi-pangan-diperiksa", 88)])
def test_a_split_indicator_begins_both_series(deret_id: str, target: int, con: duckdb.DuckDBPyConnection) -> None:
    found = series(con, deret_id, "indikator_id, target, putus, selisih_target")
    before = "sarana-produksi-memenuhi-ketentuan"
    assert found == [(2022, before, 60, [], None), (2024, before, 65, [], 5), (2025, deret_id, target, ["pecah"], None)]


def test_offices_on_another_scale_are_not_compared(con: duckdb.DuckDBPyConnection) -> None:
    query = """SELECT upt_id, target_tahunan, skala_sampai, rank, jumlah_upt FROM v_target_antar_upt
               WHERE indikator_id = 'nilai-kinerja-anggaran' AND tahun = 2025 ORDER BY skala_sampai, rank"""
    assert con.sql(query).fetchall() == [("jember", 5, 5, 1, 2), ("palu", 4, 5, 2, 2), ("jambi", 92, 100, None, 1)]


def test_rank_and_gaps_are_those_of_the_year(con: duckdb.DuckDBPyConnection) -> None:
    columns = "rank_target, selisih_median_level_target, selisih_nasional_target"
    assert series(con, "nilai-kinerja-anggaran", columns)[1] == (2024, 2, -2, -2)
    assert series(con, "nilai-kinerja-anggaran", columns, "jambi")[0] == (2024, 1, 2, 2)


def test_the_national_document_is_in_the_series_but_not_ranked(con: duckdb.DuckDBPyConnection) -> None:
    assert series(con, "nilai-kinerja-anggaran", "level, target, rank_target", "bpom") == [(2024, "PUSAT", 94, None)]


def test_one_row_an_indicator_year_and_office(con: duckdb.DuckDBPyConnection) -> None:
    keys = con.sql("SELECT deret_id, indikator_id, tahun, upt_id FROM v_deret_indikator").fetchall()
    assert len(keys) == len(set(keys)) > 0


def test_the_lookup_tables_say_whose_successor_it_is(con: duckdb.DuckDBPyConnection) -> None:
    found = con.sql(
        "SELECT penerus_id, jenis_penerus FROM dim_indikator WHERE indikator_id = 'sarana-produksi-memenuhi-ketentuan'"
    ).fetchall()
    assert found == [("sarana-produksi-farmasi-diperiksa", "pecah")]
    old = con.sql("SELECT jenis, status FROM dim_indikator_alias WHERE alias LIKE '%jaminan keamanan%' AND jumlah_baris = 1").fetchall()
    assert old == [("ganti_nama", "pasti")]
