"""A page is read once: what was found in its picture is kept by the digest of the picture and of all that reading depends on."""

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from extract.ocr.installed import reading_version
from extract.ocr.picture import Picture

T = TypeVar("T")


def kept(folder: Path | None, picture: Picture, find: Callable[[], T]) -> T:
    """What `find` gave for this picture before, else what it gives now. folder: None for nowhere. Raises OSError where it cannot be
    written."""
    if folder is None:
        return find()
    path = folder / f"{_digest(picture)}.pindai"
    try:
        found: T = pickle.loads(zlib.decompress(path.read_bytes()))
        return found
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError):
        pass  # not there, cut off, or of another version of the program
    found = find()
    folder.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), 1))
    temporary.replace(path)
    return found


def _digest(picture: Picture) -> str:
    made = hashlib.sha256(f"{reading_version()} {picture.scale} {picture.grey.shape}".encode())
    made.update(picture.grey.tobytes())
    return made.hexdigest()[:32]
