"""Words that are known without any document: those of indicators, offices, criteria, and of the names of RO, komponen and sub komponen."""

from functools import cache

import regex

from normalize.words.registry_rows import registry_rows

SOURCES = {"words/kriteria.csv": "kriteria", "words/kata_dikenal.csv": "kata"}
"""Registry file → the column that holds words. Not the files of names: a new name touches only the documents that print it,
a known word may touch any."""
# Shorter ones are halves of many words: 'di' 'dan'.
LONG_WORD = regex.compile(r"\p{L}{4,}")


@cache
def known_words() -> frozenset[str]:
    """Each word, folded."""
    names = (row[column] for file, column in SOURCES.items() for row in registry_rows(file, column))
    return frozenset(word.casefold() for name in names for word in LONG_WORD.findall(name))
