"""PDFs with their truth, scored by the scorer that came with them: every cell right, nothing wrong in silence.

Skipped where the documents are absent.
"""

import csv
import importlib.util
import json
import re
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

import pipeline
from tests.test_truth import audited

FIXTURES = Path(__file__).parent.parent.parent / "shared" / "fixtures"
TRUTHS = sorted(FIXTURES.glob("*.truth"))

pytestmark = pytest.mark.skipif(not TRUTHS, reason="documents with their truth are not beside the project")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documents' truth (truth) and the data folder after a run over them (data)."""
    folder = tmp_path_factory.mktemp("fixtures")
    (folder / "inbox").mkdir()
    for truth in TRUTHS:
        shutil.copy(truth.with_suffix(".pdf"), folder / "inbox")
        shutil.copytree(truth, folder / "truth" / truth.name)
    result = CliRunner().invoke(pipeline.main, ["run", str(folder / "inbox"), "--data-dir", str(folder / "data")])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def score(folder: Path) -> dict[str, Any]:
    """score.py over all documents: its summary."""
    summary: dict[str, Any] = scorer().skor(str(folder / "truth"), str(folder / "data" / "kinerja.duckdb"), quiet=True)
    return summary


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", FIXTURES / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_cell_of_the_documents_is_right(score: dict[str, Any]) -> None:
    assert score["dokumen"] == score["dokumen_ada"] == len(TRUTHS)
    assert score["semua"]["f1"] == 1.0, score["kolom"]
    assert score["dokumen_benar_semua"] == len(TRUTHS)
    assert {table: found["f1"] for table, found in score["tabel"].items() if found["f1"] != 1.0} == {}


def test_nothing_is_wrong_in_silence(score: dict[str, Any]) -> None:
    assert {what: number for what, number in score["senyap"].items() if number and not what.endswith("lengkap")} == {}


def test_one_indicator_has_one_name(score: dict[str, Any]) -> None:
    """Pairs of rows: those under one indikator_id are one indicator (precision first), and those of one indicator share the id."""
    for way in ("baris", "baris_lewat_penerus", "ejaan_per_dokumen"):
        found = score["nama"][way]
        assert found["presisi"] >= 0.999 and found["recall"] >= 0.97, (way, found)


def test_values_of_offices_are_the_printed_ones(folder: Path) -> None:
    """NPS TOTAL and every value of a sasaran that the reports print, to the hundredth; no report is without one of its own."""
    with duckdb.connect(str(folder / "data" / "kinerja.duckdb"), read_only=True) as con:
        found = con.sql(
            "SELECT upt_id, sasaran_id, round(nilai, 2), nilai_tercetak FROM v_nilai_kantor WHERE nilai_tercetak IS NOT NULL"
        ).fetchall()
        reports = con.sql("SELECT upt_id, tahun, periode FROM v_nilai_kantor WHERE sasaran_id IS NULL AND nilai IS NOT NULL").fetchall()
    assert len(found) == 12 and ("pekanbaru", None, Decimal("98.03"), Decimal("98.03")) in found
    assert [row for row in found if row[2] != row[3]] == []
    assert {(row[0], row[1]) for row in reports} == {("buleleng", 2020), ("sorong", 2021), ("pekanbaru", 2022), ("kediri", 2024)}


def test_the_audit_says_nothing_about_clean_pages(folder: Path) -> None:
    assert audited(folder / "data" / "kinerja.duckdb") == []


# ---- the ten questions of docs/questions.md, each answered by the documents' truth


def truth(name: str, table: str) -> list[dict[str, str]]:
    with (FIXTURES / f"{name}.truth" / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def truths(table: str) -> Iterator[tuple[dict[str, Any], dict[str, str]]]:
    """Each document's facts with each of its rows."""
    for path in TRUTHS:
        about = json.loads((path / "dokumen.json").read_text(encoding="utf-8"))
        if (path / f"{table}.csv").exists():
            yield from ((about, row) for row in truth(path.stem, table))


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Callable[..., list[tuple[Any, ...]]]]:
    """Number of the question and what it is asked about → its answer."""
    page = (Path(__file__).parents[1] / "docs" / "questions.md").read_text(encoding="utf-8")
    statements = re.findall(r"\n\n((?:    .*\n)+)", page)
    assert len(statements) == 10
    with duckdb.connect(str(folder / "data" / "kinerja.duckdb"), read_only=True) as con:
        yield lambda number, **about: con.execute(statements[number - 1], about).fetchall()


Ask = Callable[..., list[tuple[Any, ...]]]


def test_the_furthest_below_target(ask: Ask) -> None:
    rows = [row for row in truth("f-011", "capaian") if row["tabel"] == "CAPAIAN" and row["capaian_persen"]]
    worst = sorted({(Decimal(row["capaian_persen"]), Decimal(row["target"]), Decimal(row["realisasi"])) for row in rows})[:3]
    assert [(row[3], row[1], row[2]) for row in ask(1, kantor="pekanbaru", tahun=2022)] == worst


def test_what_offices_promise(ask: Ask) -> None:
    promised = {
        Decimal(row["target_tahunan"])
        for about, row in truths("target")
        if row["concept"] == "obat_ms" and about["tahun"] == 2024 and row["tabel"] == "RAPK" and "BADAN" not in about["upt_raw"]
    }
    answer = ask(2, indikator="obat-memenuhi-syarat", tahun=2024)
    assert [row[1] for row in answer] == sorted(promised, reverse=True) and [row[2:] for row in answer] == [(n, 4) for n in (1, 2, 3, 4)]


def test_an_offices_budget(ask: Ask) -> None:
    rows = [row for row in truth("f-022", "target") if row["anggaran_rp"]]
    assert ask(3, kantor="palu", tahun=2024) == [(sum(Decimal(row["anggaran_rp"]) for row in rows), len(rows), 0)]
    # a plan that prints no budget: nothing is bound, and it is said of how many
    assert ask(3, kantor="palembang", tahun=2024) == [(None, 0, len({row["concept"] for row in truth("f-013", "target")}))]


def test_where_the_money_goes(ask: Ask) -> None:
    spent: dict[str, Decimal] = defaultdict(Decimal)
    for row in truth("f-022", "kontribusi_ro"):
        spent[f"{row['kode_kegiatan']}.{row['kode_kro']}.{row['kode_ro']}"] += Decimal(row["kontribusi_rp"])
    assert ask(4, kantor="palu", tahun=2024) == sorted(spent.items(), key=lambda item: -item[1])[:3]


def test_what_each_office_spent(ask: Ask) -> None:
    money = ("pagu_rp", "realisasi_rp", "persen")
    totals = defaultdict(list)
    for about, row in truths("serapan"):
        if row["jenis_belanja"] == "TOTAL":
            totals[about["tahun"], about["periode"]].append(tuple(Decimal(row[name]) for name in money))
    assert len(totals) == 4
    for (tahun, periode), printed in totals.items():
        assert [row[1:] for row in ask(5, tahun=tahun, periode=periode)] == [(*row, 1) for row in printed]


@pytest.mark.parametrize(("name", "kantor"), [("f-019", "kediri"), ("f-024", "buleleng")])
def test_how_many_missed_their_target(ask: Ask, name: str, kantor: str) -> None:
    """Every printed row is counted: f-024 prints 23, of which 3 have no result and 3 a result and no target yet."""
    about = json.loads((FIXTURES / f"{name}.truth" / "dokumen.json").read_text(encoding="utf-8"))
    rows: dict[str, dict[str, str]] = {}
    for row in truth(name, "capaian"):
        if row["tabel"] == "CAPAIAN" and row["periode"] == about["periode"]:
            rows.setdefault(row["concept"], row)
    below = sum(Decimal(row["capaian_persen"]) < 100 for row in rows.values() if row["capaian_persen"])
    empty = sum(not row["realisasi"] for row in rows.values())
    aimless = sum(bool(row["realisasi"]) and not row["capaian_persen"] for row in rows.values())
    assert ask(6, kantor=kantor, tahun=about["tahun"], periode=about["periode"]) == [(len(rows), below, empty, aimless)]
    assert (len(rows), empty, aimless) == {"f-019": (31, 0, 0), "f-024": (23, 3, 3)}[name]


def test_which_targets_were_changed(ask: Ask) -> None:
    rows = [row for row in truth("f-011", "target") if row["tabel"] == "PK"]
    agreed = {(row["versi"], row["concept"]): Decimal(row["target_tahunan"]) for row in rows}
    pairs = {name: (agreed["AWAL", name], agreed["REVISI", name]) for versi, name in agreed if versi == "AWAL"}
    changed = sorted(pair for pair in pairs.values() if pair[0] != pair[1])
    assert sorted(row[1:] for row in ask(7, kantor="pekanbaru", tahun=2022)) == changed and len(changed) > 1


def test_a_target_through_the_year(ask: Ask) -> None:
    first = truth("f-022", "target_bulanan")[:12]
    assert first[0]["indikator_raw"] == "Persentase Obat yang memenuhi syarat"
    printed = [(int(row["bulan"]), Decimal(row["nilai"]) if row["nilai"] else None) for row in first]
    assert ask(8, kantor="palu", tahun=2024, indikator="obat-memenuhi-syarat") == printed


def test_a_target_that_changed_has_its_last_months_alone(ask: Ask) -> None:
    months = defaultdict(list)
    for row in truth("f-011", "target_bulanan"):
        months[row["versi"], row["indikator_raw"]].append(Decimal(row["nilai"]) if row["nilai"] else None)
    agreed = "Persentase pangan fortifikasi yang memenuhi syarat"
    assert months["AWAL", agreed] != months["REVISI", agreed]
    assert [row[1] for row in ask(8, kantor="pekanbaru", tahun=2022, indikator="pangan-fortifikasi")] == months["REVISI", agreed]


@pytest.mark.parametrize(("name", "kantor"), [("f-019", "kediri"), ("f-024", "buleleng")])
def test_where_much_money_brought_little(ask: Ask, name: str, kantor: str) -> None:
    """f-024 prints an output of 0 and −1,00 for three indicators that its table of achievement leaves empty: they have no efficiency."""
    about = json.loads((FIXTURES / f"{name}.truth" / "dokumen.json").read_text(encoding="utf-8"))
    measured = {row["concept"] for row in truth(name, "capaian") if row["tabel"] == "CAPAIAN" and row["realisasi"]}
    rows = [row for row in truth(name, "efisiensi") if row["te"] and row["concept"] in measured]
    lowest = sorted((Decimal(row["te"]), row["indikator_raw"]) for row in rows)[:3]
    answer = ask(9, kantor=kantor, tahun=about["tahun"], periode=about["periode"])
    assert [(row[3], row[0]) for row in answer] == lowest


def test_who_has_a_plan_and_no_report(ask: Ask) -> None:
    assert ask(10, tahun=2024) == [("bandar-lampung",), ("palembang",), ("palu",)]
