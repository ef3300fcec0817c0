"""Names of sasaran over several rows that no rule parts: their lines stand beside one row and the next."""

from collections.abc import Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from normalize.plan.page_part import PagePart
from normalize.plan.rapk_parts import RapkTable
from normalize.plan.sasaran_column import SasaranColumn
from normalize.tables.bands import goes_on_as_known

Cells = Sequence[tuple[int | None, Sequence[str]]]


def names(cells: Cells, inferred: bool = True) -> list[tuple[int | None, str]]:
    """Number and name of the sasaran of each row, once all are read."""
    column = SasaranColumn(cast(PagePart, SimpleNamespace(bagian=0)), cast(RapkTable, None))
    found = []
    for number, lines in cells:
        column.new(number, lines, goes_on=False, inferred=inferred)
        assert column.current is not None
        found.append(column.current)
    return [(sasaran.no, sasaran.teks.raw) for sasaran in found]


BECOME = "Meningkatnya efektivitas pengawasan Sediaan Farmasi dan Pangan Olahan di wilayah kerja UPT"


@pytest.mark.parametrize(
    "cells",
    [
        [(None, ["Meningkatnya efektivitas"]), (1, ["pengawasan Sediaan Farmasi", "dan Pangan Olahan di wilayah kerja UPT"])],
        [(1, ["Meningkatnya efektivitas pengawasan Sediaan"]), (None, ["Farmasi dan Pangan Olahan", "di wilayah kerja UPT"])],
    ],
)
def test_the_rest_of_a_name_beside_the_next_row(cells: Cells) -> None:
    assert names(cells) == [(1, BECOME)] * 2


def test_the_rest_of_a_name_above_the_next_one() -> None:
    cells = [
        (1, ["Meningkatnya efektivitas pengawasan Sediaan Farmasi dan Pangan Olahan di"]),
        (2, ["wilayah kerja UPT", "Terwujudnya SDM UPT"]),
    ]
    assert names(cells) == [(1, BECOME), (2, "Terwujudnya SDM UPT")]


def test_rows_that_count_on_beside_the_rests_of_a_name() -> None:
    """The rows get its name when it is known what NO counts."""
    cells = [(1, ["Meningkatnya efektivitas pengawasan Sediaan"]), (2, ["Farmasi dan Pangan Olahan"]), (3, ["di wilayah kerja UPT"])]
    assert names(cells) == [(1, BECOME), (2, ""), (3, "")]


@pytest.mark.parametrize("inferred", [True, False])
def test_another_name_is_no_rest(inferred: bool) -> None:
    cells = [(1, ["Terwujudnya SDM UPT"]), (2, ["meningkatnya mutu"]), (3, ["Optimalnya layanan"]), (4, ["Terkelolanya keuangan"])]
    assert names(cells, inferred) == [(number, " ".join(lines)) for number, lines in cells]


def test_nothing_goes_on_with_a_whole_name_of_the_registry() -> None:
    cells = [(1, ["Terkelolanya keuangan UPT secara akuntabel"]), (2, ["pemerintahan UPT yang optimal"])]
    assert names(cells) == [(number, " ".join(lines)) for number, lines in cells]


def test_rows_that_rules_part_have_their_own_names() -> None:
    cells = [(1, ["Meningkatnya efektivitas"]), (2, ["pengawasan obat"])]
    assert names(cells, inferred=False) == [(1, "Meningkatnya efektivitas"), (2, "pengawasan obat")]


@pytest.mark.parametrize(
    ("begun", "rest", "known"),
    [
        ("Meningkatnya efektivitas pengawasan Sediaan", "Farmasi dan Pangan Olahan di Ambon", True),
        ("Meningkatnya efektivitas pengawasan", "Obat dan Makanan", False),
        ("", "Meningkatnya efektivitas pengawasan", False),
    ],
)
def test_a_name_of_the_registry_goes_on(begun: str, rest: str, known: bool) -> None:
    assert goes_on_as_known(begun, rest) is known
