"""The bands of the scales: where one ends and the next begins, and the one scale that a table keeps."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.rows import Cek, DocumentRows
from normalize.words.kriteria import bands, expected, is_criterion, scale_of
from tests.terucap import said

SCALES = sorted({band.skala for band in bands()})


@pytest.mark.parametrize(
    ("scale", "achieved", "word"),
    [
        ("ekspektasi", "79.99", "Tidak Memenuhi Ekspektasi"),
        ("ekspektasi", "80", "Belum Memenuhi Ekspektasi"),
        ("ekspektasi", "99.99", "Belum Memenuhi Ekspektasi"),
        ("ekspektasi", "100", "Memenuhi Ekspektasi"),
        ("ekspektasi", "120.00", "Memenuhi Ekspektasi"),
        ("ekspektasi", "120.01", "Tidak Dapat Disimpulkan"),
        ("indikator", "99.99", "Cukup"),
        ("indikator", "100", "Baik"),
        ("indikator", "100.01", "Sangat Baik"),
        ("npss", "49.99", "Sangat Kurang"),
        ("npss", "50", "Kurang"),
        ("npss", "70", "Butuh Perbaikan"),
        ("npss", "89.99", "Butuh Perbaikan"),
        ("npss", "90", "Baik"),
        ("npss", "100.00", "Baik"),
        ("npss", "100.01", "Istimewa"),
    ],
)
def test_where_a_band_ends(scale: str, achieved: str, word: str) -> None:
    assert expected(scale, Decimal(achieved)) == word


@given(scale=st.sampled_from(SCALES), achieved=st.decimals(0, 1000, places=2))
def test_every_achievement_has_one_band(scale: str, achieved: Decimal) -> None:
    assert sum(band.holds(achieved) for band in bands() if band.skala == scale) == 1


def rows(*pairs: tuple[str, str]) -> list[tuple[Decimal, str]]:
    return [(Decimal(achieved), word) for achieved, word in pairs]


def test_the_scale_that_the_rows_keep() -> None:
    assert scale_of(rows(("101", "Sangat Baik"), ("100", "Baik"), ("95", "CUKUP")), 2023) == "indikator"
    assert scale_of(rows(("101", "Istimewa"), ("100", "Baik"), ("75", "Butuh perbaikan")), 2023) == "npss"
    assert scale_of(rows(("101", "Memenuhi Ekspektasi"), ("75", "Tidak Memenuhi Ekspektasi")), 2022) == "ekspektasi"


def test_three_rows_in_four_must_keep_it() -> None:
    three = rows(("101", "Sangat Baik"), ("102", "Sangat Baik"), ("95", "Cukup"))
    assert scale_of([*three, *rows(("104", "Istimewa"))], 2023) == "indikator"
    assert scale_of([*three, *rows(("104", "Istimewa"), ("105", "Istimewa"))], 2023) is None
    assert scale_of([], 2023) is None


def test_a_scale_of_other_years_is_not_claimed() -> None:
    istimewa = rows(("101", "Istimewa"), ("75", "Butuh Perbaikan"))
    assert scale_of(istimewa, 2022) == "npss"
    assert scale_of(istimewa, 2021) is None
    assert scale_of(istimewa, None) == "npss"


TITLE = "LAPORAN KINERJA TAHUN 2023\nLOKA POM DI KABUPATEN BANYUMAS\n"
HEAD = "Indikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria"


def judged(document: DocumentRows) -> list[Cek]:
    return [cek for cek in document.cek if cek.aturan == "kriteria"]


def table(*lines: str) -> str:
    return "\n".join(["", "Tabel Capaian", "", HEAD, *lines]) + "\n"


def test_a_table_keeps_one_scale(baca: Callable[[str], DocumentRows]) -> None:
    """101 may be called Istimewa, but not in a table that says Sangat Baik everywhere else."""
    document = baca(
        TITLE
        + table(
            "Persentase satu\t100,00\t101,00\t101,00\tSangat Baik",
            "Persentase dua\t100,00\t95,00\t95,00\tCukup",
            "Persentase tiga\t100,00\t102,00\t102,00\tSangat Baik",
            "Persentase empat\t100,00\t101,00\t101,00\tIstimewa",
        )
    )
    assert [cek.status for cek in judged(document)] == ["lolos", "lolos", "lolos", "tak_terbukti"]
    odd = judged(document)[-1]
    assert all(word in said(odd.penjelasan) for word in ("Persentase empat", "«Sangat Baik»", "«Istimewa»"))
    assert document.capaian[-1].kriteria == "Istimewa", "what is printed stays"


def test_two_tables_two_scales(baca: Callable[[str], DocumentRows]) -> None:
    first = table("Persentase satu\t100,00\t101,00\t101,00\tSangat Baik", "Persentase dua\t100,00\t95,00\t95,00\tCukup")
    second = table("Persentase tiga\t100,00\t101,00\t101,00\tIstimewa", "Persentase empat\t100,00\t75,00\t75,00\tButuh Perbaikan")
    assert [cek.status for cek in judged(baca(TITLE + first + second))] == ["lolos"] * 4


def test_a_table_that_keeps_no_scale_is_not_judged(baca: Callable[[str], DocumentRows]) -> None:
    lines = ("Persentase satu\t100,00\t101,00\t101,00\tTuntas", "Persentase dua\t100,00\t95,00\t95,00\tLanjut")
    assert judged(baca(TITLE + table(*lines))) == []


def test_the_adjusted_achievement_is_judged_where_it_is_printed(baca: Callable[[str], DocumentRows]) -> None:
    head = "Indikator Kinerja\tTarget\tRealisasi\tCapaian\tCapaian Penyesuaian\tKriteria\n"
    lines = "Persentase satu\t50,00\t50,00\t100,00\t120,00\tSangat Baik\nPersentase dua\t50,00\t45,00\t90,00\t90,00\tCukup\n"
    assert [cek.status for cek in judged(baca(f"{TITLE}\nTabel Capaian\n\n{head}{lines}"))] == ["lolos", "lolos"]


@pytest.mark.parametrize(
    ("text", "found"),
    [("Memenuhi Ekspektasi", True), ("SANGAT BAIK *", True), ("Cukup", True), ("Indeks RB Balai*", False), ("", False), ("-", False)],
)
def test_words_of_a_scale(text: str, found: bool) -> None:
    assert is_criterion(text) is found


def test_a_criterion_broken_by_its_column_is_the_known_one(baca: Callable[[str], DocumentRows]) -> None:
    title = "LAPORAN KINERJA TAHUN 2022\nBALAI POM DI JEMBER\n\nTabel Capaian\n\nIndikator Kinerja\tTarget\tRealisasi\tCapaian\tKriteria\n"
    rows = baca(f"{title}Persentase Obat\t100\t75\t75,00\tButuh Perbaika n\nPersentase Makanan\t80\t80\t100,00\tB a i k\n")
    assert [row.kriteria for row in rows.capaian] == ["Butuh Perbaikan", "Baik"]
    assert "Butuh Perbaika n" in {cell.mentah for cell in rows.sel}, "as printed"
