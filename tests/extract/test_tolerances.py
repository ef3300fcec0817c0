"""Every number by which rules and words are understood stands in a described dataclass; `python -m tests.toleransi` moves each."""

import ast
import inspect
from types import ModuleType

import pytest

from tests.toleransi import Tolerance, modules, tolerances

MODULES = dict(modules())
NO_TOLERANCE = {"page.page_crop", "page.words"}
"""Colours and sizes of a picture for people; code points."""


@pytest.mark.parametrize("name", sorted(MODULES.keys() - NO_TOLERANCE))
def test_no_number_stands_alone_in_a_module(name: str) -> None:
    body = ast.parse(inspect.getsource(MODULES[name])).body
    alone = [node for node in body if isinstance(node, ast.Assign) and any(_is_number(value) for value in ast.walk(node.value))]
    assert [ast.unparse(node) for node in alone if not isinstance(node.value, ast.Call)] == []


def _is_number(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool)


@pytest.mark.parametrize("tolerance", tolerances(), ids=lambda found: f"{found.module}.{found.nama}")
def test_a_tolerance_is_described(tolerance: Tolerance) -> None:
    described = type(tolerance.limits).__doc__ or ""
    assert any(word in described for word in (f"{tolerance.nama}:", f"{tolerance.nama},", f"`{tolerance.nama}`"))


def test_the_rooms_have_tolerances() -> None:
    assert {type(module) for module in MODULES.values()} == {ModuleType}
    assert len(tolerances()) > 100
