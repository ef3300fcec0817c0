"""A gap as wide as a digit inside a number: a digit that the file does not give may stand there."""

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

import regex
from msgspec import Struct

from extract.cells import UNREADABLE
from extract.page.words import Word

# '1.234.567,50' '62,210,400.00' '88,05': what the pieces make when nothing is missing between them
_NUMBER = regex.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+[.,]\d+")
# '567' '567,50' behind a blank: some print a blank between thousands
_GROUP = regex.compile(r"\d{3}(?:[.,]\d+)?")


class HoleLimits(Struct, frozen=True):
    """wide: a hole is so wide, in heights of the line: a digit is 0.38 and more wide, a blank 0.25 and less."""

    wide: float = 0.33


LIMITS = HoleLimits()


def line_text(words: Sequence[Word]) -> str:
    """Words of one line, left to right, with a blank between two of them; with UNREADABLE where a number has a hole."""
    ordered = sorted(words, key=attrgetter("x0"))
    plain = " ".join(word.text for word in ordered)
    if len(ordered) < 2 or not _NUMBER.fullmatch("".join(plain.split())) or all(_GROUP.fullmatch(word.text) for word in ordered[1:]):
        return plain
    text = ordered[0].text
    for before, word in pairwise(ordered):
        hole = word.x0 - before.x1 > LIMITS.wide * min(word.bottom - word.top, before.bottom - before.top)
        text += (UNREADABLE if hole else " ") + word.text
    return text
