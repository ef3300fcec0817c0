"""One rupiah or a thousand."""

from decimal import Decimal

import pytest

from normalize.scale import Scale, infer_scale

TRILLION_IN_THOUSANDS = Decimal(2_354_243_149)


@pytest.mark.parametrize(
    "text",
    ["ANGGARAN (Rp 000)", "(dalam ribuan rupiah)", "dalam ribu rupiah", "Anggaran (Rp. ribu)", "Pagu (x Rp1.000)", "(Ribuan Rp)"],
)
def test_printed_thousands(text: str) -> None:
    assert infer_scale(["RENCANA AKSI", text], False, Decimal(5), None) == Scale(1000)


@pytest.mark.parametrize("text", ["(dalam jutaan rupiah)", "Anggaran (Rp juta)", "dalam juta rupiah", "Pagu (Rp. Jutaan)"])
def test_printed_millions_are_doubted(text: str) -> None:
    scale = infer_scale(["RENCANA AKSI", text], False, Decimal(5), None)
    assert (scale.factor, scale.bendera) == (1_000_000, "skala_juta")


def test_prose_about_millions_is_no_scale() -> None:
    prose = "Realisasi anggaran kegiatan tersebut mencapai 3 juta rupiah dari pagu yang ditetapkan pada awal tahun anggaran."
    assert infer_scale([prose], False, Decimal(5), None) == Scale(1)


@pytest.mark.parametrize("text", ["ANGGARAN (Rp)", "Anggaran", "Rp 1.000.000", "ribuan sarana", "seribu desa", "Rp. 28,226,462,000.00"])
def test_plain_rupiah(text: str) -> None:
    assert infer_scale([text], False, Decimal(5), None) == Scale(1)


def test_a_national_total_too_small_for_rupiah() -> None:
    scale = infer_scale(["ANGGARAN"], True, TRILLION_IN_THOUSANDS, None)
    assert (scale.factor, scale.bendera) == (1000, "skala_disimpulkan")
    assert scale.alasan and "2.354.243.149" in scale.alasan


def test_the_same_total_of_an_office_is_rupiah() -> None:
    assert infer_scale(["ANGGARAN"], False, TRILLION_IN_THOUSANDS, None) == Scale(1)


def test_a_national_total_in_rupiah() -> None:
    assert infer_scale(["ANGGARAN"], True, TRILLION_IN_THOUSANDS * 1000, None) == Scale(1)
    assert infer_scale(["ANGGARAN"], True, None, None) == Scale(1)


def test_a_person_decides() -> None:
    assert infer_scale(["(dalam ribuan rupiah)"], False, None, 1) == Scale(1)
    assert infer_scale(["ANGGARAN"], True, TRILLION_IN_THOUSANDS, 1000) == Scale(1000)
