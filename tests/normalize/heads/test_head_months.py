"""Heads of months that ran into their neighbours' cells are told by their places; another column among the months is no month."""

from collections.abc import Sequence

import pytest

from extract.cells import Block, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.head_months import with_named_months
from normalize.heads.plan_heads import is_head

NAMES = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
B = [f"B{n:02}" for n in range(1, 13)]


def named(texts: Sequence[str]) -> list[str]:
    row = PrintedRow(tuple(Cell((text,) if text else (), place, line=1) for place, text in enumerate(texts)))
    segment = Segment((row,), (), Block((row,), "teks"))
    (read,) = with_named_months(PrintedTable(1, (segment,), ())).segments
    return [cell.text for cell in read.head[0].cells]


@pytest.mark.parametrize("ran", [["FebruariMaret", ""], ["Febru", "ariMaret"], ["", "Maret"], ["FebMar", ""], ["Pebruarl", "Maret"]])
def test_names_that_ran_over_their_columns(ran: list[str]) -> None:
    assert named(["No", NAMES[0], *ran, *NAMES[3:], "Anggaran"]) == ["No", *B, "Anggaran"]


@pytest.mark.parametrize("other", ["Gelar Angin", "", "Bobot", "I"])
@pytest.mark.parametrize("place", [1, 6, 11])
def test_another_column_among_the_months_is_none(place: int, other: str) -> None:
    head = ["No", *NAMES[:place], other, *NAMES[place:], "Anggaran"]
    assert named(head) == head


@pytest.mark.parametrize("other", ["REALISASI 2023", "Kenaikan (%)", "Rerata", "Jumlah", "Baseline 2023"])
@pytest.mark.parametrize("months", [NAMES, B], ids=["names", "numbers"])
@pytest.mark.parametrize("place", [0, 4, 5, 11])
def test_another_column_in_the_place_of_a_month_is_none(place: int, months: list[str], other: str) -> None:
    head = ["No", *months[:place], other, *months[place + 1 :], "Anggaran"]
    assert named(head) == head


QUARTERS = ["TW I", "TW II", "TW III", "TW IV"]
NUMBERS = [str(n) for n in range(1, 13)]


def named_below(above: Sequence[str], texts: Sequence[str]) -> list[str]:
    """The second row of a head whose names are as wide as the empty cells to the right of them."""
    lengths = [next((n for n, text in enumerate(above[place + 1 :], 1) if text), len(above) - place) for place in range(len(above))]
    over = PrintedRow(tuple(Cell((text,), n, bbox=(n * 9.0, 0, (n + lengths[n]) * 9.0, 9)) for n, text in enumerate(above) if text))
    row = PrintedRow(tuple(Cell((text,) if text else (), n, bbox=(n * 9.0, 9, n * 9.0 + 9, 18)) for n, text in enumerate(texts)))
    segment = Segment((over, row), (), Block((over, row), "teks"))
    (read,) = with_named_months(PrintedTable(1, (segment,), ())).segments
    return [cell.text for cell in read.head[1].cells]


def test_numbered_months_with_quarters_before_them() -> None:
    above = ["No", "Target Triwulan", "", "", "", "Target Bulan", *[""] * 11]
    assert named_below(above, ["", *QUARTERS, *NUMBERS]) == ["", *QUARTERS, *B]


def test_numbered_months_with_each_quarter_behind_its_own() -> None:
    mixed = [text for n in range(4) for text in (*NUMBERS[3 * n : 3 * n + 3], QUARTERS[n])]
    read = named_below(["No", "Target Bulan", *[""] * 15], ["", *mixed])
    assert read == ["", *(text for n in range(4) for text in (*B[3 * n : 3 * n + 3], QUARTERS[n]))]


def test_numbers_of_all_columns_are_no_months() -> None:
    numbers = [f"({n})" for n in range(1, 14)]
    assert named_below(["No", "Target Bulan", *[""] * 11], numbers) == numbers


def test_numbered_months_among_the_names_of_a_head_of_one_row() -> None:
    assert named(["No", "Indikator Kinerja", "Target", *NUMBERS, "Anggaran"]) == ["No", "Indikator Kinerja", "Target", *B, "Anggaran"]


@pytest.mark.parametrize("head", [["No", "Uraian", *NUMBERS], ["1", "Indikator", *NUMBERS], ["No", "Indikator", *NUMBERS[:11]]])
def test_other_numbers_in_a_head_of_one_row_are_no_months(head: list[str]) -> None:
    assert named(head) == head


@pytest.mark.parametrize(
    ("texts", "head"),
    [
        (["No", "Indikator Kinerja", "Target", *NUMBERS, "Anggaran"], True),
        (["1", "Nilai AKIP", *NUMBERS, "1.000.000"], False),
        (["Indikator", *NUMBERS[1:]], False),
    ],
)
def test_a_head_of_one_row_with_numbered_months_is_one(texts: list[str], head: bool) -> None:
    assert is_head(PrintedRow(tuple(Cell((text,), place, line=1) for place, text in enumerate(texts)))) is head
