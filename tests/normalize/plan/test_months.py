"""Twelve months from the cells of a dump that loses and adds empty ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from normalize.plan.rapk_months import months_in_order

FULL = [str(70 + n) for n in range(12)]
BUDGET = "62,210,400"


def layout(cells: list[str], has_budget: bool = True) -> tuple[list[str], str, set[str]]:
    months, budget, flags = months_in_order(cells, has_budget)
    assert list(months) == list(range(1, 13))
    return list(months.values()), budget, flags


def test_as_printed() -> None:
    assert layout([*FULL, BUDGET]) == (FULL, BUDGET, set())
    assert layout([*FULL, BUDGET, "", "", ""]) == (FULL, BUDGET, set())
    assert layout(FULL, has_budget=False) == (FULL, "", set())
    spring = ["", "", "", *FULL[3:]]
    assert layout([*spring, BUDGET]) == (spring, BUDGET, set())


def test_a_lost_empty_cell_is_counted_back_from_december() -> None:
    assert layout(["", "", *FULL[3:], BUDGET]) == (["", "", "", *FULL[3:]], BUDGET, {"bulan_disimpulkan"})


def test_an_added_empty_cell() -> None:
    assert layout(["", "", "", "", *FULL[3:], BUDGET]) == (["", "", "", *FULL[3:]], BUDGET, {"bulan_disimpulkan"})


def test_twelve_values_lie_one_way_only() -> None:
    assert layout(["", *FULL, BUDGET]) == (FULL, BUDGET, set())
    assert layout([*FULL[:4], "", *FULL[4:], BUDGET]) == (FULL, BUDGET, set())


def test_thirteen_values_are_ambiguous() -> None:
    months, budget, flags = layout([*FULL, "99", BUDGET])
    assert (months, budget) == ([*FULL[1:], "99"], BUDGET)
    assert "bulan_ambigu" in flags


def test_of_thirteen_cells_one_of_equal_neighbours_is_too_many() -> None:
    """No printed figure gets lost: the first of them is January's."""
    rising = ["3", "7", "23", "30", "36", "36", "36", "36", "36", "53", "66", "97", "77"]
    months, _, flags = layout(rising, has_budget=False)
    assert months == ["3", "7", "23", "30", "36", "36", "36", "36", "53", "66", "97", "77"]
    assert "bulan_ambigu" in flags
    assert layout(["-"] * 12 + ["4,45"], has_budget=False)[0] == ["-"] * 11 + ["4,45"]


def test_a_budget_of_nothing_in_the_thirteenth_cell() -> None:
    assert layout([*FULL, "-"]) == (FULL, "-", set())


def test_december_is_no_budget() -> None:
    """'1.250' desa in December, and no budget behind it."""
    assert layout([*["10"] * 11, "100"]) == ([*["10"] * 11, "100"], "", set())


@pytest.mark.parametrize("cells", [[], ["", ""], [BUDGET], ["", "", BUDGET]])
def test_no_months(cells: list[str]) -> None:
    months, budget, _ = layout(cells)
    assert months == [""] * 12
    assert budget == (BUDGET if BUDGET in cells else "")


@given(st.integers(0, 11), st.integers(-3, 3), st.integers(0, 4))
def test_values_keep_their_order_and_december_is_last(empty: int, change: int, tail: int) -> None:
    """However many empty cells stand before the first value: the values end in December, before the budget."""
    values = FULL[empty:]
    cells = [""] * max(0, empty + change) + values
    months, budget, flags = layout([*cells, BUDGET, *[""] * tail])
    assert months == [""] * empty + values
    assert budget == BUDGET
    assert ("bulan_disimpulkan" in flags) == (len(cells) != 12 and empty > 0)


@pytest.mark.parametrize("budget", ["62,210,4O0", "6.876.50l", "Rp1O.220.100,00", "6.876.5OO,00"])
def test_an_amount_with_a_misread_letter_is_the_budget_and_no_month(budget: str) -> None:
    """Eleven months and it make twelve cells, but it is not December's."""
    assert layout([*FULL[1:], budget]) == (["", *FULL[1:]], budget, {"bulan_disimpulkan"})
    assert layout(["", *FULL[1:], budget]) == (["", *FULL[1:]], budget, set())


def test_words_behind_december_stand_in_the_budgets_place() -> None:
    assert layout([*FULL, "Dibiayai APBD"]) == (FULL, "Dibiayai APBD", set())
