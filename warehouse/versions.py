"""Digests of all that a document's rows depend on besides its own content: the programs, the registry, what people decided.

A document is read again when one of them is another than when it was read; of names, when they answer otherwise (see `answers`).
"""

import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from normalize.indikator_tinjauan import REVIEW_INDICATOR
from normalize.koreksi_tinjauan import REVIEW_CORRECTION
from normalize.registry_files import REVIEW_DOCUMENT, REVIEW_UPT, Knowledge
from normalize.temuan_tinjauan import REVIEW_FINDING
from warehouse.reference import ONLY_VIEWS

ROOT = Path(__file__).resolve().parent.parent
REGISTRY = ROOT / "normalize" / "registry"

# 'from extract.cells import Cell' -> ('extract', 'cells'); '"extract.camelot_pages"' -> ('extract', 'camelot_pages')
MODULE = re.compile(r"\b(extract|normalize)\.(\w+)")

# Module from which a way of reading starts, and the libraries that decide what it finds.
READERS = {
    "pdf": ("extract.read_pdf", ("pypdfium2", "pdfplumber", "pdfminer.six", "camelot-py", "numpy")),
    "teks": ("extract.read_text", ("regex",)),
    "": ("extract.inbox", ()),
}
MEANING = ("normalize.document", "normalize.ladder", "normalize.registry_files")
MEANING_LIBRARIES = ("rapidfuzz", "regex", "pyarrow")
STORING = ("answers.py", "names_of_document.py", "one_document.py", "parquet.py", "rows_so_far.py", "schema.py")
NAMES = ("indikator", "upt")
"""Registry files whose names begin so hold names: a document depends on what they answer to its own. On the others every document does."""


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
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    baca = {
        name: _digest([python, *map(_library, libraries), *_sources(root, _reached(root, [start]))])
        for name, (start, libraries) in READERS.items()
    }
    meaning = _sources(root, _reached(root, MEANING)) + [_named(root / "warehouse" / name) for name in STORING]
    makna = _digest([python, *map(_library, MEANING_LIBRARIES), *meaning])
    registry = [path for path in sorted((root / "normalize" / "registry").iterdir()) if path.is_file()]
    names = [path for path in registry if path.name.startswith(NAMES)]
    words = [path for path in registry if path not in names and path.name not in ONLY_VIEWS]
    warehouse = sorted((root / "warehouse").rglob("*.py")) + sorted((root / "warehouse").rglob("*.sql"))
    gudang = _digest([_library("duckdb"), *map(_named, warehouse), *map(_named, registry)])
    return Versions(baca, makna, _digest(map(_named, words)), _digest(map(_named, names)), gudang)


def _library(name: str) -> str:
    return f"{name} {version(name)}"


def _reached(root: Path, starts: Iterable[str]) -> list[str]:
    """The modules that these name, that those name, and so on: imports, and readers that are loaded by name."""
    reached = set(starts)
    waiting = list(reached)
    while waiting:
        text = _path(root, waiting.pop()).read_text(encoding="utf-8")
        named = {f"{package}.{module}" for package, module in MODULE.findall(text)}
        new = {name for name in named - reached if _path(root, name).is_file()}
        reached |= new
        waiting.extend(new)
    return sorted(reached)


def _path(root: Path, module: str) -> Path:
    return root / Path(*module.split(".")).with_suffix(".py")


def _sources(root: Path, modules: Iterable[str]) -> list[str]:
    return [_named(_path(root, module)) for module in modules]


def _named(path: Path) -> str:
    return f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"


def _digest(parts: Iterable[object]) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:16]


# ---- what people decided


def review_digest(review_dir: Path) -> str:
    """Of all review files that a run reads."""
    return _digest(
        _bytes_of(review_dir / name) for name in (REVIEW_DOCUMENT, REVIEW_UPT, REVIEW_INDICATOR, REVIEW_FINDING, REVIEW_CORRECTION)
    )


def names_digest(review_dir: Path) -> str:
    """Of the decisions about indicator names."""
    return _digest([_bytes_of(review_dir / REVIEW_INDICATOR)])


def offices_digest(review_dir: Path) -> str:
    """Of the decisions about names of offices, which may stand anywhere in a document."""
    return _digest([_bytes_of(review_dir / REVIEW_UPT)])


def decisions_digest(knowledge: Knowledge, doc_id: str, names: Sequence[str]) -> str:
    """Of the facts that a person wrote down about this one document, and of the numbers put right in it."""
    facts = sorted((key, value) for key, value in knowledge.keputusan.items() if key[0] in (doc_id, *names))
    return _digest([*facts, *((item.alamat, item.terbaca, item.nilai) for item in knowledge.corrections(doc_id, names))])


def _bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"
