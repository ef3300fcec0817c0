"""Rows of figures that stand on a page outside every table that was found there (a name, then three figures or more in a line), and words
in a table that no cell holds."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from extract.cells import Reading
from extract.message import Message, message
from extract.running.notes import page_runs

LEAST = 3
"""Two figures behind a word stand in prose too."""
# '92,60' '1.234.567,00' 'Rp12.000' '99,04%' '(0,08)' '-', with a mark of a note '72.2*)' '91,68¹'; not '16,' of an enumeration.
FIGURE = regex.compile(r"(?:rp\.?)?[-−(]?\d(?:[\d.,]*\d)?%?\)?(?:\*+\)?|[¹²³⁴-⁹]\)?)?|[-–]", regex.IGNORECASE)
# Axes and heads print years and numbers of one digit beside each other, 'TAHUN 2 0 1 6'.
SAYS_NOTHING = regex.compile(r"(?:19|20)\d\d|[-–]")
# 'Realisasi' '(Rp)' and the label '%' of a row of percentages
NAME = regex.compile(r"\p{L}{3,}|^\(?(?:%|rp\.?)\)?$", regex.IGNORECASE)


def loose_rows(reading: Reading) -> list[Message]:
    """A message where rows of figures belong to no table, for their figures are in none of the output. [] for a dump."""
    found = [line for line in reading.lines if line.halaman is not None and is_row_of_figures(line.text)]
    if not found:
        return []
    pages = page_runs([page for page, _ in groupby(line.halaman or 0 for line in found)])
    first = found[0].text if len(found[0].text) <= 70 else found[0].text[:67].rstrip() + "…"
    return [message("baris_angka_di_luar_tabel", jumlah=len(found), halaman=pages, teks=first)]


def broken_grids(reading: Reading) -> list[Message]:
    """A message where words stand inside a table and in none of its cells: what they say belongs to rows that go without it."""
    if not reading.ragu:
        return []
    return [message("teks_di_luar_sel", halaman=page_runs(reading.ragu))]


def pages_with_loose_rows(reading: Reading) -> set[int]:
    """The pages on which such rows stand."""
    return {line.halaman for line in reading.lines if line.halaman is not None and is_row_of_figures(line.text)}


def is_row_of_figures(text: str) -> bool:
    """True for 'Persentase obat yang diuji 92,60 75 90'; the figures follow a word, without another between."""
    return any(count >= LEAST for count in _runs(text.split()))


def _runs(tokens: Sequence[str]) -> Iterator[int]:
    """How many figures follow one another behind each word."""
    named = False
    for figures, group in groupby(tokens, lambda token: FIGURE.fullmatch(token) is not None):
        run = list(group)
        if figures and named:
            yield sum(SAYS_NOTHING.fullmatch(token) is None for token in run)
        named = not figures and NAME.search(run[-1]) is not None
