"""Which year a table of a report is about: what its head, caption or heading prints, before the report's own."""

from collections.abc import Callable

import pytest

from normalize.kinds.tahun_tabel import years_in
from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
REPORT = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\n"
OBAT, AKIP = "Persentase Obat yang memenuhi syarat", "Nilai AKIP UPT"


def plan(head: str) -> str:
    return f"No\tIndikator Kinerja\t{head}\n1\t{OBAT}\t80\n2\t{AKIP}\t81\n"


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Tabel 4.1 Rencana Kinerja Tahun 2024", {2024}),
        ("Rencana Kinerja Tahunan (RKT) Tahun 2022 berdasarkan Reviu Renstra 2020-2024", {2022}),
        ("Perjanjian Kinerja sesuai Permen PANRB Nomor 53 Tahun 2014", set()),
        ("Perjanjian Kinerja, Ambon 28 Juli 2022", set()),
        ("Perubahan target 2023 menjadi target 2024", {2023, 2024}),
        ("Capaian Kinerja Tahun 2023 terhadap Target Akhir Renstra 2024", {2023}),
        ("Capaian terhadap Target Jangka Menengah (2024)", set()),
    ],
)
def test_years_that_a_caption_names_for_its_table(text: str, years: set[int]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    ("above", "head", "found"),
    [
        ("Tabel 4.1 Rencana Kinerja Tahunan", "Target 2024", 2024),
        ("Tabel 4.1 Rencana Kinerja Tahunan Tahun 2024", "Target", 2024),
        ("2.4. Rencana Kinerja Tahunan (RKT) Tahun 2024", "Target", 2024),
        ("Tabel 4.1 Rencana Kinerja Tahunan", "Target", 2023),
        # head and caption contradict each other: one is a misprint, and the report's year is one of the two
        ("Tabel 4.1 Rencana Kinerja Tahunan Tahun 2024", "Target 2023", 2023),
    ],
)
def test_the_plan_of_another_year_in_a_report(above: str, head: str, found: int, baca: Baca) -> None:
    rows = baca(f"{REPORT}{above}\n\n{plan(head)}")
    assert [(row.tabel, row.tahun, row.indikator_raw) for row in rows.target] == [("RKT", found, OBAT), ("RKT", found, AKIP)]


MEASURED = f"1\t{OBAT}\t80\t84\t105\n"


@pytest.mark.parametrize(
    ("caption", "head", "found"),
    [
        ("Tabel 3.2 Capaian Kinerja", "Target 2022\tRealisasi 2022\tCapaian", 2022),
        ("Tabel 3.2 Capaian Kinerja Tahun 2022", "Target\tRealisasi\tCapaian", 2022),
        ("Tabel 3.2 Capaian Kinerja", "Target\tRealisasi\tCapaian", 2023),
        # only realisasi has a year, and the caption a later one by mistake
        ("Tabel 3.2 Capaian Kinerja Tahun 2024", "Target\tRealisasi 2023\tCapaian", 2023),
    ],
)
def test_results_of_another_year(caption: str, head: str, found: int, baca: Baca) -> None:
    rows = baca(f"{REPORT}{caption}\n\nNo\tIndikator Kinerja\t{head}\n{MEASURED}")
    assert [(row.tahun, row.periode, row.target, row.realisasi) for row in rows.capaian] == [(found, "TAHUNAN", 80, 84)]


def test_a_whole_year_before_in_an_interim_report(baca: Baca) -> None:
    title = "LAPORAN KINERJA INTERIM TRIWULAN III TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.2 Capaian Kinerja Tahun 2022\n\n"
    rows = baca(f"{title}No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n1\t{OBAT}\t80\t-\t-\n")
    assert [(row.tahun, row.periode, row.alasan_kosong) for row in rows.capaian] == [(2022, "TAHUNAN", "tidak_dilaporkan")]


# ---- which kind it is


def test_the_heading_of_the_section_comes_before_a_sentence_and_a_line_below(baca: Baca) -> None:
    """A line 'Tabel …' without a number, below the table and in front of the next heading, may belong to what follows."""
    prose = "Kegiatan dilaksanakan berdasarkan Perjanjian Kinerja yang telah disepakati."
    behind = "Tabel Perjanjian Kinerja dan Alokasi Anggaran\n\n2.3. Perjanjian Kinerja (PK)\n"
    rows = baca(f"{REPORT}2.2. Rencana Kinerja Tahunan (RKT)\n\n{prose}\n\n{plan('Target')}\n{behind}")
    assert [(row.tabel, row.target_tahunan) for row in rows.target] == [("RKT", 80), ("RKT", 81)]


def test_a_numbered_caption_below_decides(baca: Baca) -> None:
    rows = baca(f"{REPORT}2.2. Rencana Kinerja Tahunan (RKT)\n\n{plan('Target')}\nTabel 2.1 Perjanjian Kinerja Tahun 2023\n")
    assert {row.tabel for row in rows.target} == {"PK"}


def test_the_caption_of_the_table_before_says_nothing_of_the_version(baca: Baca) -> None:
    first = f"Tabel 2.1 Perjanjian Kinerja Tahun 2023\n\n{plan('Target')}\n"
    between = "Tabel Capaian Sasaran 1\n\nIKU 1. Nilai AKIP UPT\n\na. Tidak ada perubahan dibandingkan tahun lalu\n\n"
    rows = baca(f"{REPORT}{first}{between}No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n{MEASURED}")
    assert [(row.versi, row.realisasi) for row in rows.capaian] == [(None, 84)]


@pytest.mark.parametrize(
    ("years", "values", "found"), [((2022, 2023), (80, 81), 81), ((2023, 2024), (80, 81), 80), ((2021, 2022), (80, 81), None)]
)
def test_of_targets_of_several_years_that_of_its_own_is_taken(
    years: tuple[int, int], values: tuple[int, int], found: int | None, baca: Baca
) -> None:
    head = "\t".join(f"Target {year}" for year in years)
    body = "".join(f"{n}\t{name}\t{values[0]}\t{values[1]}\n" for n, name in enumerate((OBAT, AKIP), 1))
    rows = baca(f"{REPORT}Tabel 2.1 Perjanjian Kinerja\n\nNo\tIndikator Kinerja\t{head}\n{body}")
    assert [(row.tahun, row.target_tahunan) for row in rows.target] == [(2023, found)] * 2
    assert rows.dokumen.status == "perlu_tinjau"  # the figures of the other year are in no fact


def test_a_head_of_years_once_more_among_the_rows_of_a_dump(baca: Baca) -> None:
    """A page broke there, whose blank line is lost: its years are no figures of a row."""
    head = f"No\tIndikator Kinerja\t2022\t\t2023\t\n\t\tTarget\tRealisasi\tTarget\tRealisasi\n1\t{OBAT}\t80\t81\t82\t83\n"
    again = head.replace(f"1\t{OBAT}\t80\t81\t82\t83\n", f"2\t{AKIP}\t70\t71\t72\t73\n")
    rows = baca(f"{REPORT}Tabel 3.1 Perbandingan Realisasi\n\n{head}{again}")
    assert [(row.indikator_raw, row.tahun, row.target, row.realisasi) for row in rows.capaian] == [
        (OBAT, 2023, 82, 83),
        (OBAT, 2022, 80, 81),
        (AKIP, 2023, 72, 73),
        (AKIP, 2022, 70, 71),
    ]
    assert not {"angka_terbuka", "baris_tidak_dikenal"} & {cek.aturan for cek in rows.cek if cek.status == "gagal"}
