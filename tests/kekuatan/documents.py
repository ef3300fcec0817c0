"""The documents that are changed: the samples, and the seeds and fixtures where they lie beside the project."""

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pypdfium2

from normalize.rows import DocumentRows
from tests.kekuatan.changes import Change
from tests.kekuatan.dump_changes import DumpChanges
from tests.kekuatan.pdf_changes import PdfChanges
from tests.kekuatan.printed import Printed, printed
from tests.kekuatan.program import read, warehouse
from tests.kekuatan.states import as_one, states

ROOT = Path(__file__).parents[2]
SAMPLES = "samples"
TOGETHER = "pasangan"
"""The group whose documents are of one office and year, and are read together: they prove each other."""
GROUPS = {SAMPLES: "*", TOGETHER: "*.pdf", "seeds": "*.txt", "fixtures": "*.pdf", "fixtures-2": "*.pdf"}
"""Group of documents → which files of its folder. All but the samples lie beside the project, if at all."""
OWN = {SAMPLES: "inbox", TOGETHER: "pasangan"}
"""Group → its folder in the project's samples."""
MANY_PAGES, LONG_DUMP = 20, 100_000
"""Pages of a PDF, bytes of a dump, from which a document counts as long."""
EVERY_PDF, EVERY_LONG, EVERY_DOUBTFUL = 2, 10, 40
"""A document is changed in every so many-th batch, for the time that it takes: a fixture, a long document, one that the slower readers
are asked about. A sample or a short dump in each."""


@dataclass(frozen=True)
class Base:
    """A document unchanged. kelompok: where it is from; kantor: its office; setiap: it is changed in every so many-th batch.

    bersama: the other documents of its office, which are read with it and stay as they are.
    """

    printed: Printed
    kelompok: str
    kantor: str
    setiap: int = 1
    bersama: tuple[DocumentRows, ...] = ()

    @property
    def name(self) -> str:
        return self.printed.path.name

    @cached_property
    def make(self) -> Callable[[str, random.Random], Change | None]:
        """What changes it, in one of the ways of `changes`."""
        return (PdfChanges if self.printed.path.suffix == ".pdf" else DumpChanges)(self.printed).make


def found_documents(groups: Iterable[str], beside: Path = ROOT.parent / "shared") -> dict[Path, str]:
    """The files that are there, each with its group. beside: where the groups lie that are not the project's own."""
    folders = {group: ROOT / "samples" / OWN[group] if group in OWN else beside / group for group in groups}
    return {path: group for group, folder in folders.items() for path in sorted(folder.glob(GROUPS[group])) if path.is_file()}


def read_documents(files: dict[Path, str], folder: Path) -> list[Base]:
    """Reads them unchanged, no two of one office in one warehouse, for they would be each other's rivals, but for those of TOGETHER.

    `folder` holds the warehouses.
    """
    rows = read(list(files))
    offices = {path: rows[path].dokumen.upt_id or path.name for path in files}
    bases = []
    for number, together in enumerate(apart(files, offices)):
        database = warehouse([rows[path] for path in together], folder / f"gudang {number}")
        found = states(database)
        if files[together[0]] == TOGETHER:
            found = {name: as_one(state, found.values()) for name, state in found.items()}
        made = printed(database, together, found)
        for path in together:
            others = tuple(rows[other] for other in together if other != path) if files[path] == TOGETHER else ()
            bases.append(Base(made[path.name], files[path], offices[path], _how_often(made[path.name], files[path]), others))
    return sorted(bases, key=lambda base: base.printed.path)


def apart(files: dict[Path, str], offices: dict[Path, str]) -> list[list[Path]]:
    """The files of each warehouse."""
    rounds: dict[int, list[Path]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for path, office in offices.items():
        if files[path] != TOGETHER:
            rounds[seen[office]].append(path)
            seen[office] += 1
    together = [path for path, group in files.items() if group == TOGETHER]
    return [*rounds.values(), *([together] if together else [])]


def _how_often(document: Printed, group: str) -> int:
    if document.state.pembaca_lain:
        return EVERY_DOUBTFUL
    if document.path.suffix != ".pdf":
        return EVERY_LONG if document.path.stat().st_size > LONG_DUMP else 1
    with pypdfium2.PdfDocument(document.path) as pdf:
        return EVERY_LONG if len(pdf) > MANY_PAGES else EVERY_PDF if group not in OWN else 1


def batch(bases: Sequence[Base], number: int) -> list[Base]:
    """The documents that are changed together in the batch of this number: of each office at most one, in turn."""
    offices: dict[str, list[Base]] = defaultdict(list)
    for base in bases:
        offices[base.kantor].append(base)
    turn = [group[number % len(group)] for _, group in sorted(offices.items())]
    return [base for place, base in enumerate(turn) if (number + place) % base.setiap == 0]
