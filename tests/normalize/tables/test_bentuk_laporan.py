"""Forms of tables: years and quarters side by side, offices as rows, efficiency without groups, two budgets, numbers in two parts."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
TITLE = "LAPORAN KINERJA\nTAHUN 2024\nBALAI POM DI AMBON\n\n"
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP"
END = "\nAmbon, 14 Januari 2025\n"
HEAD = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n"
CAPAIAN = f"Tabel 3.1 Capaian Kinerja\n\n{HEAD}1\t{OBAT}\t90\t94,5\t105\n2\t{AKIP}\t81\t82,62\t102\n\n"


def figures(rows: DocumentRows, tabel: str) -> list[tuple[object, ...]]:
    return [(r.tahun, r.periode, r.indikator_raw, r.target, r.realisasi, r.capaian_persen) for r in rows.capaian if r.tabel == tabel]


def test_years_side_by_side_are_each_their_own(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\t2023\t\t\t2024\t\t\n\t\tTarget\tRealisasi\tCapaian\tTarget\tRealisasi\tCapaian\n"
    body = f"1\t{OBAT}\t80\t84\t105\t90\t94,5\t105\n2\t{AKIP}\t80\t78\t97,5\t81\t82,62\t102\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan Kinerja\n\n{head}{body}{END}")
    assert sorted(figures(rows, "TREN"), key=str) == sorted(
        [
            (2023, "TAHUNAN", OBAT, 80, 84, 105),
            (2024, "TAHUNAN", OBAT, 90, Decimal("94.5"), 105),
            (2023, "TAHUNAN", AKIP, 80, 78, Decimal("97.5")),
            (2024, "TAHUNAN", AKIP, 81, Decimal("82.62"), 102),
        ],
        key=str,
    )
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


def test_the_year_before_is_not_this_years_result(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tRealisasi 2023\tTarget 2024\tRealisasi 2024\tCapaian 2024\n"
    rows = baca(f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}1\t{OBAT}\t84\t90\t94,5\t105\n2\t{AKIP}\t78\t81\t82,62\t102\n")
    assert [row for row in figures(rows, "CAPAIAN") if row[0] == 2024] == [
        (2024, "TAHUNAN", OBAT, 90, Decimal("94.5"), 105),
        (2024, "TAHUNAN", AKIP, 81, Decimal("82.62"), 102),
    ]
    assert [row[4] for row in figures(rows, "CAPAIAN") if row[0] == 2023] == [84, 78]


def test_quarters_side_by_side_and_the_result_of_the_year(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tTarget 2024\tRealisasi\t\t\t\tCapaian\n\t\t\tTW I\tTW II\tTW III\tTW IV\t\n"
    rows = baca(
        f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}1\t{OBAT}\t90\t20\t40\t60\t94,5\t105\n2\t{AKIP}\t81\t10\t30\t50\t82,62\t102\n{END}"
    )
    found = figures(rows, "CAPAIAN")
    assert [row for row in found if row[1] == "TAHUNAN"] == [
        (2024, "TAHUNAN", OBAT, 90, Decimal("94.5"), 105),
        (2024, "TAHUNAN", AKIP, 81, Decimal("82.62"), 102),
    ]
    assert [row[3:] for row in sorted(found, key=lambda row: str(row[1])) if row[2] == OBAT and row[1] != "TAHUNAN"] == [
        (None, value, None) for value in (20, 40, 60, Decimal("94.5"))
    ]
    assert {cek.status for cek in rows.cek} == {"lolos"}


def test_the_last_quarter_is_no_result_of_the_year_where_each_counts_its_own(baca: Baca) -> None:
    """25 planned and 24 reached in each of four quarters are not 24 of 100; nor are 3 schools after 5."""
    quarters = "\t".join(f"TW {n}\t\t" for n in ("I", "II", "III", "IV"))
    head = f"No\tIndikator Kinerja\tTarget 2024\t{quarters}\n\t\t\t" + "\t".join(["Target\tRealisasi\tCapaian"] * 4) + "\n"
    body = f"1\t{OBAT}\t100" + "\t25\t24\t96" * 4 + f"\n2\t{AKIP}\t80" + "\t20\t19\t95" * 4 + "\n"
    found = figures(baca(f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}{body}{END}"), "CAPAIAN")
    assert [row[3:5] for row in found if row[1] == "TAHUNAN"] == [(100, None), (80, None)]
    assert [row[3:5] for row in found if row[1] == "TW4"] == [(25, 24), (20, 19)]
    head = "No\tIndikator Kinerja\tTarget 2024\tRealisasi\t\t\t\tCapaian\n\t\t\tTW I\tTW II\tTW III\tTW IV\t\n"
    counted = f"1\t{OBAT}\t90\t20\t40\t60\t94,5\t105\n2\tJumlah desa pangan aman\t12\t"
    for counts, reached in (("2\t5\t2\t3", [None, None]), ("2\t5\t9\t12", [Decimal("94.5"), 12])):
        found = figures(baca(f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}{counted}{counts}\t100\n{END}"), "CAPAIAN")
        assert [row[4] for row in found if row[1] == "TAHUNAN"] == reached


def test_the_target_of_the_year_beside_quarters_is_the_years(baca: Baca) -> None:
    """In a quarterly report, which prints the quarters so far with a target each."""
    head = "No\tIndikator Kinerja\tTarget 2024\tTW I\t\t\tTW II\t\t\n\t\t\t" + "\t".join(["Target\tRealisasi\tCapaian"] * 2) + "\n"
    body = f"1\t{OBAT}\t90\t20\t18\t90\t50\t48\t96\n2\t{AKIP}\t80\t20\t19\t95\t40\t42\t105\n"
    rows = baca(f"LAPORAN KINERJA\nTRIWULAN II TAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n{head}{body}")
    assert {row[1:] for row in figures(rows, "CAPAIAN")} == {
        ("TW1", OBAT, 20, 18, 90),
        ("TW2", OBAT, 50, 48, 96),
        ("TAHUNAN", OBAT, 90, None, None),
        ("TW1", AKIP, 20, 19, 95),
        ("TW2", AKIP, 40, 42, 105),
        ("TAHUNAN", AKIP, 80, None, None),
    }


def test_capaian_of_several_years_alone(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tCapaian 2023\tCapaian 2024\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan Capaian\n\n{head}1\t{OBAT}\t99\t105\n2\t{AKIP}\t98\t102\n")
    found = {(r.tahun, r.indikator_raw): (r.realisasi, r.capaian_persen) for r in rows.capaian if r.tabel == "TREN"}
    assert found == {(2023, OBAT): (None, 99), (2024, OBAT): (None, 105), (2023, AKIP): (None, 98), (2024, AKIP): (None, 102)}


@pytest.mark.parametrize("head", [
    "No\tIndikator Kinerja\tRealisasi\t\tCapaian (%)\t\n\t\t2020\t2021\t2020\t2021\n",
    "No\tIndikator Kinerja\tRealisasi 2020\tRealisasi 2021\tCapaian 2020\tCapaian 2021\n",
])  # fmt: skip
def test_what_was_reached_in_several_years_and_its_share(head: str, baca: Baca) -> None:
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan Realisasi\n\n{head}1\t{OBAT}\t89,1\t94,5\t99\t105\n2\t{AKIP}\t80\t-\t102\t-\n")
    found = {(r.tahun, r.indikator_raw): (r.realisasi, r.capaian_persen) for r in rows.capaian if r.tabel == "TREN"}
    assert found[2020, OBAT] == (Decimal("89.1"), 99) and found[2021, OBAT] == (Decimal("94.5"), 105)
    assert found[2020, AKIP] == (80, 102) and found[2021, AKIP] == (None, None)


def test_offices_behind_the_word_realisasi(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tRealisasi BBPOM di Padang\tRealisasi Balai Besar POM di Serang\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan dengan Balai lain\n\n{head}1\t{OBAT}\t89,1\t94,5\n2\t{AKIP}\t80\t81\n")
    found = [(r.upt_id, r.upt_raw, r.realisasi) for r in rows.capaian if r.tabel == "BANDING" and r.indikator_raw == OBAT]
    assert found == [("padang", "BBPOM di Padang", Decimal("89.1")), ("serang", "Balai Besar POM di Serang", Decimal("94.5"))]


def test_figures_with_the_word_of_their_unit_are_no_names(baca: Baca) -> None:
    head = "No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n"
    body = f"1\tTerwujudnya tata kelola\t{OBAT}\t90\t94,5\t105\n\t\t{AKIP}\t81,00 Nilai\t82,62 Nilai\t102\n"
    rows = baca(f"{TITLE}Tabel 3.1 Capaian Kinerja\n\n{head}{body}{END}")
    assert figures(rows, "CAPAIAN")[1] == (2024, "TAHUNAN", AKIP, 81, Decimal("82.62"), 102)


@pytest.mark.parametrize("own", ["Balai POM di Ambon", "Realisasi Balai POM di Ambon"])
def test_columns_below_offices_are_of_these(own: str, baca: Baca) -> None:
    head = f"No\tIndikator Kinerja\tBBPOM di Padang\t\t\t{own}\t\t\n\t\tTarget\tRealisasi\tCapaian\tTarget\tRealisasi\tCapaian\n"
    body = f"1\t{OBAT}\t80\t84\t105\t90\t94,5\t105\n2\t{AKIP}\t80\t78\t97,5\t81\t82,62\t102\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan dengan Balai lain\n\n{head}{body}{END}")
    found = [(r.upt_id, r.target, r.realisasi, r.capaian_persen) for r in rows.capaian if r.tabel == "BANDING" and r.indikator_raw == OBAT]
    assert found == [("padang", 80, 84, 105), ("ambon", 90, Decimal("94.5"), 105)]
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


def test_beside_the_target_of_the_year_the_five_year_plan_has_its_own(baca: Baca) -> None:
    head = "No\tIndikator Kinerja\tTarget 2024\tTarget Renstra 2024\tRealisasi 2024\t% Capaian terhadap PK\t% Capaian terhadap Renstra\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan dengan Renstra\n\n{head}1\t{OBAT}\t90\t100\t94,5\t105\t94,5\n")
    assert figures(rows, "RENSTRA") == [(2024, "TAHUNAN", OBAT, 100, Decimal("94.5"), Decimal("94.5"))]


def test_a_mean_with_a_blank_in_its_name_is_no_indicator(baca: Baca) -> None:
    assert len(baca(f"{TITLE}{CAPAIAN.rstrip()}\n\tRata - rata capaian\t\t\t103,5\n").capaian) == 2


def test_a_table_that_says_it_goes_on_is_one(baca: Baca) -> None:
    months = "\t".join(f"B{n:02d}" for n in range(1, 13))
    head = f"No\tIndikator Kinerja\tTarget{chr(9) * 12}Anggaran\n\t\t{months}\t\n"
    one, two = (f"{n}\t{name}\t" + "\t".join(["80"] * 12) + "\t200.000.000\n" for n, name in ((1, OBAT), (2, AKIP)))
    total = "\tTotal" + "\t" * 13 + "400.000.000\n"
    text = f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{head}{one}\nLanjutan Tabel 1\n\n{head}{two}{total}"
    rows = baca(text)
    assert {cell.tabel_no for cell in rows.sel} == {1} and rows.dokumen.total_anggaran_rp == 400_000_000
    assert "total_dokumen" in {cek.aturan for cek in rows.cek if cek.status == "lolos"}


def test_months_below_their_quarters(baca: Baca) -> None:
    months = "\t".join(["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"])
    head = "No\tIndikator Kinerja\tTarget\t" + "\t\t\t".join(f"Triwulan {n}" for n in ("I", "II", "III", "IV")) + "\t\t\tAnggaran\n"
    values = "\t".join(str(n) for n in range(70, 82))
    rows = baca(
        f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\n{head}\t\t\t{months}\t\n1\t{OBAT}\t81\t{values}\t200.000.000\n"
    )
    assert [row.nilai for row in rows.target_bulanan] == list(range(70, 82))
    assert [(row.target_tahunan, row.anggaran_rp) for row in rows.target] == [(81, 200_000_000)]


@pytest.mark.parametrize(
    "head",
    [
        "Target 2024\tTarget TW III\tRealisasi TW III\t% Capaian TW III",
        "Target Tahunan\tTarget s.d. TW III\tRealisasi s.d. TW III\t% Capaian",
        "Target 1 Tahun\tTarget Triwulan III\tRealisasi Triwulan III\tCapaian TW III (%)",
    ],
)
def test_the_target_of_the_quarter_beside_that_of_the_year(head: str, baca: Baca) -> None:
    title = "LAPORAN KINERJA INTERIM\nTRIWULAN III TAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
    rows = baca(
        f"{title}No\tIndikator Kinerja\t{head}\n1\t{OBAT}\t90\t80\t84\t105\n2\t{AKIP}\t81\t80\t81,6\t102\n\nAmbon, 8 Oktober 2024\n"
    )
    assert sorted(figures(rows, "CAPAIAN"), key=str) == [
        (2024, "TAHUNAN", AKIP, 81, None, None),
        (2024, "TAHUNAN", OBAT, 90, None, None),
        (2024, "TW3", AKIP, 80, Decimal("81.6"), 102),
        (2024, "TW3", OBAT, 80, 84, 105),
    ]
    assert {flag for row in rows.capaian for flag in row.bendera} == set()
    assert rows.dokumen.status == "lengkap"


def test_a_quarters_result_against_the_target_of_the_year_is_not_against_its_own(baca: Baca) -> None:
    """Arithmetic tells; the target of the quarter is asked."""
    title = "LAPORAN KINERJA INTERIM\nTRIWULAN III TAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
    head = "No\tIndikator Kinerja\tTarget 2024\tTarget TW III\tRealisasi TW III\t% Capaian\n"
    rows = baca(f"{title}{head}1\t{OBAT}\t90\t80\t81\t90\n2\t{AKIP}\t81\t80\t77,76\t96\n\nAmbon, 8 Oktober 2024\n")
    assert figures(rows, "CAPAIAN") == [(2024, "TW3", OBAT, 90, 81, 90), (2024, "TW3", AKIP, 81, Decimal("77.76"), 96)]
    assert {row.bendera for row in rows.capaian} == {("dipilih_hitungan",)}
    assert {cell.nasib for cell in rows.sel if cell.mentah == "80"} == {"terbuka"}


def test_two_targets_and_the_quarter_before(baca: Baca) -> None:
    head = "Target 2024\tRealisasi TW II\tTarget TW III\tRealisasi TW III\t% Capaian"
    title = "LAPORAN KINERJA INTERIM\nTRIWULAN III TAHUN 2024\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
    rows = baca(f"{title}No\tIndikator Kinerja\t{head}\n1\t{OBAT}\t90\t70\t80\t84\t105\n2\t{AKIP}\t81\t60\t80\t81,6\t102\n")
    assert [row for row in figures(rows, "CAPAIAN") if row[1] == "TW3"] == [
        (2024, "TW3", OBAT, 80, 84, 105),
        (2024, "TW3", AKIP, 80, Decimal("81.6"), 102),
    ]
    assert [row[3:] for row in figures(rows, "CAPAIAN") if row[1] == "TW2"] == [(None, 70, None), (None, 60, None)]


OFFICES = "No\tNama UPT\tTarget\tRealisasi\tCapaian\n1\tBalai POM di Ambon\t90\t94,5\t105\n2\tBBPOM di Makassar\t90\t81\t90\n"


def test_offices_as_rows_below_the_indicators_heading(baca: Baca) -> None:
    rows = baca(f"{TITLE}{CAPAIAN}IKU 1. {OBAT}\n\nPerbandingan dengan Balai lain\n\n{OFFICES}")
    found = [(r.upt_id, r.indikator_raw, r.target, r.realisasi, r.capaian_persen) for r in rows.capaian if r.tabel == "BANDING"]
    assert found == [("ambon", OBAT, 90, Decimal("94.5"), 105), ("makassar", OBAT, 90, 81, 90)]


def test_offices_as_rows_beside_the_indicators_name(baca: Baca) -> None:
    """The name stands once, beside all its offices."""
    body = f"1\t{OBAT}\tBalai POM di Ambon\t94,5\n\t\tBBPOM di Makassar\t81\n2\t{AKIP}\tBBPOM di Makassar\t80,1\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan\n\nNo\tIndikator Kinerja\tUnit Kerja\tRealisasi\n{body}{END}")
    assert [(r.upt_id, r.indikator_raw, r.realisasi) for r in rows.capaian if r.tabel == "BANDING"] == [
        ("ambon", OBAT, Decimal("94.5")),
        ("makassar", OBAT, 81),
        ("makassar", AKIP, Decimal("80.1")),
    ]


def test_offices_as_rows_about_nobody_knows_what(baca: Baca) -> None:
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan dengan Balai lain\n\n{OFFICES}")
    assert not [r for r in rows.capaian if r.tabel == "BANDING"]
    assert rows.dokumen.status == "perlu_tinjau"
    assert [cek.aturan for cek in rows.cek if cek.status == "gagal"] == ["tabel_tidak_dikenal"]
    assert {cell.mentah for cell in rows.sel if cell.nasib == "terbuka"} == {
        "90",
        "81",
    }  # the first row repeats a figure of the table before


@pytest.mark.parametrize("figures", ["80 92 115 Baik", "80,50 Belum dinilai Belum dinilai"])
def test_a_row_that_a_table_lost_is_no_heading_of_the_next(figures: str, baca: Baca) -> None:
    """'IKU 1. Nilai AKIP UPT 80 92 115 Baik' between two tables names no section: the offices below are not about it."""
    rows = baca(f"{TITLE}{CAPAIAN}IKU 1. {AKIP} {figures}\n\nTabel 3.2 Perbandingan dengan Balai lain\n\n{OFFICES}")
    assert not [r for r in rows.capaian if r.tabel == "BANDING"]
    assert "tabel_tidak_dikenal" in {cek.aturan for cek in rows.cek if cek.status == "gagal"}


@pytest.mark.parametrize(("last", "flagged"), [("92,82 71,43", True), ("92,82", False)])
def test_figures_one_off_under_the_years_are_asked(last: str, flagged: bool, baca: Baca) -> None:
    """The first year empty in every row and two figures under the last: what stands between is each the year's before."""
    head = "No\tIndikator Kinerja\tRealisasi 2021\tRealisasi 2022\tRealisasi 2023\tRealisasi 2024\n"
    body = "".join(f"{n}\t{name}\t\t89,04\t84,92\t{last}\n" for n, name in enumerate((OBAT, AKIP), 1))
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Perbandingan Realisasi\n\n{head}{body}{END}")
    found = [row for row in rows.capaian if row.tabel == "TREN" and row.realisasi is not None]
    assert found and all(("kolom_ambigu" in row.bendera) is flagged for row in found)


def test_efficiency_without_groups_in_its_head(baca: Baca) -> None:
    head = "No\tIndikator\tCapaian (%)\tPagu (Rp)\tRealisasi (Rp)\tSerapan (%)\tIE\tTE\tKategori\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Efisiensi\n\n{head}1\t{OBAT}\t105\t100.000.000\t95.000.000\t95,00\t1,11\t0,11\tEfisien\n")
    (row,) = rows.efisiensi
    assert (row.output_persen, row.pagu_rp, row.realisasi_rp, row.input_persen) == (105, 100_000_000, 95_000_000, 95)
    assert (row.ie, row.te, row.kategori) == (Decimal("1.11"), Decimal("0.11"), "Efisien")
    assert {cek.status for cek in rows.cek if cek.aturan in ("ie", "te", "input_persen")} == {"lolos"}


def test_of_two_budgets_the_percentage_tells_which_was_spent(baca: Baca) -> None:
    head = "No\tJenis Belanja\tPagu Awal\tPagu Revisi\tRealisasi\t%\n"
    body = "1\tBelanja Pegawai\t1.000.000.000\t1.100.000.000\t1.045.000.000\t95,00\n"
    body += "2\tBelanja Barang\t2.000.000.000\t1.900.000.000\t1.805.000.000\t95,00\n"
    rows = baca(f"{TITLE}{CAPAIAN}Tabel 3.2 Realisasi Anggaran\n\n{head}{body}")
    assert [(r.jenis_belanja, r.pagu_rp, r.realisasi_rp, r.persen, r.bendera) for r in rows.serapan] == [
        ("PEGAWAI", 1_100_000_000, 1_045_000_000, 95, ("dipilih_hitungan",)),
        ("BARANG", 1_900_000_000, 1_805_000_000, 95, ("dipilih_hitungan",)),
    ]


@pytest.mark.parametrize(
    ("printed", "number"),
    [("1.2 Nilai AKIP", 2), ("1.2. Nilai AKIP", 2), ("IKSK 2 Nilai AKIP", 2), ("IKU-12. Nilai AKIP", 12), ("02 - Nilai AKIP", 2)],
)
def test_numbers_in_front_of_names(printed: str, number: int, baca: Baca) -> None:
    months = "\t".join(f"B{n:02d}" for n in range(1, 13))
    values = "\t".join(["80"] * 12)
    text = (
        "RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI AMBON\n\nNo\tSasaran Kegiatan\tIndikator Kinerja\tTarget"
        + "\t" * 12
        + f"Anggaran\n\t\t\t{months}\t\n1\tSK 1 Terwujudnya tata kelola\t{printed}\t{values}\t1.000.000\n"
    )
    (row,) = baca(text).target
    assert (row.no_sasaran, row.sasaran_raw, row.no_indikator, row.indikator_raw) == (1, "Terwujudnya tata kelola", number, AKIP)
