"""Which modules of the program, and which libraries, a module needs; read from the program's own text.

An import counts wherever it stands in the module, and so does the full name of a module as a string, for readers are loaded by name. A
package's `__init__.py` counts for every module inside it. Nothing is imported to find out: it would take longer than a run without news.
"""

import os
import re
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

PACKAGES = ("extract", "normalize", "warehouse")

# '\nimport numpy as np' -> 'numpy'; '\nfrom extract.page import (\n    frame,\n    words)' -> 'extract.page', '(\n    frame,\n    words)'
# It begins with the end of the line before: to look for '^' in each place of all text takes a run four times as long.
IMPORT = re.compile(r"\n[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|[^\n]*)|import[ \t]+([\w.]+))")
# '"extract.pdf.camelot_pages"' -> 'extract.pdf.camelot_pages'
LOADED = re.compile(r"""["']((?:extract|normalize|warehouse)(?:\.\w+)+)["']""")


def everything(_module: str, _needed: str) -> bool:
    """Follows each import."""
    return True


def reached(root: Path, starts: Iterable[str], follow: Callable[[str, str], bool] = everything) -> list[str]:
    """The modules `starts`, those that they need, those that these need, and so on, in order of their names.

    root: the folder that holds the packages. follow(module, needed): False for an import that is to be left out.
    """
    found = set(starts)
    waiting = list(found)
    while waiting:
        module = waiting.pop()
        new = {name for name in needed(root, module) - found if follow(module, name)}
        found |= new
        waiting.extend(new)
    return sorted(found)


@cache
def needed(root: Path, module: str) -> frozenset[str]:
    """The modules of the program that this one names, and the packages that it lies in."""
    text = _text(root, module)
    named = {*LOADED.findall(text), *(module.rsplit(".", n)[0] for n in range(1, module.count(".") + 1))}
    for source, names, plain in _imports(root, module):
        named |= {source or plain, *(f"{source}.{name}" for name in re.findall(r"\w+", names))}
    inside = {name for name in named if name.split(".")[0] in PACKAGES and name != module}
    return frozenset(inside & _files(root).keys())


def libraries(root: Path, modules: Iterable[str]) -> list[str]:
    """Top-level names of what these modules import from outside the program and Python's own library, in order."""
    found = {(source or plain).split(".")[0] for module in modules for source, _, plain in _imports(root, module)}
    return sorted(name for name in found if name not in PACKAGES and name not in sys.stdlib_module_names)


def module_file(root: Path, module: str) -> Path:
    """The file of a module, or the `__init__.py` of a package. Raises KeyError where there is none."""
    return _files(root)[module]


@cache
def _files(root: Path) -> dict[str, Path]:
    """Every module of the program → its file. Listed once: to ask for each name that an import might mean takes longer."""
    found = {}
    for package in PACKAGES:
        for folder, _, names in os.walk(root / package):
            inside = ".".join(Path(folder).relative_to(root).parts)
            for name in names:
                if name.endswith(".py"):
                    stem = name.removesuffix(".py")
                    found[inside if stem == "__init__" else f"{inside}.{stem}"] = Path(folder, name)
    return found


@cache
def _imports(root: Path, module: str) -> list[tuple[str, str, str]]:
    """(module, names, '') of each `from … import …`, ('', '', module) of each `import …`."""
    return IMPORT.findall("\n" + _text(root, module))


@cache
def _text(root: Path, module: str) -> str:
    return module_file(root, module).read_text(encoding="utf-8")
