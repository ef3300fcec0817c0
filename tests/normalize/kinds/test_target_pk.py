"""Agreements of dumps whose tables follow one another without a blank line."""

from collections.abc import Callable
from decimal import Decimal

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
HEAD = "No\tSasaran\tIndikator Kinerja\tTarget"
FIRST = "1\tTerwujudnya obat aman\tPersentase Obat yang memenuhi syarat\t94,5"
SECOND = "2\tMeningkatnya kepuasan\tIndeks kepuasan pelaku usaha\t90"


def agreement(baca: Baca, *lines: str) -> DocumentRows:
    text = "\n".join((HEAD, *lines))
    return baca(f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI SERANG\n\nTabel 2.1 Perjanjian Kinerja Tahun 2023\n\n{text}\n")


def test_the_head_once_more_among_the_rows_is_no_row(baca: Baca) -> None:
    rows = agreement(baca, FIRST, HEAD, SECOND).target
    assert [(row.indikator_raw, row.target_tahunan) for row in rows] == [
        ("Persentase Obat yang memenuhi syarat", Decimal("94.5")),
        ("Indeks kepuasan pelaku usaha", 90),
    ]


def test_money_in_the_place_of_a_target_is_asked(baca: Baca) -> None:
    rows = agreement(baca, FIRST, SECOND, "No\tProgram\tAnggaran", "1\tProgram Pengawasan\t1.250.000.000", "\tTOTAL\t1.250.000.000").target
    assert [row.bendera for row in rows if row.target_tahunan] == [(), (), ("nilai_janggal",)]
