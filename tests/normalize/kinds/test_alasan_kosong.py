"""Why a result is missing: not measured yet, not reported, not readable."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from normalize.kinds.alasan_kosong import corrected, why_empty
from normalize.rows import Capaian, DocumentRows
from tests.terucap import said

Baca = Callable[[str], DocumentRows]
OBAT = "Persentase Obat yang memenuhi syarat"
HEAD = "No\tIndikator Kinerja\tTarget\tRealisasi\tCapaian\n"
INTERIM = "LAPORAN KINERJA INTERIM TRIWULAN III TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"
YEARLY = "LAPORAN KINERJA TAHUN 2023\nBALAI POM DI AMBON\n\nTabel 3.1 Capaian Kinerja\n\n"


@pytest.mark.parametrize(
    ("printed", "sementara", "reason"),
    [
        ("-", True, "belum_diukur"),
        ("-", False, "tidak_dilaporkan"),
        ("", True, "tidak_dilaporkan"),
        (None, True, "tidak_dilaporkan"),
        ("belum dapat dilaporkan", False, "belum_diukur"),
        ("Penilaian Akhir Tahun", True, "belum_diukur"),
        ("#DIV/0!", True, "tak_terbaca"),
        ("8?,4", False, "tak_terbaca"),
    ],
)
def test_the_cell_says_why(printed: str | None, sementara: bool, reason: str) -> None:
    assert why_empty(printed, sementara) == reason


@pytest.mark.parametrize(
    ("title", "realisasi", "expected"),
    [
        (INTERIM, "-", (None, "belum_diukur")),
        (INTERIM, "0,00", (0, None)),
        (INTERIM, "84", (84, None)),
        (YEARLY, "-", (None, "tidak_dilaporkan")),
        (YEARLY, "#REF!", (None, "tak_terbaca")),
    ],
)
def test_a_reason_stands_where_no_value_does(title: str, realisasi: str, expected: tuple[int | None, str | None], baca: Baca) -> None:
    (row,) = baca(f"{title}{HEAD}1\t{OBAT}\t90\t{realisasi}\t-\n").capaian
    assert (row.realisasi, row.alasan_kosong) == expected


def test_a_row_that_prints_nothing_is_a_row(baca: Baca) -> None:
    """An interim report leaves the cells of what is measured at the end of the year empty; a name that goes on below is none of these."""
    found = baca(f"{INTERIM}{HEAD}1\t{OBAT}\t90\t84\t93,33\n2\tNilai AKIP\t\t\t\n3\tIndeks Pelayanan Publik\t\t4,1\t\n").capaian
    assert [(row.indikator_raw, row.realisasi, row.capaian_persen, row.alasan_kosong) for row in found] == [
        (OBAT, 84, Decimal("93.33"), None),
        ("Nilai AKIP", None, None, "tidak_dilaporkan"),
        ("Indeks Pelayanan Publik", Decimal("4.1"), None, None),
    ]
    head = "No\tIndikator Kinerja\tRealisasi 2022\tTarget 2023\tRealisasi 2023\tCapaian 2023\n"
    found = baca(f"{INTERIM}{head}1\t{OBAT}\t80\t90\t84\t93,33\n2\tNilai AKIP\t79\t\t\t\n").capaian
    assert [(row.indikator_raw, row.tahun, row.realisasi) for row in found if row.tahun == 2023] == [
        (OBAT, 2023, 84),
        ("Nilai AKIP", 2023, None),
    ]


def test_the_quarter_and_the_year_of_an_interim_report(baca: Baca) -> None:
    head = "Periode\tTarget\tRealisasi\tCapaian\tKriteria\n"
    found = baca(f"{INTERIM}IKU 1. {OBAT}\n\n{head}TW III\t-\t-\t-\t-\n2023\t90\t-\t-\t-\n2022\t88\t-\t-\t-\n").capaian
    assert [(row.tahun, row.periode, row.alasan_kosong) for row in found] == [
        (2023, "TW3", "belum_diukur"),
        (2023, "TAHUNAN", "belum_diukur"),
        (2022, "TAHUNAN", "tidak_dilaporkan"),
    ]


def test_a_table_of_names_and_criteria_stands_for_no_result(baca: Baca) -> None:
    rows = baca(f"{INTERIM}No\tIndikator Kinerja\tKategori\n1\t{OBAT}\tMemenuhi Ekspektasi\n2\tNilai AKIP UPT\t\n")
    assert [(row.kriteria, row.alasan_kosong, row.bendera) for row in rows.capaian] == [
        ("Memenuhi Ekspektasi", "tidak_dilaporkan", ("tanpa_kolom_angka",)),
        (None, "tidak_dilaporkan", ("tanpa_kolom_angka",)),
    ]
    assert rows.dokumen.status == "perlu_tinjau"
    assert rows.dokumen.pesan is not None and "Tidak ada tabel capaian" in said(rows.dokumen.pesan)


def test_a_correction_takes_the_reason_along(baca: Baca) -> None:
    (row,) = baca(f"{INTERIM}{HEAD}1\t{OBAT}\t90\t-\t-\n").capaian
    filled: Capaian = corrected(replace(row, realisasi=row.target))
    assert filled.alasan_kosong is None
    assert corrected(replace(filled, realisasi=None)).alasan_kosong == "tidak_dilaporkan"


def test_an_indicator_without_number_and_figures_is_a_row_of_a_dump(baca: Baca) -> None:
    """A sasaran's second indicator has no number of its own; what is left blank is not reported, and no row that is lost."""
    head = "No\tSasaran\tIndikator\tTarget\tRealisasi\tCapaian"
    body = (
        "1\tTerwujudnya obat aman\tPersentase obat\t80\t88\t110\n\t\tNilai AKIP UPT\n2\tMeningkatnya layanan\tIndeks layanan\t80\t80\t100"
    )
    rows = baca(f"LAPORAN KINERJA INTERIM TRIWULAN II TAHUN 2023\nBALAI POM DI SERANG\n\n{head}\n{body}\n").capaian
    assert [(row.indikator_raw, row.realisasi) for row in rows] == [
        ("Persentase obat", 88),
        ("Nilai AKIP UPT", None),
        ("Indeks layanan", 80),
    ]
    assert rows[1].alasan_kosong
