"""Values that a row cannot have."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows
from normalize.words.amounts import read_amount_cell
from normalize.words.measures import read_measure_cell
from normalize.words.numbers import NumberStyle

Baca = Callable[[str], DocumentRows]


def test_a_target_below_zero_is_doubted() -> None:
    assert read_measure_cell("(12,5)", NumberStyle.ID, "persen").bendera >= {"nilai_janggal"}
    assert not read_measure_cell("0", NumberStyle.ID, "persen").bendera


def test_a_figure_below_zero_is_doubted(baca: Baca) -> None:
    """Brackets say minus, or something else: where no value can be negative the row goes to a person."""
    rows = baca(
        "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\nNo\tIndikator\tTarget\tRealisasi\t% Capaian\n1\tIndeks A\t80\t(84,5)\t105,6"
    )
    assert rows.capaian[0].realisasi == Decimal("-84.5")
    assert "nilai_janggal" in rows.capaian[0].bendera and rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(
    ("text", "value"), [("85 dokumen", "85"), ("12 desa/kelurahan", "12"), ("92,5 persen", "92.5"), ("\u2265 85", "85")]
)
def test_what_stands_beside_a_target_is_left_out_and_said(text: str, value: str) -> None:
    measure = read_measure_cell(text, NumberStyle.ID, None)
    assert (measure.value, measure.bendera) == (Decimal(value), frozenset({"angka_dibersihkan"}))


@pytest.mark.parametrize(("text", "doubted"), [("88,051)", True), ("88,05 1)", False), ("(88,05)", False), ("58 sekolah (100%)", False)])
def test_a_digit_before_a_bracket_that_nobody_opened_may_be_a_note(text: str, doubted: bool) -> None:
    assert ("angka_ambigu" in read_measure_cell(text, NumberStyle.ID, None).bendera) == doubted


@pytest.mark.parametrize("text", ["2 juta", "1,5 miliar", "100 100 100", "85 s.d. 90"])
def test_what_is_no_single_target_is_not_guessed(text: str) -> None:
    measure = read_measure_cell(text, NumberStyle.ID, None)
    assert measure.value is None and measure.bendera == {"angka_tidak_terbaca"}


def test_an_unreadable_figure_of_a_report_is_flagged(baca: Baca) -> None:
    rows = baca(
        "LAPORAN KINERJA TAHUN 2022\nLOKA POM DI KOTA DUMAI\n\nTabel 3.1 Realisasi anggaran\nJenis Belanja\tPagu (Rp)\tRealisasi (Rp)\t%\n"
        "Belanja Pegawai\t2.000.000\t1.5OO.0O0\t75\nBelanja Barang\t1.000.000\t900.000\t90"
    )
    assert [(row.pagu_rp, row.realisasi_rp, "angka_tidak_terbaca" in row.bendera) for row in rows.serapan] == [
        (Decimal(2000000), None, True),
        (Decimal(1000000), Decimal(900000), False),
    ]


@pytest.mark.parametrize(
    ("text", "torn"), [("490.699.", True), ("33,351,", True), ("85,", True), ("490.699", False), ("44.140.500,-", False)]
)
def test_a_number_that_ends_in_its_separator_is_doubted(text: str, torn: bool) -> None:
    """The line ended within it: its last digits stand elsewhere, or nowhere."""
    assert ("angka_ambigu" in read_amount_cell(text, NumberStyle.ID if "." in text else NumberStyle.EN).bendera) == torn
    assert ("angka_ambigu" in read_measure_cell("85," if torn else "85", NumberStyle.ID, None).bendera) == torn
