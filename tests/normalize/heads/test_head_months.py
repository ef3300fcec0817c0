"""Heads of months that ran into their neighbours' cells are told by their places; another column among the months is no month."""

from collections.abc import Sequence

import pytest

from extract.cells import Block, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.heads.head_months import with_named_months

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
