"""samples/analisis.ipynb: every question is asked of the samples, and every answer, table and chart looked at."""

import base64
import io
import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient
from PIL import Image

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def notebook(samples: Path) -> nbformat.NotebookNode:
    """The notebook after a run from the project's folder."""
    before = os.environ.get("RAPK_DATA")
    os.environ["RAPK_DATA"] = str(samples)
    try:
        found = nbformat.read(ROOT / "samples" / "analisis.ipynb", as_version=4)
        assert all(not cell.get("outputs") for cell in found.cells)
        NotebookClient(found, timeout=180, resources={"metadata": {"path": str(ROOT)}}).execute()
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
