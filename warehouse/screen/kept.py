"""Sentences that the warehouse keeps, with their codes and values, in the language of the reader."""

from collections.abc import Sequence

from extract.message import message_of
from warehouse.screen.language import spoken, told
from warehouse.speech.catalog import STORED, knows
from warehouse.store.cause_words import cause_words


def told_kept(text: str | None, kode: Sequence[str] | None, isi: Sequence[str] | None) -> str:
    """kode, isi: of each sentence of the text, as a column holds them; the code of what is said of a flag is its name."""
    return told(text or "") if spoken() == STORED else " ".join(map(_said, kode or (), isi or ())) or told(text or "")


def told_advice(anjuran: str, kode: Sequence[str] | None) -> str:
    """What should be done about it: of flags each has its own."""
    flags = [code for code in kode or () if not knows(code) and code in cause_words()]
    return told(anjuran) if spoken() == STORED or not flags else " ".join(told(cause_words()[flag][1]) for flag in flags)


def _said(kode: str, isi: str) -> str:
    if knows(kode):
        return told(message_of(kode, isi))
    return told(cause_words()[kode][0]) if kode in cause_words() else kode
