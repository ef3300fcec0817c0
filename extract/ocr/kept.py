"""A page is read once: what was found in its picture is kept by the digest of the picture and of all that reading depends on."""

import hashlib
import os
import pickle
import zlib
from collections.abc import Callable
from typing import TypeVar

from extract.ocr.picture import PagePicture
from extract.ocr.store import Store

T = TypeVar("T")


def kept(store: Store | None, picture: PagePicture, find: Callable[[], T]) -> T:
    """What `find` gave for this picture before, else what it gives now. store: None for nowhere. Raises OSError where it cannot be
    written."""
    if store is None:
        return find()
    path = store.path_of(_digest(picture))
    store.note_use(path)
    try:
        found: T = pickle.loads(zlib.decompress(path.read_bytes()))
        return found
    except (OSError, zlib.error, pickle.UnpicklingError, EOFError, AttributeError, ImportError, TypeError):
        pass  # not there, cut off, or of another version of the program
    found = find()
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    temporary.write_bytes(zlib.compress(pickle.dumps(found, pickle.HIGHEST_PROTOCOL), 1))
    temporary.replace(path)
    return found


def _digest(picture: PagePicture) -> str:
    made = hashlib.sha256(f"{picture.scale} {picture.grey.shape}".encode())
    made.update(picture.grey.tobytes())
    return made.hexdigest()[:32]
