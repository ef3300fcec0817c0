"""The rooms of the code: packages import in one direction, no circle of rooms, and no folder too full to be read at a glance."""

import ast
from collections import defaultdict
from pathlib import Path

import pytest

from warehouse.run.import_graph import needed

ROOT = Path(__file__).parent.parent
PACKAGES = ("extract", "normalize", "warehouse")
FULLEST = 20


def modules(package: str) -> list[str]:
    paths = sorted((ROOT / package).rglob("*.py"))
    return [".".join(path.relative_to(ROOT).with_suffix("").parts) for path in paths if path.name != "__init__.py"]


def room_of(module: str) -> str:
    """The room of a module; a module at its package's top is a room of its own."""
    return ".".join(module.split(".")[:2])


@pytest.mark.parametrize("package", PACKAGES)
def test_packages_import_in_one_direction(package: str) -> None:
    later = PACKAGES[PACKAGES.index(package) + 1 :]
    found = {name for module in modules(package) for name in needed(ROOT, module) if name.split(".")[0] in later}
    assert found == set()


@pytest.mark.parametrize("package", PACKAGES)
def test_rooms_form_no_circle(package: str) -> None:
    below: dict[str, set[str]] = defaultdict(set)
    for module in modules(package):
        for name in needed(ROOT, module):
            if name.startswith(f"{package}.") and room_of(name) != room_of(module):
                below[room_of(module)].add(room_of(name))
    waiting = dict(below)
    while ready := [room for room, others in waiting.items() if not others & set(waiting)]:
        for room in ready:
            del waiting[room]
    assert waiting == {}


@pytest.mark.parametrize("package", PACKAGES)
def test_no_folder_is_fuller_than_a_score(package: str) -> None:
    folders = [ROOT / package, *(path for path in (ROOT / package).rglob("*") if path.is_dir() and any(path.glob("*.py")))]
    assert {folder.name: n for folder in folders if (n := len(list(folder.glob("*.py"))) - 1) > FULLEST} == {}


def test_no_two_classes_have_one_name() -> None:
    """But for those that a module keeps to itself."""
    found: dict[str, list[str]] = defaultdict(list)
    for module in (module for package in PACKAGES for module in modules(package)):
        for node in ast.walk(ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                found[node.name].append(module)
    assert {name: homes for name, homes in found.items() if len(homes) > 1} == {}
