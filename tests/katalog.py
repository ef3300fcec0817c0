"""Makes the .mo files that programs read of the catalogs that people write: `python -m tests.katalog`."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from warehouse.speech.catalog import FOLDER


def written() -> list[Path]:
    """The catalogs as people write them."""
    return sorted(FOLDER.glob("*/LC_MESSAGES/*.po"))


def entries(path: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """msgid and its words, in the singular and in the plural where there are both. Raises PoFileError."""
    for entry in _read(path):
        if entry.id:
            both = isinstance(entry.id, (tuple, list))
            words = entry.string if both else (entry.string,)
            yield str(entry.id[0] if both else entry.id), tuple(map(str, words or ()))


@cache
def words_of(language: str) -> dict[str, tuple[str, ...]]:
    """Those of all catalogs of a language."""
    found: dict[str, tuple[str, ...]] = {}
    for path in written():
        if path.parent.parent.name == language:
            for name, words in entries(path):
                assert name not in found and all(words), f"{path}: {name} is there twice, or has no words"
                found[name] = words
    return found


def holes(words: tuple[str, ...]) -> set[str]:
    """The names of the values that a sentence says."""
    return {name for text in words for _, name, _, _ in Formatter().parse(text) if name}


@cache
def labels() -> dict[str, str]:
    """The texts without values → their English: what no Indonesian catalog has."""
    codes = words_of("id")
    return {text: words[0] for text, words in words_of("en").items() if text not in codes}


def _read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=path.parent.parent.name, abort_invalid=True)


def compiled(path: Path) -> bytes:
    """What gettext reads of a catalog. Raises PoFileError for one that is none."""
    made = io.BytesIO()
    found = _read(path)
    found.creation_date = datetime(2026, 1, 1, tzinfo=UTC)  # the same words give the same bytes
    write_mo(made, found)
    return made.getvalue()


if __name__ == "__main__":
    for path in written():
        path.with_suffix(".mo").write_bytes(compiled(path))
