"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from warehouse.errors import FileBusy


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A temporary path beside `path` to write to; moved over `path` when the block ends well, removed when it raises.

    Raises FileBusy if another program keeps `path` open (Windows refuses to replace such a file).
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        yield temporary
        try:
            temporary.replace(path)
        except PermissionError as error:
            raise FileBusy(f"'{path}' sedang dibuka program lain; tutup dulu (Excel, DBeaver), lalu ulangi.") from error
    finally:
        temporary.unlink(missing_ok=True)
