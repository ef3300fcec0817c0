"""Ruled page heads and feet: a small table with the office's name, the number of the document and of the page, on page after page."""

from collections import defaultdict
from itertools import islice

from msgspec.structs import replace

from extract.cells import Block, Reading
from extract.running.running_lines import least_pages, page_number_folded

NEAR = 3.0
"""It stands at the same height on each page (points)."""
MOST_CELLS = 12


def without_page_heads(reading: Reading) -> Reading:
    """The reading without the tables that begin or end page after page at one height with the same words; numbers of pages aside, its
    figures are the same too, for a table of the document may stand at one place on several pages. A dump is given back as it is."""
    edges: dict[int, list[int]] = defaultdict(list)
    for place, block in enumerate(reading.blocks):
        if block.halaman is not None:
            edges[block.halaman].append(place)
    of_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place in sorted({place for places in edges.values() for place in (places[0], places[-1])}):
        of_words[_words(reading.blocks[place])].append(place)
    of_words.pop((), None)
    found: set[int] = set()
    for places in of_words.values():
        tops = {place: _top(reading.blocks[place]) for place in places}
        for place in places:
            alike = [other for other in places if abs(tops[place] - tops[other]) <= NEAR]
            pages = {reading.blocks[other].halaman for other in alike}
            if len(pages) >= least_pages(reading.halaman) or 1 < len(pages) == reading.halaman:
                found.update(alike)
    kept = [place for place in range(len(reading.blocks)) if place not in found]
    return replace(reading, blocks=tuple(reading.blocks[place] for place in kept), sebelum=tuple(reading.sebelum[place] for place in kept))


def _top(block: Block) -> float:
    return min((cell.bbox[1] for row in block.rows for cell in row.cells if cell.bbox), default=0.0)


def _words(block: Block) -> tuple[str, ...]:
    """The texts of its cells; () for more cells than a head of pages has."""
    cells = list(islice((cell.text for row in block.rows for cell in row.cells if cell.lines), MOST_CELLS + 1))
    return tuple(page_number_folded(text) for text in cells) if len(cells) <= MOST_CELLS else ()
