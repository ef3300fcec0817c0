"""What a module needs is found wherever it lies: in rooms, inside functions, by name, and through a package."""

from pathlib import Path

import pytest

from warehouse.run.import_graph import libraries, needed, reached

PROGRAM = {
    "extract/__init__.py": "",
    "extract/pdf/__init__.py": "from extract.errors import Torn\n",
    "extract/pdf/open.py": "import numpy as np\nfrom extract.page import (\n    lines,\n    words,\n)\n",
    "extract/page/__init__.py": "",
    "extract/page/lines.py": "READER = 'extract.ocr'\n",
    "extract/page/words.py": "def late():\n    from extract import cells as c\n    return c\n",
    "extract/cells.py": "from dataclasses import dataclass\nimport extract.nowhere\n",
    "extract/errors.py": "",
    "extract/ocr.py": "import cv2.typing\n",
    "extract/apart.py": "from extract.pdf.open import np\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in PROGRAM.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_a_module_names_itself(root: Path) -> None:
    assert needed(root, "extract.pdf.open") == {"extract", "extract.pdf", "extract.page", "extract.page.lines", "extract.page.words"}
    assert needed(root, "extract.page.lines") == {"extract", "extract.page", "extract.ocr"}
    assert needed(root, "extract.cells") == {"extract"}


def test_everything_below_a_module_and_nothing_above(root: Path) -> None:
    assert reached(root, ["extract.pdf.open"]) == [
        "extract",
        "extract.cells",
        "extract.errors",
        "extract.ocr",
        "extract.page",
        "extract.page.lines",
        "extract.page.words",
        "extract.pdf",
        "extract.pdf.open",
    ]


def test_an_import_can_be_left_out(root: Path) -> None:
    found = reached(root, ["extract.pdf.open"], lambda module, name: name != "extract.page.lines")
    assert "extract.page.words" in found and not {"extract.page.lines", "extract.ocr"} & set(found)


def test_libraries_are_what_is_not_the_program_and_not_python(root: Path) -> None:
    assert libraries(root, reached(root, ["extract.pdf.open"])) == ["cv2", "numpy"]
