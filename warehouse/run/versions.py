"""Digests of the programs and the registry that a document's rows depend on.

A document is read again when one of them is another than when it was read; of names, when they answer otherwise (see `answers`).
What people decided has its own, in `decided`.
"""

import hashlib
import os
import sys
import time
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import msgspec
import regex
from msgspec import Struct

from extract.inbox.listing import FileState, state_of
from warehouse.run.import_graph import PACKAGES, libraries, module_file, reached
from warehouse.store.digests import digest_of
from warehouse.store.files import COARSE, replacing
from warehouse.store.reference import ONLY_VIEWS

ROOT = Path(__file__).resolve().parents[2]
REGISTRY = ROOT / "normalize" / "registry"
KEPT = Path("ledger") / "versi.json"
"""In the data folder."""

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


class Versions(Struct, frozen=True):
    """baca: by way of reading, '' for files that are no document. makna: of the program that gives meaning. registri: of the registry's
    words; registri_nama: of its names. gudang: of what builds the database."""

    baca: dict[str, str]
    makna: str
    registri: str
    registri_nama: str
    gudang: str


class _Kept(Struct, frozen=True):
    """keadaan: digest of the state of the program's files when `versi` was made of them."""

    keadaan: str
    versi: Versions


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


def kept_versions(data_dir: Path, root: Path = ROOT) -> Versions:
    """The same, kept in the data folder: the program is read again only where the system says that a file of it is another, or that
    something was installed. To read it takes ten times as long as to ask for the state of its files."""
    states = list(_states(root))
    found = digest_of([sys.version, *states])
    kept = _kept(data_dir / KEPT)
    if kept and kept.keadaan == found:
        return kept.versi
    versions = program_versions(root)
    if time.time_ns() - max(max(state.mtime, state.ctime) for _, state in states if state) > COARSE * 1e9:
        with replacing(data_dir / KEPT) as temporary:
            temporary.write_bytes(msgspec.json.encode(_Kept(found, versions)))
    return versions


def _kept(path: Path) -> _Kept | None:
    """None where nothing is kept, or what cannot be understood."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
    except (OSError, ValueError):
        return None
    return kept if kept.versi.baca.keys() == READERS.keys() else None


def _states(root: Path) -> Iterator[tuple[str, FileState | None]]:
    """Of each file of the program, and of each folder that libraries are installed in: each has a folder of its own there."""
    for package in PACKAGES:
        for folder, subfolders, names in os.walk(root / package):
            subfolders[:] = sorted(name for name in subfolders if name != "__pycache__")
            for name in sorted(names):
                path = os.path.join(folder, name)  # noqa: PTH118  a Path for each takes longer than asking for its state
                yield path, state_of(path)
    yield from ((folder, state_of(folder)) for folder in sys.path if folder)


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
