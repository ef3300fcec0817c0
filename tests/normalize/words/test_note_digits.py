"""A dump has no raised letters: the digit of a note runs into the number before it."""

from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest

from normalize.rows import DocumentRows

Baca = Callable[[str], DocumentRows]
FLAG = "angka_ambigu"


def plan(baca: Baca, months: Sequence[str], below: str = "") -> DocumentRows:
    head = ["No", "Indikator", *(f"B{month:02d}" for month in range(1, 13)), "Anggaran"]
    other = ["1", "Persentase obat yang memenuhi syarat", *["90.00"] * 12, "841.196.000"]
    rows = "\n".join("\t".join(row) for row in (head, other, ["2", "Nilai AKIP UPT", *months, "930.206.500"]))
    return baca(f"RENCANA AKSI PERJANJIAN KINERJA TAHUN 2024\nBALAI POM DI SERANG\n\n{rows}\n\n{below}\nSerang, 6 Januari 2024\n")


@pytest.mark.parametrize(
    ("months", "asked"),
    [
        ((*["8.10"] * 11, "8.101"), True),
        (("8.101", *["8.10"] * 11), True),
        ((*["8.10"] * 11, "8.100"), False),  # no note is 0
        ((*["8.10"] * 11, "8.121"), False),  # no other cell says 8.12
        ((*["8.1"] * 5, *["8.10"] * 6, "8.101"), False),  # decimals are printed as they come
        ([str(month) for month in range(1, 13)], False),
    ],
)
def test_a_digit_behind_the_figure_of_the_other_months(months: Sequence[str], asked: bool, baca: Baca) -> None:
    target = plan(baca, months).target[1]
    assert (target.target_tahunan, FLAG in target.bendera) == (Decimal(months[-1]), asked)


@pytest.mark.parametrize(
    ("below", "asked"), [("1) Angka sementara", True), ("1 Angka sementara", True), ("2) Angka sementara", False), ("1. Obat", False)]
)
def test_a_decimal_too_many_that_numbers_a_note_below(below: str, asked: bool, baca: Baca) -> None:
    assert [FLAG in row.bendera for row in plan(baca, [*[""] * 11, "88.051"], below).target] == [False, asked]
    figures = {"obat": "85.00\t88.051\t103.59", "kosmetik": "90.50\t90.50\t100.00", "pangan": "80.00\t80.00\t100.00"}
    body = "\n".join(f"{n}\tPersentase {name}\t{values}" for n, (name, values) in enumerate(figures.items(), 1))
    report = f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI SERANG\n\nNo\tIndikator\tTarget\tRealisasi\tCapaian\n{body}\n\n{below}\n"
    assert [FLAG in row.bendera for row in baca(report).capaian] == [asked, False, False]


def test_a_digit_apart_behind_the_decimals(baca: Baca) -> None:
    """It may be a note's, or the last of a number that a line broke."""
    assert [FLAG in row.bendera for row in plan(baca, [*[""] * 11, "88.0 1"]).target] == [False, True]
    assert [FLAG in row.bendera for row in plan(baca, [*[""] * 11, "88.01"]).target] == [False, False]
    body = "1\tPersentase obat\t85.00\t88.0 1\t103.54\n2\tPersentase kosmetik\t90.50\t90.50\t100.00"
    report = f"LAPORAN KINERJA TAHUN 2023\nBALAI POM DI SERANG\n\nNo\tIndikator\tTarget\tRealisasi\tCapaian\n{body}\n"
    assert [FLAG in row.bendera for row in baca(report).capaian] == [True, False]
