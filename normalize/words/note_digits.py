"""The digit of a note that a text without raised letters runs into a number: '8.101' for 8.10 with the note 1."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

import regex

from normalize.words.numbers import NumberStyle, bare_number, read_measure

AMBIGUOUS = "angka_ambigu"
# '1) Angka sementara' '*2) Hasil survei' '(3) …'
NOTE = regex.compile(r"\s*[*(]*(?P<nomor>[1-9])(?:\)+|\s)\s*\p{L}")
# '8,5 1' '85.25 2%'
APART = regex.compile(r"\s*\d+[.,]\d+\s+[1-9]\s*%?\s*")
LEAST = 2
"""So many figures beside it say how a column or row prints its decimals."""


def note_numbers(lines: Iterable[str]) -> frozenset[str]:
    """The digits that begin a note below a table: '1) Angka sementara', '2 Hasil survei'; not '1. …', which lists."""
    return frozenset(match["nomor"] for line in lines if (match := NOTE.match(line)))


def noted_apart(texts: Iterable[str]) -> frozenset[str]:
    """The figures of a dump with a digit apart behind their decimals ('8,5 1'): a note's, or the last one of a number that a line broke."""
    return frozenset(text for text in texts if APART.fullmatch(text))


def noted_in_column(texts: Sequence[str], style: NumberStyle | None, notes: Collection[str]) -> frozenset[str]:
    """The figure of a column that has one decimal more than all others, where these are padded with zeros to equally many
    ('85.00', '90.50' beside '88.051') and that decimal numbers a note. notes: see `note_numbers`."""
    decimals = _decimals(texts, style) if notes else {}
    padded = any(text.rstrip("% ").endswith("0") for text in decimals)
    return frozenset(text for text in _one_more(decimals, texts) if padded and (bare_number(text) or " ")[-1] in notes)


def noted_in_row(texts: Sequence[str], style: NumberStyle | None) -> frozenset[str]:
    """The figure of a row's months that is another one of them with a digit behind it, where all others have equally many decimals
    ('8.10', '8.10', '8.101')."""
    bare = {bare_number(text) for text in texts}
    return frozenset(text for text in _one_more(_decimals(texts, style), texts) if (bare_number(text) or "")[:-1] in bare)


def _decimals(texts: Collection[str], style: NumberStyle | None) -> dict[str, int]:
    """The figures with decimals, and how many each has."""
    readings = {text: read_measure(text, style) for text in texts}
    return {text: found[0].desimal for text, found in readings.items() if found and found[0].desimal}


def _one_more(decimals: dict[str, int], texts: Sequence[str]) -> frozenset[str]:
    """The one text that has a decimal more, which is no zero; nothing where several have, or the others differ."""
    counts = Counter(decimals[text] for text in texts if text in decimals)
    if len(counts) != 2 or max(counts) - min(counts) != 1 or counts[max(counts)] != 1 or counts[min(counts)] < LEAST:
        return frozenset()
    return frozenset(text for text, count in decimals.items() if count == max(counts) and not text.rstrip("% ").endswith("0"))
