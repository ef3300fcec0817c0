"""Makes the .mo files that programs read of the catalogs that people write: `python -m tests.katalog`."""

import io
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from warehouse.speech.catalog import FOLDER


def written() -> list[Path]:
    """The catalogs as people write them."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def compiled(path: Path) -> bytes:
    """What gettext reads of a catalog. Raises PoFileError for one that is none."""
    made = io.BytesIO()
    with path.open("rb") as file:
        found = read_po(file, locale=path.parent.parent.name, abort_invalid=True)
    found.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same bytes
    write_mo(made, found)
    return made.getvalue()


if __name__ == "__main__":
    for path in written():
        path.with_suffix(".mo").write_bytes(compiled(path))
