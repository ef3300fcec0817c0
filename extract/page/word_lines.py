"""Words put together to printed lines."""

from collections.abc import Sequence
from operator import attrgetter

from extract.page.words import Word


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
