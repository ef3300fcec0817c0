"""v_capaian_antar_upt: which of the printed figures is used, and how the offices compare."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb

from normalize.dimension_rows import DimIndikator
from warehouse.store.parquet import write_dimension

Make = Callable[..., duckdb.DuckDBPyConnection]


def rows(con: duckdb.DuckDBPyConnection, columns: str, rest: str = "") -> list[Any]:
    return con.execute(f"SELECT {columns} FROM v_capaian_antar_upt {rest}").fetchall()


def test_rank_median_and_national_gap(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 90, target=100, capaian_persen=90)),
        buat.laporan("b", "jakarta", buat.hasil("b", 1, "jakarta", 60, target=50, capaian_persen=120)),
        buat.laporan(
            "c", "jambi", buat.hasil("c", 1, "jambi", 90, target=90, capaian_persen=100, indikator_raw="indeks  pelayanan PUBLIK")
        ),
        buat.laporan("d", "kupang", buat.hasil("d", 1, "kupang", None, target=80)),
        buat.laporan("e", "bpom", buat.hasil("e", 1, "bpom", 88, target=88, capaian_persen=110)),
    )
    columns = """upt_id, level, capaian_persen, rank, jumlah_upt, median, selisih_median, median_level, selisih_median_level,
        capaian_nasional, selisih_nasional"""
    assert rows(con, columns) == [
        ("jakarta", "BALAI_BESAR", 120, 1, 3, 100, 20, 105, 15, 110, 10),
        ("jambi", "BALAI", 100, 2, 3, 100, 0, 100, 0, 110, -10),
        ("serang", "BALAI_BESAR", 90, 3, 3, 100, -10, 105, -15, 110, -20),
        ("kupang", "BALAI_BESAR", None, None, 3, 100, None, 105, None, 110, None),
    ]
    columns = """upt_id, realisasi, rank_realisasi, jumlah_upt_realisasi, median_realisasi, selisih_median_realisasi,
        median_level_realisasi, selisih_median_level_realisasi, realisasi_nasional, selisih_realisasi_nasional"""
    assert rows(con, columns) == [
        ("jakarta", 60, 3, 3, 90, -30, 75, -15, 88, -28),
        ("jambi", 90, 1, 3, 90, 0, 90, 0, 88, 2),
        ("serang", 90, 1, 3, 90, 0, 75, 15, 88, 2),
        ("kupang", None, None, 3, 90, None, 75, None, 88, None),
    ]


def test_years_periods_and_units_stay_apart(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 5), buat.hasil("a", 2, "serang", 6, "TREN", tahun=2023)),
        buat.laporan("b", "jambi", buat.hasil("b", 1, "jambi", 4, periode="TW3"), jenis="LAKIP_INTERIM", periode="TW3"),
        buat.laporan("c", "jakarta", buat.hasil("c", 1, "jakarta", 7, satuan="persen")),
        buat.laporan("d", "bpom", buat.hasil("d", 1, "bpom", 8, satuan="persen")),
    )
    assert rows(
        con, "upt_id, realisasi_nasional, selisih_realisasi_nasional", "WHERE tahun = 2024 AND periode = 'TAHUNAN' ORDER BY ALL"
    ) == [
        ("jakarta", 8, -1),
        ("serang", None, None),
    ]
    assert rows(con, "tahun, periode, upt_id, satuan, rank_realisasi, jumlah_upt_realisasi", "ORDER BY ALL") == [
        (2023, "TAHUNAN", "serang", "indeks", None, 1),
        (2024, "TAHUNAN", "jakarta", "persen", None, 1),
        (2024, "TAHUNAN", "serang", "indeks", None, 1),
        (2024, "TW3", "jambi", "indeks", None, 1),
    ]


CHOICES: dict[str, tuple[list[tuple[str, float | None, tuple[str, ...], str | None]], float | None, str, str]] = {
    # rows in order: tabel, realisasi, bendera, status of capaian_vs_target → realisasi, tabel, bukti
    "a proof beats the table's rank": ([("CAPAIAN", 80, (), None), ("RENSTRA", 81, (), "lolos")], 81, "RENSTRA", "lolos"),
    "a proof beats many": (
        [("CAPAIAN", 80, (), None), ("TREN", 80, (), None), ("BANDING", 80, (), None), ("RENSTRA", 81, (), "lolos")],
        81,
        "RENSTRA",
        "lolos",
    ),
    "no check beats a failed one": ([("CAPAIAN", 80, (), "gagal"), ("BANDING", 81, (), None)], 81, "BANDING", "tak_terbukti"),
    "a check that could not run is no proof": (
        [("CAPAIAN", 80, (), "tak_terbukti"), ("RENSTRA", 81, (), "lolos")],
        81,
        "RENSTRA",
        "lolos",
    ),
    "a misprint comes last": ([("CAPAIAN", 80, ("salah_cetak",), "lolos"), ("TREN", 81, (), "gagal")], 81, "TREN", "gagal"),
    "most tables win": ([("CAPAIAN", 80, (), None), ("TREN", 81, (), None), ("RENSTRA", 81, (), None)], 81, "TREN", "tak_terbukti"),
    "one kind of table twice is one voice": (
        [("TREN", 81, (), None), ("TREN", 81, (), None), ("CAPAIAN", 80, (), None)],
        80,
        "CAPAIAN",
        "tak_terbukti",
    ),
    "CAPAIAN before TREN": ([("TREN", 81, (), None), ("CAPAIAN", 80, (), None)], 80, "CAPAIAN", "tak_terbukti"),
    "TREN before RENSTRA": ([("RENSTRA", 81, (), None), ("TREN", 80, (), None)], 80, "TREN", "tak_terbukti"),
    "RENSTRA before BANDING": ([("BANDING", 81, (), None), ("RENSTRA", 80, (), None)], 80, "RENSTRA", "tak_terbukti"),
    "a figure before none": ([("CAPAIAN", None, (), None), ("BANDING", 81, (), "gagal")], 81, "BANDING", "gagal"),
    "the proof of one place holds for all that print the figure": (
        [("CAPAIAN", 80, (), None), ("RENSTRA", 80, (), "lolos"), ("TREN", 81, (), None), ("BANDING", 81, (), None)],
        80,
        "CAPAIAN",
        "lolos",
    ),
    "nothing printed": ([("CAPAIAN", None, (), None)], None, "CAPAIAN", "tak_terbukti"),
}


def test_best_proved_figure_is_used(warehouse_of: Make, buat: Any) -> None:
    """In whatever order the tables stand."""

    def printed(number: int, backwards: bool) -> Any:
        numbered = list(enumerate(list(CHOICES.values())[number][0][:: -1 if backwards else 1], start=1))
        found = [buat.hasil("a", n, "serang", value, tabel, tabel_no=n, bendera=flags) for n, (tabel, value, flags, _) in numbered]
        checks = [buat.cek("a", n, "capaian_vs_target", status, baris=n) for n, (*_, status) in numbered if status]
        return buat.apart(buat.laporan("a", "serang", *found, cek=checks), 2 * number + backwards)

    con = warehouse_of(*(printed(number, backwards) for number in range(len(CHOICES)) for backwards in (False, True)))
    found = rows(con, "doc_id, realisasi, tabel, bukti")
    for number, (name, (_, *expected)) in enumerate(CHOICES.items()):
        for doc_id in (f"a{2 * number}", f"a{2 * number + 1}"):
            assert [line for doc, *line in found if doc == doc_id] == [expected], (name, doc_id)


def test_agreeing_and_differing_tables_are_told(warehouse_of: Make, buat: Any) -> None:
    own = [
        buat.hasil("a", 1, "serang", "92.244", halaman=4, kriteria="Baik", capaian_persen=100, target=90),
        buat.hasil("a", 2, "serang", "92.24", "TREN", halaman=5),
        buat.hasil("a", 3, "serang", "92.30", "RENSTRA", halaman=6),
        buat.hasil("a", 4, "serang", None, "BANDING", halaman=7),
    ]
    other = buat.hasil("b", 9, "serang", 93, "BANDING", halaman=None, line=689)
    con = warehouse_of(buat.laporan("a", "serang", *own), buat.laporan("b", "jambi", other))
    assert rows(con, "tabel, realisasi, target, capaian_persen, kriteria, tabel_sepakat, tabel_berbeda, doc_id, halaman, line") == [
        (
            "CAPAIAN",
            Decimal("92.244"),
            90,
            100,
            "Baik",
            ["TREN a.pdf halaman 5"],
            ["BANDING b.pdf baris 689: 93", "RENSTRA a.pdf halaman 6: 92,3"],
            "a",
            4,
            None,
        )
    ]


def test_a_target_that_is_misprinted_is_that_of_the_documents_own_plan(warehouse_of: Make, buat: Any, tmp_path: Path) -> None:
    """0 beside a realisasi of 100 and a capaian of 111,11 where the plan prints 90: one answer in every view, and the 0 is told."""
    known = buat.row(DimIndikator, indikator_id="x", nama="X", satuan="indeks", asal="registri")
    write_dimension("dim_indikator", [known], tmp_path)
    targets = [buat.indeks(90, indikator_id="x", tabel=tabel, tabel_no=9) for tabel in ("PK", "RKT")]
    misprint = {"target": 0, "capaian_persen": "111.11", "bendera": ("salah_cetak",), "halaman": 5}
    printed = buat.hasil("a", 7, "serang", 100, indikator_id="x", **misprint)
    trend = buat.hasil("a", 8, "serang", 100, "TREN", indikator_id="x", halaman=6)
    con = warehouse_of(
        buat.laporan("a", "serang", printed, trend, targets=targets, cek=[buat.cek("a", 1, "capaian_vs_target", "gagal", baris=7)])
    )
    expected = (90, 100, Decimal("111.11"))
    assert rows(con, "target, realisasi, capaian_persen, tabel, tabel_berbeda") == [
        (*expected, "CAPAIAN", ["CAPAIAN a.pdf halaman 5: target 0"])
    ]
    shown = "SELECT target, realisasi, capaian_persen, tabel_berbeda FROM _hasil_laporan"
    assert con.sql(shown).fetchall() == [(*expected, ["CAPAIAN a.pdf halaman 5: target 0"])]
    exported = "target_sd_periode, realisasi_sd_periode, capaian_persen_periode, status_data"
    assert con.sql(f"SELECT {exported} FROM v_bappenas").fetchall() == [(*expected, "perlu_tinjau")]
    assert con.sql("SELECT target FROM capaian WHERE baris = 7").fetchall() == [(0,)]


def test_an_achievement_that_two_tables_print_differently_is_told(warehouse_of: Make, buat: Any) -> None:
    """126,58 limited to 120 in one table; a quarter set against the target of the year in the efficiency table is no difference."""
    own = [
        buat.hasil("a", 1, "serang", 100, target=79, capaian_persen=120, halaman=4),
        buat.hasil("a", 2, "serang", 100, target=79, capaian_persen=126, halaman=9, bendera=("salah_cetak",)),
    ]
    output = {"output_realisasi": 100, "halaman": 20}
    efisiensi = [
        buat.masukan("a", 3, "serang", output_target=79, output_persen="126.58", **output),
        buat.masukan("a", 4, "serang", output_target=90, output_persen="111.11", **output),
    ]
    con = warehouse_of(buat.laporan("a", "serang", *own, efisiensi=efisiensi))
    assert rows(con, "capaian_persen, tabel_berbeda") == [
        (120, ["CAPAIAN a.pdf halaman 9: capaian 126", "EFISIENSI a.pdf halaman 20: capaian 126,58"])
    ]


def test_another_offices_comparison_comes_after_ones_own(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 80, "BANDING"), tahun=2024),
        buat.laporan("b", "jambi", buat.hasil("b", 1, "serang", 81, "BANDING"), tahun=2025),
    )
    assert rows(con, "realisasi, doc_id, tabel_berbeda") == [(80, "a", ["BANDING b.pdf halaman 1: 81"])]


def test_latest_document_wins_a_tie(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan("z", "serang", buat.hasil("z", 1, "serang", 80, "TREN"), tahun=2025, tanggal=date(2025, 3, 1)),
        buat.laporan("y", "serang", buat.hasil("y", 1, "serang", 81, "TREN"), tahun=2026),
        buat.laporan("x", "serang", buat.hasil("x", 1, "serang", 82, "TREN"), tahun=2026, tanggal=date(2027, 1, 1)),
    )
    assert rows(con, "realisasi, doc_id, len(tabel_berbeda)") == [(82, "x", 2)]


def test_fuller_and_proved_row_of_the_same_figure_is_shown(warehouse_of: Make, buat: Any) -> None:
    """The section's table prints 65, its own misprint of the target; the summary's row holds."""
    found = [
        buat.hasil("a", 1, "serang", "75.44", target=65, capaian_persen="114.3", kriteria="Baik"),
        buat.hasil("a", 2, "serang", "75.44", target=66, capaian_persen="114.3"),
        buat.hasil("a", 3, "serang", "75.44", target=66, capaian_persen="114.3", kriteria="Sangat Baik"),
    ]
    checks = [buat.cek("a", n, "capaian_vs_target", "gagal" if n == 1 else "lolos", baris=n) for n in (1, 2, 3)]
    con = warehouse_of(buat.laporan("a", "serang", *found, cek=checks))
    assert rows(con, "target, kriteria, baris, bukti") == [(66, "Sangat Baik", 3, "lolos")]


def test_renstra_target_is_not_the_years_target(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(
        buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 80, "RENSTRA", target=95, capaian_persen=84, kriteria="Cukup"))
    )
    assert rows(con, "tabel, realisasi, target, capaian_persen, kriteria, rank, rank_realisasi") == [
        ("RENSTRA", 80, None, None, None, None, None)
    ]


def test_other_rules_prove_only_what_they_are_about(warehouse_of: Make, buat: Any) -> None:
    """kriteria says nothing of the figure; pembilang/penyebut decides where the capaian could not be computed."""
    found = [buat.hasil("a", n, "serang", 80 + n, tabel_no=n) for n in (1, 2, 3)]
    checks = [
        buat.cek("a", 1, "kriteria", "lolos", baris=1),
        buat.cek("a", 2, "realisasi_vs_pembilang", "lolos", baris=2),
        buat.cek("a", 3, "capaian_vs_target", "gagal", baris=3),
        buat.cek("a", 4, "realisasi_vs_pembilang", "lolos", baris=3),
        # the same place in another document
        buat.cek("b", 5, "capaian_vs_target", "lolos", baris=1),
    ]
    con = warehouse_of(buat.laporan("a", "serang", *found, cek=checks[:4]), buat.laporan("b", "jambi", cek=checks[4:]))
    assert rows(con, "realisasi, bukti") == [(82, "lolos")]


def test_efisiensi_is_a_witness_and_the_last_resort(warehouse_of: Make, buat: Any) -> None:
    """Its output is sometimes percent of progress beside a count: alone it wins nothing, however well it adds up."""
    outputs = [
        buat.masukan("a", 8, "serang", output_target=100, output_realisasi=75, output_persen=75),
        buat.masukan("a", 9, "serang", output_target=90, output_realisasi=70, output_persen=78, indikator_raw="Hanya efisiensi"),
    ]
    checks = [buat.cek("a", 1, "output_persen", "lolos", baris=8)]
    con = warehouse_of(
        buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 3), efisiensi=outputs, cek=checks),
        buat.laporan(
            "b",
            "jambi",
            buat.hasil("b", 1, "jambi", 5),
            buat.hasil("b", 2, "jambi", 6, "TREN"),
            efisiensi=[buat.masukan("b", 3, "jambi", output_target=10, output_realisasi=6, output_persen=60)],
        ),
    )
    assert rows(
        con, "upt_id, indikator, tabel, realisasi, target, capaian_persen, satuan, tabel_sepakat, tabel_berbeda", "ORDER BY ALL"
    ) == [
        (
            "jambi",
            "Indeks Pelayanan Publik",
            "TREN",
            6,
            None,
            None,
            "indeks",
            ["EFISIENSI b.pdf halaman 1"],
            ["CAPAIAN b.pdf halaman 1: 5"],
        ),
        ("serang", "Hanya efisiensi", "EFISIENSI", 70, 90, 78, None, [], []),
        ("serang", "Indeks Pelayanan Publik", "CAPAIAN", 3, None, None, "indeks", [], ["EFISIENSI a.pdf halaman 1: 75"]),
    ]


def test_unknown_offices_stay_apart_and_unranked(warehouse_of: Make, buat: Any) -> None:
    unknown = [buat.hasil("a", 1, None, value, "BANDING", upt_raw=name) for value, name in ((80, "Loka Antah"), (81, "Loka Berantah"))]
    con = warehouse_of(buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 82, "BANDING"), *unknown))
    assert rows(con, "upt_id, nama_upt, realisasi, rank_realisasi, jumlah_upt_realisasi", "ORDER BY realisasi") == [
        (None, "Loka Antah", 80, None, 1),
        (None, "Loka Berantah", 81, None, 1),
        ("serang", "Balai Besar POM di Serang", 82, None, 1),
    ]


def test_office_missing_in_the_row_is_the_documents_but_never_in_a_comparison(warehouse_of: Make, buat: Any) -> None:
    con = warehouse_of(buat.laporan("a", "serang", buat.hasil("a", 1, None, 80), buat.hasil("a", 2, None, 70, "BANDING", upt_raw="?")))
    assert rows(con, "upt_id, realisasi", "ORDER BY realisasi") == [(None, 70), ("serang", 80)]


def test_total_row_of_efisiensi_is_no_indicator(warehouse_of: Make, buat: Any) -> None:
    total = buat.masukan("a", 9, "serang", output_realisasi=88, pagu_rp=9, indikator_raw="TOTAL", bendera=("baris_total",))
    report = buat.laporan("a", "serang", buat.hasil("a", 1, "serang", 80), efisiensi=[total])
    proof = [buat.bukti("a", "capaian", 1, "realisasi", "tak_terbukti"), buat.bukti("a", "efisiensi", 9, "pagu_rp", "tak_terbukti")]
    con = warehouse_of(buat.with_rows(report, bukti=proof))
    assert rows(con, "indikator") == [("Indeks Pelayanan Publik",)]
    assert con.execute("SELECT count(*) FROM v_bappenas").fetchone() == (1,)
    # that nothing proves the result is said of its table
    assert con.execute("SELECT alasan FROM v_perlu_tinjau").fetchall() == [("capaian: tak_terbukti",)]


def test_a_budget_alone_is_no_result(warehouse_of: Make, buat: Any) -> None:
    """Nor does it stand before the row that prints what was put out too."""
    alone = buat.masukan("a", 3, "serang", output_realisasi=None, pagu_rp=9, realisasi_rp=8, bendera=("hanya_masukan",))
    whole = buat.masukan("a", 9, "serang", output_target=90, output_realisasi=88, pagu_rp=7, realisasi_rp=6)
    other = buat.masukan("a", 4, "serang", pagu_rp=5, realisasi_rp=4, indikator_raw="Hanya anggaran", bendera=("hanya_masukan",))
    con = warehouse_of(buat.laporan("a", "serang", efisiensi=[alone, other, whole]))
    assert rows(con, "indikator, realisasi") == [("Indeks Pelayanan Publik", 88)]
    assert con.execute("SELECT output_realisasi, pagu_rp FROM v_efisiensi ORDER BY pagu_rp").fetchall() == [(None, 5), (88, 7)]
