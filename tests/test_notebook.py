"""The notebook: every question is asked of the samples, and every answer, table and chart looked at."""

import base64
import io
import os
from pathlib import Path

import nbformat
import pandas as pd
import pytest
from click.testing import CliRunner
from nbclient import NotebookClient
from PIL import Image

import pipeline
from warehouse.report.notebook import BOOK, data_folder, whole_rupiah
from warehouse.store.errors import WarehouseMissing

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def notebook(samples: Path) -> nbformat.NotebookNode:
    """The notebook after a run from its own folder."""
    before = os.environ.get("RAPK_DATA")
    os.environ["RAPK_DATA"] = str(samples)
    try:
        found = nbformat.read(BOOK, as_version=4)
        assert all(not cell.get("outputs") for cell in found.cells)
        NotebookClient(found, timeout=180, resources={"metadata": {"path": str(BOOK.parent)}}).execute()
    finally:
        if before is None:
            del os.environ["RAPK_DATA"]
        else:
            os.environ["RAPK_DATA"] = before
    return found


def outputs(notebook: nbformat.NotebookNode, kind: str) -> list[str]:
    found = [output.get("data", {}).get(kind) for cell in notebook.cells for output in cell.get("outputs", [])]
    return [text for text in found if text]


def test_ten_questions_have_answers(notebook: nbformat.NotebookNode) -> None:
    questions = [cell.source for cell in notebook.cells if cell.cell_type == "markdown" and cell.source.startswith("## ")]
    assert len(questions) == 10
    tables = outputs(notebook, "text/html")
    assert len(tables) == 10 and all("<tbody>" in table and table.count("<tr") > 1 for table in tables)
    problems = [output for cell in notebook.cells for output in cell.get("outputs", []) if output.get("name") == "stderr"]
    assert problems == []


def test_charts_and_the_page_are_drawn(notebook: nbformat.NotebookNode, tmp_path: Path) -> None:
    folder = Path(os.environ.get("ARTEFAK", tmp_path))
    pictures = outputs(notebook, "image/png")
    assert len(pictures) >= 6
    for number, text in enumerate(pictures):
        with Image.open(io.BytesIO(base64.b64decode(text))) as picture:
            picture.save(folder / f"buku-{number}.png")
            assert len(picture.convert("RGB").getcolors(1 << 24) or []) > 10
    # the last is the printed page with its frame
    with Image.open(folder / f"buku-{len(pictures) - 1}.png") as page:
        assert page.width > 1000 and (214, 39, 40) in {colour for _, colour in page.convert("RGB").getcolors(1 << 24) or []}


def test_the_data_is_found_from_any_folder_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RAPK_DATA", raising=False)
    deep = tmp_path / "proyek" / "analisis" / "buku"
    deep.mkdir(parents=True)
    monkeypatch.chdir(deep)
    with pytest.raises(WarehouseMissing, match="RAPK_DATA"):
        data_folder()
    (tmp_path / "proyek" / "data").mkdir()
    (tmp_path / "proyek" / "data" / "kinerja.duckdb").touch()
    assert data_folder() == tmp_path / "proyek" / "data"


def test_the_command_copies_it_once(samples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RAPK_DATA_DIR", "")  # restored afterwards
    arguments = ["notebook", "--tanpa-buka", "--out", str(tmp_path), "--data-dir", str(samples)]
    result = CliRunner().invoke(pipeline.main, arguments)
    assert result.exit_code == 0 and result.stdout.strip() == str(tmp_path / "analisis.ipynb")
    own = nbformat.read(tmp_path / "analisis.ipynb", as_version=4)
    first = next(cell for cell in own.cells if cell.cell_type == "code")
    named, first.source = first.source.split("%matplotlib", 1)
    first.source = f"%matplotlib{first.source}"
    assert own == nbformat.read(BOOK, as_version=4)
    # opened from anywhere, the copy asks the folder that the command was given
    for name in ("RAPK_DATA_DIR", "RAPK_DATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)
    exec(named)
    assert data_folder() == samples
    (tmp_path / "analisis.ipynb").write_text("milik saya", encoding="utf-8")
    assert CliRunner().invoke(pipeline.main, arguments).exit_code == 0
    assert (tmp_path / "analisis.ipynb").read_text(encoding="utf-8") == "milik saya"


def test_money_is_shown_as_whole_rupiah() -> None:
    frame = pd.DataFrame({"anggaran_rp": [18120155000.0, None], "median_rp": [1.5, 2.0], "nilai": [3.0, 4.0]})
    shown = whole_rupiah(frame)
    assert "18120155000" in repr(shown) and str(shown.dtypes["anggaran_rp"]) == "Int64" and str(shown.dtypes["median_rp"]) == "float64"
