"""Every tolerance by which rules and words are understood, moved alone by −40 % and by +60 %: the test that fails first, or none.

`python -m tests.toleransi` tells those that no test needs (some minutes); `python -m tests.toleransi guess.joints` only those of a module.
A tolerance that no page needs goes, or gets the smallest page that needs it (tests/extract).
"""

import argparse
import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import pytest
from msgspec.structs import fields

ROOMS = ("guess", "page")
FACTORS = (0.6, 1.6)
TESTS = ("tests/extract/guess", "tests/extract/page", "tests/extract/pdf", "tests/extract/running", "tests/extract/test_holes.py")
TRIED = (0, 1)
"""What pytest ends with where all tests passed, or one failed."""
BY_CHANCE = "test_page_laws"
"""These pages differ from run to run: what they notice now they may not notice again."""


@dataclass(frozen=True)
class Tolerance:
    """A number in the `LIMITS` of a module."""

    module: str
    nama: str
    nilai: float

    @property
    def limits(self) -> Any:
        return importlib.import_module(f"extract.{self.module}").LIMITS

    def moved(self, factor: float) -> float:
        """Whole numbers by one at least."""
        if isinstance(self.nilai, int):
            return min(int(self.nilai * factor), self.nilai - 1) if factor < 1 else max(round(self.nilai * factor), self.nilai + 1)
        return self.nilai * factor


def modules() -> Iterator[tuple[str, ModuleType]]:
    for room in ROOMS:
        package = importlib.import_module(f"extract.{room}")
        for found in pkgutil.iter_modules(package.__path__):
            yield f"{room}.{found.name}", importlib.import_module(f"extract.{room}.{found.name}")


def tolerances() -> list[Tolerance]:
    """All of them, as their modules define them."""
    found = []
    for name, module in modules():
        limits: Any = getattr(module, "LIMITS", None)
        if type(limits).__module__ == module.__name__:
            found += [Tolerance(name, field.name, getattr(limits, field.name)) for field in fields(limits)]
    return found


class _Noticed:
    """Own tests of the module first; the name of the first that fails."""

    def __init__(self, module: str) -> None:
        self._own = f"test_{module.split('.')[-1]}"
        self.first: str | None = None

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted((item for item in items if BY_CHANCE not in item.nodeid), key=lambda item: self._own not in item.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed and self.first is None:
            self.first = report.nodeid


def noticed(tolerance: Tolerance, factor: float) -> str | None:
    """The test that fails with the tolerance moved; None where none does. In a process of its own."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        object.__setattr__(tolerance.limits, tolerance.nama, tolerance.moved(factor))
        plugin = _Noticed(tolerance.module)
        code = -1
        try:
            code = int(pytest.main(["-x", "-q", "-n", "0", "-p", "no:cacheprovider", *TESTS], plugins=[plugin]))
        finally:
            os.write(writing, json.dumps([code, plugin.first]).encode())
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    code, first = json.loads(told)
    if code not in TRIED:
        raise RuntimeError(f"pytest ended with {code}: nothing was tried")
    return str(first) if first else None


def main(given: Sequence[str]) -> int:
    """The number of changes that nobody noticed."""
    asked = argparse.ArgumentParser(
        prog="python -m tests.toleransi", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    asked.add_argument("awal", nargs="*", help="modules or tolerances, by how they begin: guess.joints; without any, all")
    wanted = asked.parse_args(given).awal
    importlib.import_module("extract.pdf.read_pdf")
    unnoticed = 0
    for tolerance in tolerances():
        if wanted and not any(f"{tolerance.module}.{tolerance.nama}".startswith(name) for name in wanted):
            continue
        for factor in FACTORS:
            test = noticed(tolerance, factor)
            unnoticed += test is None
            told = test or "— no test notices"
            print(f"{tolerance.module}.{tolerance.nama} {tolerance.nilai} → {tolerance.moved(factor):.4g}: {told}", flush=True)
    print(f"{unnoticed} changes that no test notices")
    return unnoticed


if __name__ == "__main__":
    sys.exit(1 if main(sys.argv[1:]) else 0)
