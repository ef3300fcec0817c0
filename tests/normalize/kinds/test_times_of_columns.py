"""Whose and when a figure is, by the years, quarters and offices in the head: in reports that set several side by side."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"
LEAD = "No\tIndikator Kinerja\t"
OF_YEAR = "LAPORAN KINERJA\nTAHUN 2023\nBALAI POM DI AMBON\n\n"
OF_QUARTER = "LAPORAN KINERJA\nTRIWULAN II TAHUN 2023\nBALAI POM DI AMBON\n\n"


def figures(rows: DocumentRows) -> set[tuple[object, ...]]:
    return {(r.tabel, r.upt_id, r.tahun, r.periode, r.target, r.realisasi, r.capaian_persen) for r in rows.capaian}


def test_each_quarter_has_its_own_target_and_one_was_reached(baca: Baca) -> None:
    head = f"{LEAD}Target 2023\t\t\t\tRealisasi TW II\tCapaian TW II (%)\n\t\tTW I\tTW II\tTW III\tTW IV\t\t\n"
    rows = baca(f"{OF_QUARTER}Tabel 3.1 Capaian Kinerja\n\n{head}1\t{OBAT}\t20\t45\t70\t90\t48\t106,67\n")
    assert {row[3:] for row in figures(rows)} == {
        ("TW1", 20, None, None),
        ("TW2", 45, 48, Decimal("106.67")),
        ("TW3", 70, None, None),
        ("TW4", 90, None, None),
    }


def test_what_the_whole_country_reached_is_not_the_offices(baca: Baca) -> None:
    head = f"{LEAD}Balai POM di Ambon\t\t\tNasional\t\t\n\t\tTarget\tRealisasi\tCapaian (%)\tTarget\tRealisasi\tCapaian (%)\n"
    body = f"1\t{OBAT}\t90\t94,5\t105\t80\t84\t105\n2\t{AKIP}\t-\t-\t-\t80\t76\t95\n"
    rows = baca(f"{OF_YEAR}Tabel 3.1 Perbandingan dengan Nasional\n\n{head}{body}")
    assert figures(rows) == {
        ("BANDING", "ambon", 2023, "TAHUNAN", 90, Decimal("94.5"), 105),
        ("BANDING", "bpom", 2023, "TAHUNAN", 80, 84, 105),
        ("BANDING", "ambon", 2023, "TAHUNAN", None, None, None),
        ("BANDING", "bpom", 2023, "TAHUNAN", 80, 76, 95),
    }


@pytest.mark.parametrize(
    ("head", "body", "others"),
    [
        ("Realisasi 2023\tTarget 2024\t% Capaian\n", "76\t80\t95", set()),
        ("2023\t\tTarget 2024\t% Capaian terhadap Target 2024\n\t\tTarget\tRealisasi\n", "72\t76\t80\t95", set()),
        (
            "Target\t\t\tRealisasi 2023\tCapaian terhadap Target 2024 (%)\n\t\t2022\t2023\t2024\n",
            "70\t72\t80\t76\t95",
            {(2022, 70, None, None)},
        ),
        (
            "Target Renstra\t\t\t\tRealisasi 2022\tCapaian terhadap Target 2024 (%)\n\t\t2021\t2022\t2023\t2024\n",
            "60\t70\t72\t80\t76\t95",
            {(2021, 60, None, None), (2023, 72, None, None)},
        ),
        (
            "2022\t\t2023\t\tTarget 2024\t% Capaian terhadap Target 2024\n\t\tTarget\tRealisasi\tTarget\tRealisasi\n",
            "70\t71\t72\t76\t80\t95",
            {(2022, 70, 71, None)},
        ),
    ],
)
def test_a_target_of_a_later_year_is_where_the_plan_leads(head: str, body: str, others: set[tuple[object, ...]], baca: Baca) -> None:
    """The result against it is of no other target, and of no other year than that in which it was reached."""
    found = figures(baca(f"{OF_YEAR}Tabel 3.1 Perbandingan Kinerja\n\n{LEAD}{head}1\t{AKIP}\t{body}\n"))
    assert {row[0] for row in found} == {"RENSTRA"}
    reached = 2022 if "Realisasi 2022" in head else 2023
    assert {(row[2], *row[4:]) for row in found} == {(reached, 80, 76, 95), *others}


def test_the_next_years_target_beside_a_result_is_no_plan(baca: Baca) -> None:
    head = f"{LEAD}Target 2023\tRealisasi 2023\tCapaian (%)\tTarget 2024\n"
    rows = baca(f"{OF_YEAR}Tabel 3.1 Capaian Kinerja\n\n{head}1\t{AKIP}\t80\t76\t95\t82\n")
    assert {(row[0], row[2], *row[4:]) for row in figures(rows)} == {("CAPAIAN", 2023, 80, 76, 95), ("CAPAIAN", 2024, 82, None, None)}


def test_three_years_of_which_one_has_a_target_are_compared(baca: Baca) -> None:
    head = f"{LEAD}Realisasi\t\t2023\t\t\n\t\t2021\t2022\tTarget\tRealisasi\tCapaian (%)\n"
    found = figures(baca(f"{OF_YEAR}Tabel 3.1 Perbandingan Kinerja\n\n{head}1\t{AKIP}\t70\t71\t80\t76\t95\n"))
    assert {(row[0], row[2], *row[4:]) for row in found} == {
        ("TREN", 2021, None, 70, None),
        ("TREN", 2022, None, 71, None),
        ("TREN", 2023, 80, 76, 95),
    }


@pytest.mark.parametrize(
    ("caption", "tabel"),
    [
        ("Perbandingan Realisasi dengan Target Renstra 2020-2024", "RENSTRA"),
        ("Realisasi Kinerja terhadap Target Jangka Menengah", "RENSTRA"),
        ("Capaian Kinerja", "CAPAIAN"),
        ("Capaian Indikator Kinerja Renstra", "CAPAIAN"),
    ],
)
def test_a_caption_sets_results_against_the_plan(caption: str, tabel: str, baca: Baca) -> None:
    """The target beside them is the plan's: the quarter's own stands in another table."""
    rows = baca(f"{OF_QUARTER}Tabel 3.1 {caption}\n\n{LEAD}Realisasi 2023\tTarget 2023\tCapaian (%)\n1\t{AKIP}\t76\t80\t95\n")
    assert {(row[0], *row[3:]) for row in figures(rows)} == {(tabel, "TW2", 80, 76, 95)}
