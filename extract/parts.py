"""A part of a long document on its way between processes: which pages are asked for, and what is left of them in a folder.

Who hands parts out needs nothing here that reads.
"""

import os
import pickle
import zlib
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from extract.cells import Document
from extract.scans import READ_THEM, Scans


class Part(Struct, frozen=True):
    """Pages (from 1) of a document for one reader. jumlah: pages of the document; folder: where they are left."""

    document: Document
    pembaca: str
    halaman: tuple[int, ...]
    jumlah: int
    folder: Path
    scans: Scans = READ_THEM

    @property
    def path(self) -> Path:
        """The file in which these pages are left."""
        return self.folder / f"{self.pembaca}-{self.halaman[0]:06}.halaman"


class Left(Struct):
    """What a part left. dibaca: for the first reader the page with the columns it was given; hilang: the sentence of a lost part."""

    halaman: tuple[int, ...]
    dibaca: dict[int, Any] = field(default_factory=dict)
    hilang: str | None = None


def lose_part(part: Part, sentence: str) -> None:
    """Leaves word that a part cannot be read: its task died."""
    leave(part.path, Left(part.halaman, hilang=sentence))


def leave(path: Path, left: Left) -> None:
    """Whole or not at all; the folder must be there."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(zlib.compress(pickle.dumps(left, pickle.HIGHEST_PROTOCOL), 1))
    temporary.replace(path)


def load(path: Path) -> Left:
    left: Left = pickle.loads(zlib.decompress(path.read_bytes()))
    return left
