"""Which budgets a report prints twice: whole lists that agree, with at most a misprint or two budgets in each other's place."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from normalize.proof.same_budgets import same_budgets

NAMES = ("obat", "makanan", "kosmetik", "layanan", "arsip")
PLAN = ("100", "200", "300", "400", "500")


def rows(kolom: str, tabel_no: int, amounts: tuple[str | None, ...], tahun: int = 2023) -> list[Any]:
    return [
        SimpleNamespace(
            tabel_no=tabel_no, versi=None, upt_id="kediri", tahun=tahun, bendera=(), nama=name,
            **{kolom: None if amount is None else Decimal(amount)},
        )
        for name, amount in zip(NAMES, amounts, strict=True)
    ]  # fmt: skip


def found(plans: list[Any], efficiency: list[Any]) -> dict[str, list[str]]:
    def name(row: Any) -> str:
        return str(row.nama)

    return {name(group[0][0]): [str(value) for _, _, value in group] for group in same_budgets(plans, efficiency, name)}


@pytest.mark.parametrize(
    "pagu",
    [
        PLAN,
        ("100", "200", "300", "400", "510"),  # a misprint
        ("100", "200", "400", "300", "500"),  # two in each other's place
    ],
)
def test_one_list_printed_twice(pagu: tuple[str, ...]) -> None:
    twice = found(rows("anggaran_rp", 1, PLAN), rows("pagu_rp", 2, pagu))
    assert twice == {name: [here, there] for name, here, there in zip(NAMES, PLAN, pagu, strict=True)}


def test_a_revised_budget_is_no_misprint() -> None:
    assert found(rows("anggaran_rp", 1, PLAN), rows("pagu_rp", 2, ("100", "200", "310", "390", "510"))) == {}


def test_two_equal_budgets_are_no_list() -> None:
    assert found(rows("anggaran_rp", 1, PLAN), rows("pagu_rp", 2, ("100", "200", None, None, None))) == {}


def test_another_year_has_its_own_budgets() -> None:
    assert found(rows("anggaran_rp", 1, PLAN), rows("pagu_rp", 2, PLAN, tahun=2022)) == {}


def test_only_the_plan_in_force_prints_the_list_again() -> None:
    first = rows("anggaran_rp", 1, ("110", "190", "310", "390", "510"))
    twice = found([*first, *rows("anggaran_rp", 2, PLAN)], rows("pagu_rp", 3, PLAN))
    assert twice == {name: [amount, amount] for name, amount in zip(NAMES, PLAN, strict=True)}
