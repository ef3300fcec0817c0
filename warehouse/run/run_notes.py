"""What a run leaves for people beside the tables: a sentence for each refused file, tracebacks, where each document lay."""

import json
import os
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
    places = {}
    folders: dict[str, str] = {}
    for entry in documents:
        if path := paths.get(entry.doc_id):
            folder, name = os.path.split(path)  # a Path for each takes long, and so does it to resolve each
            if folder not in folders:
                folders[folder] = os.path.join(path.parent.resolve(), "")  # noqa: PTH118
            places[entry.doc_id] = str(path.resolve()) if path.is_symlink() else folders[folder] + name
    with replacing(data_dir / PLACES) as temporary:
        temporary.write_text(json.dumps(places), encoding="utf-8")
