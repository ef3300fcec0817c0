"""What is to be said, before it is said in any language: a code and the values of its sentence.

The words of each code stand in the catalogs of `warehouse/speech`. A value is a text or number as it is shown, another message, or
several of them, which the sentence lists.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any, TypeAlias, Union

from msgspec import Struct
from msgspec.structs import replace

Phrase: TypeAlias = Union[str, int, "Message"]
Value: TypeAlias = Phrase | tuple[Phrase, ...]
KODE, ISI, LALU = "kode", "isi", "lalu"
_as_json = json.JSONEncoder(ensure_ascii=False).encode
"""Made once: `json.dumps` makes an encoder for each message."""


class Message(Struct, frozen=True):
    """kode: of a sentence, or of a part of one. isi: its values by name. lalu: the sentence that follows it."""

    kode: str
    isi: tuple[tuple[str, Value], ...] = ()
    lalu: "Message | None" = None

    def __str__(self) -> str:
        return f"{self.kode} {self.json}"

    def value(self, name: str) -> Value:
        """The value of that name. Raises KeyError."""
        return dict(self.isi)[name]

    def about(self, **isi: Value) -> "Message":
        """The message with values that it lacked: who raised it did not know them."""
        return replace(self, isi=tuple((dict(self.isi) | isi).items()))

    def then(self, other: "Message | None") -> "Message":
        """The message with another one behind it."""
        return replace(self, lalu=self.lalu.then(other) if self.lalu else other)

    def parts(self) -> Iterator["Message"]:
        """The message and all that it holds."""
        yield self
        for _, value in self.isi:
            for item in value if isinstance(value, tuple) else (value,):
                if isinstance(item, Message):
                    yield from item.parts()
        if self.lalu:
            yield from self.lalu.parts()

    def values(self) -> dict[str, Any]:
        """Its values as JSON holds them; a message in them as `plain` gives it, the one that follows under 'lalu'."""
        return {name: _plain(value) for name, value in self.isi} | ({LALU: self.lalu.plain()} if self.lalu else {})

    def plain(self) -> dict[str, Any]:
        """{'kode': …, 'isi': {…}}"""
        return {KODE: self.kode, ISI: self.values()}

    @property
    def json(self) -> str:
        """Its values, as a column holds them."""
        return _as_json(self.values())


def message(kode: str, /, **isi: Value | PurePath | BaseException | None) -> Message:
    """The message of that code. What is not known is said as '–'."""
    return Message(kode, tuple((name, _given(value)) for name, value in isi.items()))


def _given(value: Value | PurePath | BaseException | None) -> Value:
    if value is None:
        return "–"
    return str(value) if isinstance(value, PurePath | BaseException) else value


def message_of(kode: str, isi: Mapping[str, Any] | str) -> Message:
    """The message that was kept as its code and values. Raises ValueError, TypeError or KeyError for what is none."""
    values = dict(json.loads(isi) if isinstance(isi, str) else isi)
    after = values.pop(LALU, None)
    made = Message(str(kode), tuple((name, _value(value)) for name, value in values.items()))
    return made.then(message_of(after[KODE], after[ISI])) if after else made


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value.plain() if isinstance(value, Message) else value


def _value(value: Any) -> Value:
    return tuple(_word(item) for item in value) if isinstance(value, list) else _word(value)


def _word(value: Any) -> Phrase:
    if isinstance(value, dict):
        return message_of(value[KODE], value[ISI])
    return value if isinstance(value, int) else str(value)
