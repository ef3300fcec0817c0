"""Digests of the programs and the registry that a document's rows depend on.

A document is read again when one of them is another than when it was read; of names, when they answer otherwise (see `answers`).
What people decided has its own, in `decided`.
"""

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import regex

from warehouse.run.import_graph import libraries, module_file, reached
from warehouse.store.digests import digest_of
from warehouse.store.reference import ONLY_VIEWS

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "normalize" / "registry"

READERS = {"pdf": "extract.pdf.read_pdf", "teks": "extract.dump.read_text", "": "extract.inbox.listing"}
"""Module from which each way of reading starts."""
WORKER = "warehouse.run.one_document"
"""Module that makes the rows of one document; what it reaches decides them."""
WRITTEN_OUT = "warehouse.database.written_out"
"""Module that writes out SQL by what it reaches in `normalize`."""
DISTRIBUTIONS = {"camelot": "camelot-py", "cv2": "opencv-python-headless", "playa": "playa-pdf"}
"""Distributions that are called otherwise than what they are imported as."""
NAMES = ("indicators", "offices")
"""Folders of the registry that hold names: a document depends on what they answer to its own. On the others every document does."""
# 'pdfminer.six==20260107' -> 'pdfminer.six'; requirements of an extra are no requirements
REQUIRED = regex.compile(r"^[\w.-]+(?!.*extra *==)")


@dataclass(frozen=True, slots=True)
class Versions:
    """baca: by way of reading, '' for files that are no document. makna: of the program that gives meaning. registri: of the registry's
    words; registri_nama: of its names. gudang: of what builds the database."""

    baca: dict[str, str]
    makna: str
    registri: str
    registri_nama: str
    gudang: str


def program_versions(root: Path = ROOT) -> Versions:
    """Those of the program as installed."""
    baca = {name: _program(root, reached(root, [start])) for name, start in READERS.items()}
    makna = _program(root, reached(root, [WORKER], _gives_meaning))
    registry = [path for path in sorted((root / "normalize" / "registry").rglob("*")) if path.is_file()]
    names = [path for path in registry if path.parent.name in NAMES]
    words = [path for path in registry if path not in names and path.name not in ONLY_VIEWS]
    warehouse = sorted((root / "warehouse").rglob("*.py")) + sorted((root / "warehouse").rglob("*.sql"))
    written = [module_file(root, name) for name in reached(root, [WRITTEN_OUT]) if name.startswith("normalize")]
    gudang = digest_of([_library("duckdb"), *map(_named, [*warehouse, *written, *registry])])
    return Versions(baca, makna, digest_of(map(_named, words)), digest_of(map(_named, names)), gudang)


def _gives_meaning(module: str, needed: str) -> bool:
    """What the worker itself takes from `extract` belongs to a way of reading; what `normalize` takes from there decides the meaning."""
    return not (module.startswith("warehouse") and needed.startswith("extract"))


def _program(root: Path, modules: Sequence[str]) -> str:
    """Digest of these modules, of the libraries that they import and those that these stand on, and of Python itself."""
    imported = [DISTRIBUTIONS.get(name, name) for name in libraries(root, modules)]
    below = {found[0] for name in imported for line in _requires(name) if (found := REQUIRED.match(line))}
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return digest_of([python, *map(_library, sorted({*imported, *below})), *(_named(module_file(root, name)) for name in modules)])


def _library(name: str) -> str:
    """An extra that is not installed has no version; once it is, documents are read with it."""
    return f"{name} {' '.join(_said_of(name, 'Version: ')) or '-'}"


def _requires(name: str) -> list[str]:
    return _said_of(name, "Requires-Dist: ")


def _said_of(name: str, field: str) -> list[str]:
    """What the head of a library's METADATA says; `importlib.metadata` takes the description behind it apart as well, which is long."""
    return [line.removeprefix(field) for line in _head_of(name) if line.startswith(field)]


@cache
def _head_of(name: str) -> list[str]:
    try:
        return (distribution(name).read_text("METADATA") or "").partition("\n\n")[0].splitlines()
    except PackageNotFoundError:
        return []


def _named(path: Path) -> str:
    return f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
