"""The name of a sasaran beside the middle one of its indicators, which are numbered within it."""

from collections.abc import Sequence

import pytest

from normalize.plan.block_numbers import name_groups
from normalize.plan.rapk_parts import Blok, Sasaran
from normalize.tables.teks import Teks
from normalize.tables.tempat import Tempat

Row = tuple[str, str | None]


def named(rows: Sequence[Row], line: int | None = None) -> list[str | None]:
    """rows: an indicator's name, and what stands under SASARAN beside it (None: the cell above goes on)."""
    bloks: list[Blok] = []
    current: Sasaran | None = None
    for n, (name, words) in enumerate(rows):
        if words is not None:
            current = Sasaran(None, Teks([words], [0]) if words else Teks())
        bloks.append(Blok(Tempat(n, 1, line), 0, current, nama=Teks([name], [0])))
    name_groups(bloks)
    return [blok.sasaran.teks.raw if blok.sasaran else None for blok in bloks]


MIDDLE: list[Row] = [("01 - Satu", None), ("02 - Dua", "Mutu"), ("03 - Tiga", None), ("01 - Empat", None), ("02 - Lima", "Layanan")]


def test_a_name_beside_the_middle_one_is_that_of_all() -> None:
    assert named(MIDDLE) == ["Mutu"] * 3 + ["Layanan"] * 2


def test_names_beside_the_first_stay() -> None:
    assert named([("1. Satu", "Mutu"), ("2. Dua", None), ("1. Tiga", "Layanan")]) == ["Mutu", "Mutu", "Layanan"]


@pytest.mark.parametrize(
    ("rows", "names"),
    [
        ([("01 - Satu", None), ("02 - Dua", "Mutu"), ("03 - Tiga", "Layanan")], [None, "Mutu", "Layanan"]),
        ([("01 - Satu", "Mutu"), ("03 - Tiga", None), ("01 - Satu", None)], ["Mutu", "Mutu", "Mutu"]),
        ([("Satu", None), ("Dua", "Mutu")], [None, "Mutu"]),
        ([("01 - Satu", "Mutu"), ("01 - Dua", None), ("02 - Tiga", None)], ["Mutu", "Mutu", "Mutu"]),
    ],
)
def test_other_numbers_tell_nothing(rows: list[Row], names: list[str | None]) -> None:
    assert named(rows) == names


def test_in_a_dump_cells_have_no_middle() -> None:
    assert named(MIDDLE, line=3) == [None, "Mutu", "Mutu", "Mutu", "Layanan"]
