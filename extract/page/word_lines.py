"""Words put together to printed lines, and letters with blanks between them, as titles have them, to words."""

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter
from statistics import median

from msgspec import Struct

from extract.page.words import Word


class SpacedLimits(Struct, frozen=True):
    """least: so many letters near one another are no words of their own. near: they stand no farther apart, in heights; those that head
    columns do. far: words of one line stand no farther apart. level: their middles differ by less, in heights. wider: between two words
    the gap is so many times that between letters."""

    least: int = 6
    near: float = 0.8
    far: float = 3.0
    level: float = 0.3
    wider: float = 1.6


LIMITS = SpacedLimits()


def word_lines(words: Sequence[Word]) -> list[list[Word]]:
    """The words line by line, top to bottom, each from left to right. A word stands on a line where its middle lies in the height of the
    line's first word."""
    lines: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.top + w.bottom, w.x0)):
        if lines and lines[-1][0].top < (word.top + word.bottom) / 2 < lines[-1][0].bottom:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [sorted(line, key=attrgetter("x0")) for line in lines]


def closed_up(words: Sequence[Word]) -> list[Word]:
    """The words in their order, such letters put together, and apart from them the digits in one line with them."""
    if "1" * LIMITS.least not in "".join(["1" if len(word.text) == 1 else " " for word in words]):  # as on most pages
        return list(words)
    made: list[Word] = []
    run: list[Word] = []
    for word in words:
        single = len(word.text) == 1 and word.text.isalnum()
        if run and not (single and _follows(run[-1], word)):
            made += _put_together(run)
            run = []
        (run if single else made).append(word)
    return made + _put_together(run)


def _follows(before: Word, word: Word) -> bool:
    level = abs(before.top + before.bottom - word.top - word.bottom) < 2 * LIMITS.level * _height(before, word)
    return level and 0 < word.x0 - before.x1 < LIMITS.far * _height(before, word)


def _height(before: Word, word: Word) -> float:
    return min(before.bottom - before.top, word.bottom - word.top)


def _put_together(run: Sequence[Word]) -> list[Word]:
    near = [word.x0 - before.x1 for before, word in pairwise(run) if word.x0 - before.x1 < LIMITS.near * _height(before, word)]
    if sum(word.text.isalpha() for word in run) < LIMITS.least or len(near) < LIMITS.least - 1:
        return list(run)
    most = LIMITS.wider * median(near)
    made = [run[0]]
    for before, word in pairwise(run):
        if word.x0 - before.x1 > most or word.text.isdigit() != before.text.isdigit():
            made.append(word)
        else:
            last = made[-1]
            top, bottom = min(last.top, word.top), max(last.bottom, word.bottom)
            made[-1] = last._replace(text=last.text + word.text, top=top, x1=word.x1, bottom=bottom)
    return made
