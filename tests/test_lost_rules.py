"""Plans whose rules are gone, all of a direction or by chance: read as before, or asked about; no wrong number stands without a flag."""

import random
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from normalize.decisions.registry_files import Knowledge
from normalize.rows import DocumentRows
from tests.test_second_reader import NOW, RULE, SAMPLES, document_of, figures, redrawn
from warehouse.run.one_document import process

Kept = Callable[["re.Match[str]"], bool]


def by_chance(part: float, name: str) -> Kept:
    """The same rules in every run."""
    chance = random.Random(f"{part} {name}")
    return lambda rule: chance.random() >= part


LOST: dict[str, Callable[[str], Kept]] = {
    "upright": lambda _: lambda rule: rule[1] != rule[3],
    "level": lambda _: lambda rule: rule[2] != rule[4],
    "all": lambda _: lambda rule: False,
    "a third": lambda name: by_chance(0.3, name),
    "half": lambda name: by_chance(0.5, name),
}


def with_lost(name: str, kept: Kept, folder: Path) -> Path:
    return redrawn(SAMPLES / name, folder / name, lambda text: RULE.sub(lambda rule: rule[0] if kept(rule) else "n", text))


@pytest.fixture(scope="module")
def printed(knowledge: Knowledge) -> Callable[[str], DocumentRows]:
    """The rows of a sample as it is printed, read once."""
    return cache(lambda name: process(document_of(SAMPLES / name), knowledge, NOW).rows)


@pytest.mark.parametrize("lost", LOST)
@pytest.mark.parametrize("name", ["rapk_kantor_bersarang.pdf", "rapk_nasional.pdf", "rapk_jan_des.pdf", "rapk_kantor_putus.pdf"])
def test_a_plan_without_them_is_read_or_asked_about(
    tmp_path: Path, knowledge: Knowledge, printed: Callable[[str], DocumentRows], name: str, lost: str
) -> None:
    expected = printed(name)
    found = process(document_of(with_lost(name, LOST[lost](name), tmp_path)), knowledge, NOW).rows
    if found.dokumen.status == "lengkap" or lost == "all":
        assert figures(found) == figures(expected)
    assert unflagged(found) <= unflagged(expected, flagged=True)


def unflagged(rows: DocumentRows, flagged: bool = False) -> set[tuple[object, ...]]:
    """The budgets, months, and contributions of rows that bear no flag, each with its own name; with `flagged` of all rows."""
    bendera = {row.target_id: row.bendera for row in rows.target}
    nama = {row.target_id: row.indikator_raw for row in rows.target}
    found: set[tuple[object, ...]] = {(row.indikator_raw, row.anggaran_rp) for row in rows.target if flagged or not row.bendera}
    found |= {
        (nama[row.target_id], row.bulan, row.nilai) for row in rows.target_bulanan if flagged or not (row.bendera or bendera[row.target_id])
    }
    found |= {(row.kode_ro, row.no, row.anggaran_rp, row.kontribusi_rp) for row in rows.kontribusi_ro if flagged or not row.bendera}
    return found
