"""Values of sasaran and of the office among the indicators of a table CAPAIAN, and their means."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
LAPORAN = """LAPORAN KINERJA TAHUN 2023
BALAI POM DI AMBON

Tabel 3.1 Capaian Kinerja Tahun 2023

No\tSasaran Kegiatan\tIndikator Kinerja\tTarget\tRealisasi\tCapaian Terhadap Target\tCapaian Penyesuaian\tKriteria
1\tTerwujudnya obat yang aman\tPersentase obat yang memenuhi syarat\t80,00\t88,00\t110,00\t110,00\tBaik
\t\tPersentase makanan yang memenuhi syarat\t50,00\t65,00\t130,00\t120,00\tBaik
\t\tCapaian SS1\t\t\t120,00\t115,00\tBaik
2\tMeningkatnya pelayanan publik\tIndeks Pelayanan Publik\t4,00\t4,20\t105,00\t105,00\tBaik
\t\tCapaian SS2\t\t\t105,00\t{ss2}\tBaik
\t\tNPS TOTAL\t\t\t112,50\t110,00\tBaik

"""


def test_values_of_sasaran_are_rows_of_their_own(baca: Baca) -> None:
    rows = baca(LAPORAN.format(ss2="105,00"))
    found = [(row.no_sasaran, row.sasaran_raw, row.nilai, row.nilai_sebelum_penyesuaian, row.kriteria) for row in rows.capaian_sasaran]
    assert found == [
        (1, "Terwujudnya obat yang aman", Decimal("115.00"), Decimal("120.00"), "Baik"),
        (2, "Meningkatnya pelayanan publik", Decimal("105.00"), Decimal("105.00"), "Baik"),
        (None, "NPS TOTAL", Decimal("110.00"), Decimal("112.50"), "Baik"),
    ]
    assert [row.indikator_raw for row in rows.capaian] == [
        "Persentase obat yang memenuhi syarat",
        "Persentase makanan yang memenuhi syarat",
        "Indeks Pelayanan Publik",
    ]


@pytest.mark.parametrize("code", ["SK", "SP"])
def test_the_sasaran_of_activities_and_programs_have_such_rows_too(code: str, baca: Baca) -> None:
    rows = baca(LAPORAN.format(ss2="105,00").replace("Capaian SS", f"Capaian {code}"))
    assert [row.nilai for row in rows.capaian_sasaran] == [115, 105, 110]
    assert not any((row.indikator_raw or "").startswith("Capaian") for row in rows.capaian)


def test_their_numbers_are_in_the_account(baca: Baca) -> None:
    rows = baca(LAPORAN.format(ss2="105,00"))
    held = {goal for sel in rows.sel for goal in sel.tujuan if goal.startswith("capaian_sasaran.")}
    places = [row.baris for row in rows.capaian_sasaran]
    assert {f"capaian_sasaran.nilai#{places[0]}/1", f"capaian_sasaran.nilai_sebelum_penyesuaian#{places[0]}/1"} <= held
    assert [row for row in rows.neraca if row.nasib == "terbuka"] == []


@pytest.mark.parametrize(("ss2", "statuses"), [("105,00", ["lolos", "lolos", "lolos"]), ("150,00", ["lolos", "gagal", "tak_terbukti"])])
def test_a_value_is_the_mean_of_its_indicators(baca: Baca, ss2: str, statuses: list[str]) -> None:
    rows = baca(LAPORAN.format(ss2=ss2))
    assert [cek.status for cek in rows.cek if cek.aturan == "rata_sasaran"] == statuses
