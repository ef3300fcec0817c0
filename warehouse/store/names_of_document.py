"""What each document says of indicator names and asks about names, kept beside the ledger: the indicator dimensions are made of the one,
the other tells whether another registry touches the document."""

import json
from dataclasses import fields
from pathlib import Path
from typing import Any

from extract.message import ISI, KODE, Message, message_of
from normalize.name_rows import NamaIndikator, UsulanIndikator
from normalize.rows import DocumentRows
from warehouse.store.answers import Asked
from warehouse.store.files import write_durably

FILE = "nama.json"
"""Name of the file in a document's staging folder."""
NAMES = "nama"
"""Under this word the ledger has its mark, beside those of the document's tables; its folder there is called so too."""


def names_path(doc_id: str, data_dir: Path) -> Path:
    """Where a document's names are kept."""
    return data_dir / "ledger" / NAMES / f"{doc_id}.json"


def write_names(rows: DocumentRows, asked: Asked, folder: Path) -> None:
    """Writes the names that a document prints, the candidates for the open ones, and what it asks."""
    content = {
        "nama": [_values(item) for item in rows.nama_indikator],
        "usulan": [_values(item) for item in rows.usulan_indikator],
        "ditanya": {"nama": asked.nama, "sasaran": asked.sasaran, "kantor": asked.kantor},
    }
    write_durably(folder / FILE, json.dumps(content, ensure_ascii=True))


def _values(item: NamaIndikator | UsulanIndikator) -> list[Any]:
    values = (getattr(item, field.name) for field in fields(item))
    return [value.plain() if isinstance(value, Message) else value for value in values]


def from_kept(kept: Any) -> Any:
    """A value of a name as it is kept, a message of its own again."""
    return message_of(kept[KODE], kept[ISI]) if isinstance(kept, dict) else kept


def read_asked(doc_id: str, data_dir: Path) -> Asked:
    """What one document asks."""
    asked = json.loads(names_path(doc_id, data_dir).read_bytes())["ditanya"]
    return Asked(tuple(asked["nama"]), tuple(asked["sasaran"]), tuple((kind, text) for kind, text in asked["kantor"]))
