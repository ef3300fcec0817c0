"""What all documents together say of indicator names, kept from run to run: a night reads the names of its new documents only.

The kept file can be deleted at any time. It holds each name once, with its rows over all documents, and which files it was made of; where
one of these is another now, or gone, everything is read anew.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from msgspec import Struct, field

from normalize.name_rows import NamaIndikator, UsulanIndikator
from warehouse.store.files import Mark, replacing
from warehouse.store.names_of_document import from_kept, names_path

KEPT = "nama.json"
"""In the ledger's folder."""


class _Together(Struct):
    """files: doc_id → its file's mark. rows: a name as JSON, without its rows → how many rows print it. proposals: candidates as JSON."""

    files: dict[str, Mark] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    proposals: dict[str, None] = field(default_factory=dict)

    def add(self, doc_id: str, mark: Mark | None, path: Path) -> None:
        content = json.loads(path.read_bytes())
        for *name, rows in content["nama"]:
            key = json.dumps(name)
            self.rows[key] = self.rows.get(key, 0) + rows
        self.proposals |= dict.fromkeys(map(json.dumps, content["usulan"]))
        if mark:
            self.files[doc_id] = mark


def names_of_all(doc_ids: Iterable[str], data_dir: Path) -> tuple[list[NamaIndikator], list[UsulanIndikator]]:
    """Each name and each candidate once, in an order of their own. Raises OSError for a document without names."""
    found = _marks(names_path("", data_dir).parent)
    wanted = {doc_id: found.get(doc_id) for doc_id in doc_ids}
    path = data_dir / "ledger" / KEPT
    kept = _read(path)
    together = kept if all(wanted.get(doc_id) == mark for doc_id, mark in kept.files.items()) else _Together()
    new = wanted.keys() - together.files.keys()
    for doc_id in new:
        together.add(doc_id, wanted[doc_id], names_path(doc_id, data_dir))
    if new or together is not kept:
        _write(path, together)
    names = [NamaIndikator(*map(from_kept, [*json.loads(key), rows])) for key, rows in sorted(together.rows.items())]
    return names, [UsulanIndikator(*map(from_kept, json.loads(key))) for key in sorted(together.proposals)]


def _marks(folder: Path) -> Mapping[str, Mark]:
    """doc_id → the mark of its file."""
    if not folder.is_dir():
        return {}
    return {entry.name.removesuffix(".json"): Mark((state := entry.stat()).st_size, state.st_mtime_ns) for entry in os.scandir(folder)}


def _read(path: Path) -> _Together:
    """Nothing where nothing is kept, or what cannot be understood."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=_Together)
    except (OSError, ValueError):
        return _Together()


def _write(path: Path, together: _Together) -> None:
    with replacing(path) as temporary:
        temporary.write_bytes(msgspec.json.encode(together))
