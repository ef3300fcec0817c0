"""Halves of figures in rows that no rule parts."""

from collections.abc import Sequence

import pytest

from extract.cells import Cell, PrintedRow
from extract.guess.body_rows import joined_halves
from extract.page.grid_rules import GUESSED_ROWS


def rows(texts: Sequence[Sequence[str]], flags: tuple[str, ...] = (GUESSED_ROWS,)) -> list[PrintedRow]:
    return [
        PrintedRow(tuple(Cell((text,) if text else (), n, bbox=(n * 30.0, y, n * 30.0 + 30, y + 10)) for n, text in enumerate(row)), flags)
        for y, row in enumerate(texts)
    ]


def read(made: Sequence[PrintedRow]) -> list[list[str]]:
    return [["".join(cell.lines) for cell in row.cells] for row in made]


@pytest.mark.parametrize(("first", "second"), [("62,7", "6"), ("62.7", "65"), ("62,7", "6%"), ("62,", "76")])
def test_a_row_of_halves_belongs_to_the_row_above(first: str, second: str) -> None:
    made = joined_halves(rows([["", "Nilai AKIP", "", first, first], ["7.", "", "62,76", "", ""], ["", "", "", second, second]]))
    assert read(made) == [["", "Nilai AKIP", "", first + second, first + second], ["7.", "", "62,76", "", ""], ["", "", "", "", ""]]
    assert made[0].cells[3].bbox == (90.0, 0.0, 120.0, 12.0)


@pytest.mark.parametrize(
    "texts",
    [
        [["1", "Nilai", "62,7", "62,7"], ["2", "Indeks", "6", "6"]],
        [["1", "Nilai", "62,7", "62,7"], ["", "", "6", ""]],
        [["1", "Nilai", "62", "62"], ["", "", "6", "6"]],
        [["1", "Nilai", "62,7", "62,7"], ["", "", "612", "612"]],
        [["1", "Nilai", "62,7", ""], ["", "", "6", "6"]],
        [["1", "Nilai", "62,7", "62,7"], ["2", "Indeks", "5,1", "5"], ["", "", "6", "6"]],
    ],
)
def test_other_rows_are_their_own(texts: list[list[str]]) -> None:
    assert read(joined_halves(rows(texts))) == texts


def test_rows_that_rules_part_are_their_own() -> None:
    texts = [["1", "Nilai", "62,7", "62,7"], ["", "", "6", "6"]]
    assert read(joined_halves(rows(texts, ()))) == texts
