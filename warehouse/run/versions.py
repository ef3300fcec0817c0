"""Digests of all that a document's rows depend on besides its own content: the programs, the registry, what people decided.

A document is read again when one of them is another than when it was read; of names, when they answer otherwise (see `answers`).
"""

import hashlib
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import regex

from normalize.decisions.koreksi_tinjauan import REVIEW_CORRECTION
from normalize.decisions.registry_files import REVIEW_DOCUMENT, REVIEW_UPT, Knowledge
from normalize.decisions.ro_tinjauan import REVIEW_LINES
from normalize.decisions.temuan_tinjauan import REVIEW_FINDING
from normalize.indicators.indikator_tinjauan import REVIEW_INDICATOR
from warehouse.run.import_graph import libraries, module_file, reached
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
    gudang = _digest([_library("duckdb"), *map(_named, [*warehouse, *written, *registry])])
    return Versions(baca, makna, _digest(map(_named, words)), _digest(map(_named, names)), gudang)


def _gives_meaning(module: str, needed: str) -> bool:
    """What the worker itself takes from `extract` belongs to a way of reading; what `normalize` takes from there decides the meaning."""
    return not (module.startswith("warehouse") and needed.startswith("extract"))


def _program(root: Path, modules: Sequence[str]) -> str:
    """Digest of these modules, of the libraries that they import and those that these stand on, and of Python itself."""
    imported = [DISTRIBUTIONS.get(name, name) for name in libraries(root, modules)]
    below = {found[0] for name in imported for line in _requires(name) if (found := REQUIRED.match(line))}
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    return _digest([python, *map(_library, sorted({*imported, *below})), *(_named(module_file(root, name)) for name in modules)])


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


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


# ---- what people decided


def review_digest(review_dir: Path) -> str:
    """Of all review files that a run reads."""
    return _digest(
        _bytes_of(review_dir / name)
        for name in (REVIEW_DOCUMENT, REVIEW_UPT, REVIEW_INDICATOR, REVIEW_FINDING, REVIEW_CORRECTION, REVIEW_LINES)
    )


def names_digest(review_dir: Path) -> str:
    """Of the decisions about indicator names."""
    return _digest([_bytes_of(review_dir / REVIEW_INDICATOR)])


def offices_digest(review_dir: Path) -> str:
    """Of the decisions about names of offices, which may stand anywhere in a document."""
    return _digest([_bytes_of(review_dir / REVIEW_UPT)])


def decisions_digest(knowledge: Knowledge, doc_id: str, names: Sequence[str]) -> str:
    """Of the facts that a person wrote down about this one document, and of what was put right in it."""
    facts = sorted((key, value) for key, value in knowledge.keputusan.items() if key[0] in (doc_id, *names))
    written = knowledge.written(doc_id, names)
    numbers = ((item.alamat, item.terbaca, item.nilai) for item in written.angka)
    return _digest([*facts, *numbers, *written.teks, *written.baris])


def _bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
