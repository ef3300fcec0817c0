"""What a run leaves for people beside the tables: a sentence for each refused file, tracebacks, where each document lay."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from extract.inbox.listing import write_notes
from extract.message import Message
from warehouse.database.contents import PLACES
from warehouse.screen.program import as_called
from warehouse.speech.catalog import STORED, sentence
from warehouse.store.files import replacing
from warehouse.store.ledger import Entry


def leave_notes(documents: Sequence[Entry], refused: Iterable[tuple[str, Message]], paths: Mapping[str, Path], data_dir: Path) -> None:
    """data/rejected/, the tracebacks of data/log/, and the file that `show` finds documents by. Notes of earlier runs go."""
    write_notes(data_dir / "rejected", [(nama, as_called(sentence(why, STORED))) for nama, why in refused])
    write_notes(data_dir / "log", [(entry.nama_berkas, entry.jejak) for entry in documents if entry.jejak], ".jejak.txt")
    folders = {folder: folder.resolve() for folder in {path.parent for path in paths.values()}}  # few; each file's own takes long
    here = {entry.doc_id: paths[entry.doc_id] for entry in documents if entry.doc_id in paths}
    places = {doc_id: str(path.resolve() if path.is_symlink() else folders[path.parent] / path.name) for doc_id, path in here.items()}
    with replacing(data_dir / PLACES) as temporary:
        temporary.write_text(json.dumps(places, indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
