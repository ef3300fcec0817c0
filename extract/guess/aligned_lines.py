"""Lines of a page that nobody ruled, as phrases, and which of them are rows of figures, heads of blocks, or neither."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

import regex
from msgspec import Struct

from extract.guess.values import LIMITS as VALUES
from extract.guess.values import is_broken, is_figure
from extract.page.word_lines import word_lines
from extract.page.words import Word

# '15.673.941.000, 00': an amount that its program broke at the comma.
OPEN_COMMA = regex.compile(r"(?<=\d)([.,]) (?=\d)")
YEAR = regex.compile(r"(?:19|20)\d\d")


class LineLimits(Struct, frozen=True):
    """blank: words of one phrase stand no farther apart, in usual heights of the page's words. columns: a table has so many names, a row
    of figures under a head of many so many figures, a block's own head so many names, of capital letters alone one less; words: and none
    of more words. rest: the rest of a figure follows it in so many heights."""

    blank: float = 0.55
    columns: int = 4
    words: int = 3
    rest: float = 0.3


LIMITS = LineLimits()


class Phrase(Struct, frozen=True):
    """Words of one line that stand a blank apart."""

    words: tuple[Word, ...]

    @property
    def x0(self) -> float:
        return self.words[0].x0

    @property
    def x1(self) -> float:
        return self.words[-1].x1

    @property
    def middle(self) -> float:
        return (self.x0 + self.x1) / 2

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)

    @property
    def is_figure(self) -> bool:
        text = self.text
        return is_figure(OPEN_COMMA.sub(r"\1", text) if ", " in text or ". " in text else text)


class TextLine(Struct):
    """What stands on one line, left to right."""

    phrases: list[Phrase]
    top: float = 0.0
    bottom: float = 0.0

    def __post_init__(self) -> None:
        words = [word for phrase in self.phrases for word in phrase.words]
        self.top, self.bottom = min(word.top for word in words), max(word.bottom for word in words)

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def figures(self) -> int:
        return sum(phrase.is_figure for phrase in self.phrases)

    @property
    def usual_gap(self) -> float:
        """How far apart its phrases stand, most of them; 0 for one alone."""
        return median(b.x0 - a.x1 for a, b in pairwise(self.phrases)) if len(self.phrases) > 1 else 0.0

    @property
    def is_anchor(self) -> bool:
        """True for a line that a row of a table has: two figures beside a name, or one behind it. Years alone are names of columns."""
        figures = len(self.phrases) > 1 and (self.phrases[-1].is_figure or self.figures > 1)
        return figures and not all(YEAR.fullmatch(phrase.text) for phrase in self.phrases)

    def is_rest_of(self, upper: "TextLine") -> bool:
        """True where all its figures are the last digits of figures right above, which were too wide for their column."""
        if self.top - upper.bottom > LIMITS.rest * (self.bottom - self.top):
            return False
        for phrase in self.phrases:
            above = [p for p in upper.phrases if p.x0 < phrase.x1 and p.x1 > phrase.x0]
            if phrase.is_figure and not (len(above) == 1 and is_broken(above[0].text, phrase.text, True)):
                return False
        return True

    @property
    def is_rest(self) -> bool:
        """True for the end of a sentence with nothing beside it but such digits: what is left of a row that began on the page before."""
        names = [phrase.text for phrase in self.phrases if not phrase.is_figure]
        figures = [phrase.text for phrase in self.phrases if phrase.is_figure]
        return all(name[0].islower() for name in names) and all(figure.isdigit() and len(figure) <= VALUES.decimals for figure in figures)

    @property
    def is_of_figures(self) -> bool:
        return self.figures >= LIMITS.columns and self.figures >= VALUES.figures * len(self.phrases)

    @property
    def is_head(self) -> bool:
        """True for a line of short names and nothing else, each with a capital letter first."""
        capital = all(phrase.text.isupper() for phrase in self.phrases)
        return len(self.phrases) >= LIMITS.columns - capital and all(
            len(phrase.words) <= LIMITS.words and phrase.text[0].isupper() and not any(c.isdigit() for c in phrase.text)
            for phrase in self.phrases
        )


def lines_of(words: Sequence[Word], height: float) -> list[TextLine]:
    """The words line by line, top to bottom. height: the usual one of a word."""
    return [TextLine(_phrases(line, LIMITS.blank * height)) for line in word_lines(words)]


def usual_height(words: Sequence[Word]) -> float:
    return median([word.bottom - word.top for word in words]) if words else 0.0


def _phrases(line: Sequence[Word], blank: float) -> list[Phrase]:
    runs: list[list[Word]] = []
    end = 0.0
    for word in line:
        if runs and word.x0 - end <= blank:
            runs[-1].append(word)
            end = max(end, word.x1)
        else:
            runs.append([word])
            end = word.x1
    return [Phrase(tuple(run)) for run in runs]
