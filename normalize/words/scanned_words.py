"""Words that OCR read with one thin stroke for another: 'Diseiesaikan' 'tingkup' 'aboratorium' are words of the registry.

Both engines make these mistakes, in pages of black and white above all, where an l loses its head or its foot. A word is mended where it
is not known, one stroke makes exactly one known word of it, and the document prints it once, or less often than that word. Of 4,200
different words in 43 digital documents that would change one, 'dala' of a torn 'dalam'.
"""

from collections import Counter
from collections.abc import Callable, Iterator

import regex
from msgspec.structs import replace

from extract.cells import Cell, Reading
from normalize.words.kata_dikenal import known_words

_STROKES, _SHOWN_AS = "ilt", "iltI"
_WORD = regex.compile(r"\p{L}{4,}")
_LOST = "l"
"""What is missing before 'aboratorium'; no other letter is lost so."""


def with_known_words(reading: Reading) -> Reading:
    """The reading with such words mended in cells of the pages that our own OCR read."""
    pages = frozenset(reading.pindai)
    if not pages:
        return reading
    printed = Counter(word.casefold() for text in _texts(reading, pages) for word in _WORD.findall(text))

    def mended(match: regex.Match[str]) -> str:
        known = _known(match[0])
        return known if printed[match[0].casefold()] <= max(1, printed[known.casefold()]) else match[0]

    blocks = list(reading.blocks)
    for b, block in enumerate(blocks):
        if block.halaman in pages:
            rows = (
                replace(row, cells=tuple(_in_cell(cell, lambda text: _WORD.sub(mended, text)) for cell in row.cells)) for row in block.rows
            )
            blocks[b] = replace(block, rows=tuple(rows))
    return replace(reading, blocks=tuple(blocks))


def _texts(reading: Reading, pages: frozenset[int]) -> Iterator[str]:
    return (line for block in reading.blocks if block.halaman in pages for row in block.rows for cell in row.cells for line in cell.lines)


def _in_cell(cell: Cell, mended: Callable[[str], str]) -> Cell:
    lines, bacaan = tuple(map(mended, cell.lines)), tuple(map(mended, cell.bacaan))
    return replace(cell, lines=lines, bacaan=bacaan) if (lines, bacaan) != (cell.lines, cell.bacaan) else cell


def _known(word: str) -> str:
    """The only known word that differs in one stroke; the word itself where it is known, or where none or several do."""
    known = known_words()
    if word.casefold() in known:
        return word
    exchanged = (word[:n] + stroke + word[n + 1 :] for n, letter in enumerate(word) if letter in _SHOWN_AS for stroke in _STROKES)
    found = {made for made in (*exchanged, _LOST + word) if made.casefold() in known}
    return found.pop() if len(found) == 1 else word
