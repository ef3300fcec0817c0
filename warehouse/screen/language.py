"""The language that people are spoken to in. Only what is shown changes: nothing that is written as data asks for it."""

import os
from collections.abc import Sequence
from itertools import pairwise

from warehouse.screen.english import told_in_english

LANGUAGES = ("id", "en")
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


def told(text: str) -> str:
    """A text of the program as it is shown: as it stands, or in English. Texts that stand in documents do not belong here."""
    return text if _spoken == LANGUAGES[0] else told_in_english(text).text


def asked_for(arguments: Sequence[str]) -> str:
    """The language a command line asks for, before it is understood: help and faulty options are to be told in it as well."""
    found = os.environ.get(VARIABLE, "")
    for here, after in pairwise([*arguments, ""]):
        if here == "--":
            break
        if here == OPTION:
            found = after
        elif here.startswith(f"{OPTION}="):
            found = here.partition("=")[2]
    return found if found in LANGUAGES else LANGUAGES[0]
