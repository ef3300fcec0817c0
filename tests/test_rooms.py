"""The rooms of the code: packages import in one direction, no circle of rooms, folders or modules, and no folder too full to be read at a
glance."""

import ast
from collections import defaultdict
from collections.abc import Callable
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


def folder_of(module: str) -> str:
    """The folder of a module; a module at its package's top is one of its own."""
    return module.rpartition(".")[0] if module.count(".") > 1 else module


def itself(module: str) -> str:
    return module


def imported(module: str) -> set[str]:
    """What the module imports, anywhere in it and for types alone too."""
    tree = ast.walk(ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")))
    sources = [node for node in tree if isinstance(node, ast.ImportFrom) and node.module]
    return {name for node in sources for name in (str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names))}


@pytest.mark.parametrize("part_of", [room_of, folder_of, itself])
@pytest.mark.parametrize("package", PACKAGES)
def test_parts_form_no_circle(package: str, part_of: Callable[[str], str]) -> None:
    """Rooms, the folders within them, modules."""
    below: dict[str, set[str]] = defaultdict(set)
    known = set(modules(package))
    for module in known:
        found = imported(module) if part_of is itself else needed(ROOT, module)
        below[part_of(module)] |= {part_of(name) for name in found & known} - {part_of(module)}
    waiting = dict(below)
    while ready := [part for part, others in waiting.items() if not others & set(waiting)]:
        for part in ready:
            del waiting[part]
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
