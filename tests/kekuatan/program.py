"""The one door to the program: files → rows → the warehouse that a run over them would build. Nothing else here knows its insides."""

import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path

from extract.cells import Document, Metode
from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.name_rows import NamaIndikator, UsulanIndikator
from normalize.rows import DocumentRows
from warehouse.database.load import build
from warehouse.run.dimensions import write_dimensions_of
from warehouse.run.one_document import process
from warehouse.store.parquet import write_document


def read(files: Sequence[Path]) -> dict[Path, DocumentRows]:
    """Every file's rows, as a run makes them. Nobody has decided anything."""
    known = knowledge()
    found = {}
    for path in files:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        metode = Metode.PDF if path.suffix == ".pdf" else Metode.TEKS
        found[path] = process(Document(digest, path, path.name, metode), known, None).rows
    return found


def warehouse(documents: Iterable[DocumentRows], folder: Path) -> Path:
    """The DuckDB file of a run over these documents; `folder` becomes the data folder."""
    known = knowledge()
    names: list[NamaIndikator] = []
    proposals: list[UsulanIndikator] = []
    for rows in documents:
        names += rows.nama_indikator
        proposals += rows.usulan_indikator
        write_document(rows, folder)
    write_dimensions_of(known, names, proposals, folder)
    return build(folder)


@lru_cache(maxsize=1)
def knowledge() -> Knowledge:
    """What the program knows where nobody has decided anything."""
    with tempfile.TemporaryDirectory() as folder:
        return load_knowledge(Path(folder))
