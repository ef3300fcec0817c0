"""Running heads and feet: lines that stand at the edge of page after page say nothing about the table below them."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from extract.cells import UNREADABLE, Line, Reading
from extract.page.captions import ANNOUNCES

# 'Halaman 3 dari 10' 'Hal. 3/10' 'Page 3 of 10'
PAGE_NUMBER = regex.compile(r"\b(?:hal(?:aman)?\.?|page)\s*:?\s*\d+(?:\s*(?:dari|of|/)\s*\d+)?", regex.IGNORECASE)
DIGITS = regex.compile(r"\d+")
# what the page's edge leaves of '2023'
TORN = regex.compile(rf"(?<=\d){UNREADABLE}")
LEAST_REPEATED = 3
EDGE = 2
"""So many lines from the top and from the bottom of a page can be running ones."""


def running_lines(lines: Sequence[Line], pages: int | None) -> frozenset[str]:
    """The texts, digits folded, that stand at the edge of three pages or more and of two in five; () for a dump.

    In a short document two pages are enough, where they are all but its cover, and the line announces no table, or where it is the last
    line of both and counts them.
    """
    by_page: dict[int, list[str]] = defaultdict(list)
    for line in lines:
        if line.halaman is not None:
            by_page[line.halaman].append(without_digits(line.text))
    holding: dict[str, set[int]] = defaultdict(set)
    for page, texts in by_page.items():
        for text in (*texts[:EDGE], *texts[-EDGE:]):
            holding[text].add(page)
    behind_cover = set(range(2, (pages or 0) + 1))
    return frozenset(
        text
        for text, found in holding.items()
        if len(found) >= least_pages(pages) or (found == behind_cover and len(found) > 1 and not ANNOUNCES.match(text))
    ) | _foot_of_two(lines, pages)


def _foot_of_two(lines: Sequence[Line], pages: int | None) -> frozenset[str]:
    """The last line of both pages of a document of two, where nothing differs but one number, which counts on."""
    last = {line.halaman: line.text for line in lines if line.halaman is not None}
    if pages != 2 or len(last) < 2 or without_digits(last[1]) != without_digits(last[2]) or ANNOUNCES.match(last[1]):
        return frozenset()
    steps = [int(after) - int(before) for before, after in zip(*(DIGITS.findall(last[page]) for page in (1, 2)), strict=True)]
    return frozenset({without_digits(last[1])} if sorted(steps) == [*[0] * (len(steps) - 1), 1] else ())


def repeated_lines(reading: Reading) -> frozenset[str]:
    """The texts, digits folded, that stand three times or more in a dump with a table right above and right below, and announce none:
    the feet and heads of its pages. () for a PDF."""
    if reading.halaman is not None:
        return frozenset()
    gaps = [reading.lines[start:end] for start, end in pairwise(reading.sebelum)]
    near = Counter(without_digits(line.text) for gap in gaps if len(gap) <= 2 * EDGE for line in gap if not ANNOUNCES.match(line.text))
    return frozenset(text for text, times in near.items() if times >= LEAST_REPEATED)


def least_pages(pages: int | None) -> float:
    """On so many pages of a document stands what runs over it."""
    return max(3, (pages or 0) * 0.4)


@lru_cache(maxsize=4096)
def without_digits(text: str) -> str:
    """'Laporan Kinerja 2021 | 26' → 'laporan kinerja # | #'"""
    return DIGITS.sub("#", TORN.sub("", text)).strip().casefold()


def page_number_folded(text: str) -> str:
    """The text with any number of a page in it as '#'; its other figures stay."""
    return PAGE_NUMBER.sub("#", text)
