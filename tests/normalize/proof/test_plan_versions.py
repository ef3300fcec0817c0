"""Which version of the agreement a plan without one repeats."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest

from normalize.proof.plan_versions import repeated_versions

FIRST = ("90", "80", "70", "60")
REVISED = ("90", "85", "75", "60")


def rows(tabel_no: int, versi: str | None, targets: tuple[str, ...], tabel: str = "PK", tahun: int = 2023) -> list[Any]:
    return [
        SimpleNamespace(
            tabel_no=tabel_no, tabel=tabel, versi=versi, upt_id="kediri", tahun=tahun, nama=number, target_tahunan=Decimal(text)
        )
        for number, text in enumerate(targets)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plan", "versi"),
    [
        (REVISED, "REVISI"),
        (FIRST, "AWAL"),
        (("90", "85", "75", "66"), "REVISI"),  # a misprint beside three that agree
        (("90", "85", "70", "60"), None),  # as near to one as to the other
        (("91", "86", "75", "60"), None),  # two of four are no list
    ],
)
def test_the_list_decides(plan: tuple[str, ...], versi: str | None) -> None:
    found = repeated_versions([*rows(3, "AWAL", FIRST), *rows(4, "REVISI", REVISED), *rows(5, None, plan, "RAPK")], lambda row: row.nama)  # type: ignore[attr-defined]
    assert found == ({5: versi} if versi else {})


def test_a_work_plan_and_another_year_are_not_compared() -> None:
    agreed = [*rows(3, "AWAL", FIRST), *rows(4, "REVISI", REVISED)]
    others = [*rows(2, None, REVISED, "RKT"), *rows(5, None, REVISED, "RAPK", tahun=2024)]
    assert repeated_versions([*agreed, *others], lambda row: row.nama) == {}  # type: ignore[attr-defined]
