"""Digests of all that a document's rows depend on besides its own content: the programs, the registry, what people decided.

A document is read again when one of them is another than when it was read.
"""

import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from normalize.indikator import ISTILAH, TERBUKA, Indicators
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
STORING = ("one_document.py", "parquet.py", "schema.py")


@dataclass(frozen=True, slots=True)
class Versions:
    """baca: by way of reading, '' for files that are no document. makna: of what gives meaning. gudang: of what builds the database."""

    baca: dict[str, str]
    makna: str
    gudang: str


def program_versions(root: Path = ROOT) -> Versions:
    """Those of the program as installed."""
    python = f"python {sys.version_info.major}.{sys.version_info.minor}"
    baca = {
        name: _digest([python, *map(_library, libraries), *_sources(root, _reached(root, [start]))])
        for name, (start, libraries) in READERS.items()
    }
    meaning = _sources(root, _reached(root, MEANING)) + [_named(root / "warehouse" / name) for name in STORING]
    registry = sorted((root / "normalize" / "registry").iterdir())
    known = [_named(path) for path in registry if path.is_file() and path.name not in ONLY_VIEWS]
    makna = _digest([python, *map(_library, MEANING_LIBRARIES), *meaning, *known])
    warehouse = sorted((root / "warehouse").rglob("*.py")) + sorted((root / "warehouse").rglob("*.sql"))
    gudang = _digest([_library("duckdb"), *map(_named, warehouse), *(_named(path) for path in registry if path.is_file())])
    return Versions(baca, makna, gudang)


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


def decisions_digest(knowledge: Knowledge, doc_id: str, nama_berkas: str) -> str:
    """Of the facts that a person wrote down about this one document, and of the numbers put right in it."""
    facts = sorted((key, value) for key, value in knowledge.keputusan.items() if key[0] in (doc_id, nama_berkas))
    return _digest([*facts, *((item.alamat, item.terbaca, item.nilai) for item in knowledge.corrections(doc_id, nama_berkas))])


def _bytes_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "-"


def indicator_answers(indicators: Indicators, names: Iterable[str]) -> str:
    """A digest of all that the indicators answer about these printed names: decisions that do not change it do not touch the document."""
    lengths: dict[str, int] = {}
    for indikator_id, spelling in indicators.spellings():
        lengths[indikator_id] = min(lengths.get(indikator_id, 10**6), len(spelling.huruf))
    parts: list[object] = []
    for name in sorted(set(names)):
        found = indicators.match(name)
        # only names that are open, or that their document may open again, ask for candidates
        proposals = indicators.proposals(name) if found.asal in (TERBUKA, ISTILAH) else ()
        involved = [found.indikator_id or "", *(item.indikator_id for item in proposals)]
        parts.append((name, found, proposals, [(indicators.by_id.get(item), lengths.get(item)) for item in involved]))
    return _digest(parts)
