"""The language that people are spoken to in. Only what is shown changes: nothing that is written as data asks for it."""

import os
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from extract.message import Message, message_of
from warehouse.screen.program import as_called
from warehouse.speech.catalog import LANGUAGES, label, sentence

VARIABLE = "RAPK_LANG"
"""In the environment, for cron and for those who would give --lang each time."""
OPTION = "--lang"

_spoken = LANGUAGES[0]


def speak(lang: str) -> None:
    """From now on, in all threads: the program is started for one reader."""
    global _spoken
    _spoken = lang


def spoken() -> str:
    """The language now, of LANGUAGES."""
    return _spoken


def told(text: str | Message) -> str:
    """A message, or a label of the program, as it is shown: in the language that is spoken, naming the program as it was called. Texts of
    documents do not belong here."""
    return as_called(sentence(text, _spoken) if isinstance(text, Message) else label(text, _spoken))


def told_on_page(text: str, /, **isi: Any) -> str:
    """For templates of pages: a label, or with values what the message of that code says."""
    return told(message_of(text, isi) if isi else text)


def asked_for(arguments: Sequence[str], setting: object = None) -> str:
    """The language a command line asks for, before it is understood: help and faulty options are to be told in it as well. setting: what
    rapk.toml says, where neither option nor environment do."""
    found = given(arguments, OPTION) or os.environ.get(VARIABLE) or setting
    return str(found) if found in LANGUAGES else LANGUAGES[0]


def given(arguments: Sequence[str], option: str) -> str | None:
    """What a command line says after an option, the last time it is there: '--lang en', '--lang=en'."""
    found = None
    for here, after in pairwise([*arguments, ""]):
        if here == "--":
            break
        if here == option:
            found = after
        elif here.startswith(f"{option}="):
            found = here.partition("=")[2]
    return found
