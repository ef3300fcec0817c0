"""Codes and values → sentences, by the catalogs of each language.

A catalog is what gettext reads: `id/LC_MESSAGES/<room>.po`, of which `python -m tests.katalog` makes the .mo file beside it. Its msgid is
the code, its msgstr the words with the values' names in braces. Several values are listed with ', ' between them, or with what stands
behind the colon of their name: `{nilai:; }`.

A label is a text without values, as the head of a column: its msgid is the Indonesian text itself, so that only the English catalog has it.
"""

from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations, find, translation
from pathlib import Path
from typing import Any

from extract.message import Message, Value

FOLDER = Path(__file__).resolve().parent
LANGUAGES = ("id", "en")
STORED = LANGUAGES[0]
"""Of the sentences that are kept beside their codes."""
COUNT = "jumlah"
"""The value by which a sentence chooses between singular and plural."""
PAGE = "page"
"""The catalog of what the scripts of the review page say."""
ROOMS = ("extract", "normalize", "warehouse", "screen", "help", "registry", "report", "review", PAGE)
"""Catalogs of a language, by the package or room that says it."""


def sentence(message: Message, language: str) -> str:
    """What the message says, with what follows it. A code that no catalog has, of another version, is said as it is."""
    values = dict(message.isi)
    count = values.get(COUNT)
    text = _template(message.kode, count if isinstance(count, int) else None, language)
    text = text.format_map(_Values({name: _shown(value, language) for name, value in values.items()}))
    return f"{text} {sentence(message.lalu, language)}" if message.lalu else text


def label(text: str, language: str) -> str:
    """A text without values in that language; one that no catalog has stays as it is, and so does a code: names of rules are shown too."""
    return text if not text or language == STORED or knows(text) else _words(language).gettext(text)


def words_of_page(language: str) -> dict[str, str]:
    """Code or label → words with the values' names in braces, of all that the scripts of the review page say."""
    found = _catalog(PAGE, language)
    return {text: found.gettext(text) for text in vars(found)["_catalog"] if text}  # gettext lists its words nowhere else


def knows(kode: str) -> bool:
    """True for a code that the catalogs have."""
    return _words(STORED).gettext(kode) != kode


def sentences(messages: tuple[Message, ...], language: str) -> str:
    """One behind the other."""
    return " ".join(sentence(message, language) for message in messages)


def as_stored(value: Any) -> Any:
    """A message as the sentence that is kept of it, several as one text; any other value as it is."""
    if isinstance(value, Message):
        return sentence(value, STORED)
    several = isinstance(value, tuple) and bool(value) and all(isinstance(item, Message) for item in value)
    return sentences(value, STORED) if several else value


@lru_cache(maxsize=1024)
def _template(kode: str, count: int | None, language: str) -> str:
    """The words of a code, the values' names in braces; of a number of things those for so many. Kept: a report says the same hundreds of
    times, and catalogs are asked one after the other."""
    words = _words(language)
    text = kode if count is None else words.ngettext(kode, kode, count)
    return words.gettext(kode) if text == kode else text


class _Values(dict[str, str]):
    """What a message does not tell is said as '–'."""

    def __missing__(self, name: str) -> str:
        return "–"


class _Listed(str):
    """Several values, said one after the other."""

    def __new__(cls, words: list[str]) -> "_Listed":
        made = super().__new__(cls, ", ".join(words))
        made._words = words
        return made

    _words: list[str]

    def __format__(self, between: str) -> str:
        return between.join(self._words) if between else str(self)


def _shown(value: Value, language: str) -> str:
    if isinstance(value, tuple):
        return _Listed([_shown(item, language) for item in value])
    return sentence(value, language) if isinstance(value, Message) else str(value)


@cache
def _words(language: str) -> NullTranslations:
    """All catalogs of a language, read once."""
    first: GNUTranslations | None = None
    for room in ROOMS:
        if not find(room, FOLDER, [language]):  # nothing but labels
            continue
        found = _catalog(room, language)
        if first is None:
            first = found
        else:
            first.add_fallback(found)
    assert first is not None
    return first


def _catalog(room: str, language: str) -> GNUTranslations:
    return translation(room, FOLDER, [language])
