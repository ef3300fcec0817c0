"""The samples exported in the three ways, for tests that only read the files."""

from pathlib import Path

import pytest

from tests.conftest import Once
from tests.warehouse.export.written import export


@pytest.fixture(scope="session")
def out(samples: Path, once: Once) -> Path:
    """bawaan, terbukti and semua: the folders of each."""

    def make(folder: Path) -> None:
        export(samples, "--out", folder / "bawaan")
        export(samples, "--terbukti", "--out", folder / "terbukti")
        export(samples, "--all", "--out", folder / "semua")

    return once("ekspor", make)
