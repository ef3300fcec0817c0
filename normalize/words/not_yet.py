"""Words that stand for a number that is not there yet ('belum dapat dilaporkan'): registry/words/belum_diukur.csv."""

from functools import cache

import regex

from normalize.words.registry_rows import registry_rows

LONGEST = 80
"""Characters: a longer text is a sentence about something."""


@cache
def _patterns() -> "regex.Pattern[str]":
    return regex.compile("|".join(f"(?:{row['pola']})" for row in registry_rows("words/belum_diukur.csv", "pola")))


def says_not_yet(text: str) -> bool:
    """True where the cell says in words that its value is still to come; never for a criterion ('Belum Memenuhi Ekspektasi')."""
    return len(text) <= LONGEST and _patterns().fullmatch(" ".join(text.casefold().strip(" .*()-").split())) is not None
