"""What a kind of table has forgotten: a sample that prints it, its history, its review, its strength."""

import csv
from dataclasses import fields
from pathlib import Path

import pytest

from normalize.decisions.koreksi_tinjauan import CORRECTABLE
from normalize.kinds.all_kinds import KINDS
from normalize.kinds.kind import Kind
from normalize.rows import TABEL, DocumentRows
from tests.kekuatan.states import FACTS
from tests.normalize.bukti.test_sensitivity import NAME_OF
from warehouse.database.changes import rows_told_apart
from warehouse.database.query_files import query
from warehouse.database.view_files import VIEWS, read_view
from warehouse.export.views_export import DEFAULT_TABLES

ROOT = Path(__file__).parents[3]
RULES = ROOT / "normalize" / "registry" / "rules"
UNNAMED = {"capaian_sasaran"}
"""Whose rows nothing exchanges: their names say which number of sasaran they are."""


def forgotten(kind: Kind) -> list[str]:
    """A sentence for each place that does not know the kind."""
    fakta = kind.fakta
    with (RULES / "aturan.csv").open(encoding="utf-8", newline="") as file:
        about = {table for row in csv.DictReader(file) for table in row["tentang"].split("|")}
    known = {
        "normalize/rows.py: TABEL": TABEL.get(fakta) is kind.baris,
        "normalize/rows.py: DocumentRows": fakta in {field.name for field in fields(DocumentRows)},
        "normalize/decisions: no number of it can be put right": bool(CORRECTABLE.get(fakta)),
        "warehouse/export: not exported": fakta in DEFAULT_TABLES,
        "samples/data: no sample prints it": any((ROOT / "samples" / "data").glob(f"*/{fakta}.csv")),
        "rules/aturan.csv: no check is about it": fakta in about or fakta == "volume_ro",
        "normalize/rows.py: nothing names its rows": fakta == "target" or bool(kind.baris.nama_baris),
        "tests/kekuatan/states.py: its strength is not measured": fakta in FACTS,
        "tests/normalize/bukti/test_sensitivity.py: no name": fakta in NAME_OF or fakta in UNNAMED,
    }
    return [what for what, there in known.items() if not there]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.fakta)
def test_a_kind_has_forgotten_nothing(kind: Kind) -> None:
    assert forgotten(kind) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.fakta)
def test_its_history_findings_and_review_are_asked_for(kind: Kind) -> None:
    """Without a line of SQL that names it."""
    asked = [read_view(VIEWS / f"{name}.sql").query for name in ("_temuan_semua", "_hitungan_lolos", "v_perlu_tinjau")]
    asked += [query(name) for name in ("tinjau_angka", "bukti_diterima")]
    assert [sql for sql in asked if f"'{kind.fakta}'" not in sql] == []
    assert f"FROM lama.{kind.fakta}" in rows_told_apart(kind.fakta, "lama.")


def test_a_printed_table_is_of_one_kind_that_is_asked_for_it() -> None:
    asked = [tabel for kind in KINDS if kind.matches for tabel in kind.tabel]
    assert len(asked) == len(set(asked))


def test_a_kind_that_forgets_is_told_what(monkeypatch: pytest.MonkeyPatch) -> None:
    kind = next(kind for kind in KINDS if kind.fakta == "serapan")
    monkeypatch.delitem(FACTS, "serapan")
    assert forgotten(kind) == ["tests/kekuatan/states.py: its strength is not measured"]
