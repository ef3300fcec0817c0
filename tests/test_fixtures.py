"""PDFs with their truth, scored by the scorer that came with them: every cell right, nothing wrong in silence.

Skipped where the documents are absent.
"""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

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


def test_the_audit_says_nothing_about_clean_pages(folder: Path) -> None:
    assert audited(folder / "data" / "kinerja.duckdb") == []
