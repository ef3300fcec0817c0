"""One reader after another, until a document's figures add up or nobody reads them otherwise."""

import traceback
from collections.abc import Callable, Collection, Iterator, Mapping

from msgspec import Struct

from extract.cells import Reading
from extract.errors import PagesWanted
from extract.reader_names import SAME_LETTERS
from normalize.errors import RegistryError
from normalize.proof.doubtful_pages import NO_TABLE, better_proved, pages_in_doubt, reads_more
from normalize.rows import DocumentRows

ReadAgain = Callable[[Reading, Mapping[int, str], str], Reading]
RowsOf = Callable[[Reading], DocumentRows]
MOST_PARTS = 6
"""In so many parts a second reading is tried: each costs making all rows of the document again."""


class Climbed(Struct, frozen=True):
    """The best proved reading and its rows. jejak: tracebacks of readers that fell."""

    reading: Reading
    rows: DocumentRows
    jejak: tuple[str, ...] = ()


def climb(reading: Reading, rows_of: RowsOf, read_again: ReadAgain, readers: Collection[str]) -> Climbed:
    """The first reading, with the pages in doubt by the first of `readers` whose reading is better proved.

    A page on which two readers, each with letters of its own, find the same cells is not in doubt any more: then it is the document that
    does not add up. Where no table was found at all, all are asked.
    Raises RegistryError, and PagesWanted where `read_again` gives pages to other tasks; nothing else.
    """
    best = Climbed(reading, rows_of(reading))
    settled: set[int] = set()
    for name in readers:
        asked = pages_in_doubt(best.rows, best.reading, name in SAME_LETTERS)
        doubts = {page: why for page, why in asked.items() if page not in settled}
        if not doubts:
            continue
        try:
            best, second = _step(best, doubts, name, rows_of, read_again)
        except (RegistryError, PagesWanted):
            raise
        except Exception:  # the readers share no base class of errors; the reading so far stands, and the trace is kept
            best = Climbed(best.reading, best.rows, (*best.jejak, traceback.format_exc()))
            continue
        if name in SAME_LETTERS:
            continue
        agreed = {page for page in doubts if _cells(reading, page) and _cells(reading, page) == _cells(second, page)}
        settled |= {page for page in agreed if doubts[page] != NO_TABLE}
    return best


def _step(best: Climbed, doubts: dict[int, str], name: str, rows_of: RowsOf, read_again: ReadAgain) -> tuple[Climbed, Reading]:
    """The better of the best so far and the reading by one more reader; and the latter."""
    second = read_again(best.reading, doubts, name)
    other = [page for page in sorted(doubts) if _cells(best.reading, page, True) != _cells(second, page, True)]
    if not other:
        return best, second
    rows = rows_of(second)

    def wins(rows: DocumentRows, whys: Collection[str]) -> bool:
        may_read_more = name in SAME_LETTERS or set(whys) == {NO_TABLE}
        return better_proved(best.rows, rows) or (may_read_more and reads_more(best.rows, rows))

    taken: set[int] = set()
    first = best.reading
    if wins(rows, doubts.values()):
        best, taken = Climbed(second, rows, best.jejak), set(other)
    parts = _parts(other)
    for part in parts if len(parts) > 1 else []:  # taken as well, or given back
        pages = sorted(taken ^ set(part))
        tried = read_again(first, {page: doubts[page] for page in pages}, name)
        rows = rows_of(tried)
        if wins(rows, [doubts[page] for page in part]):
            best, taken = Climbed(tried, rows, best.jejak), set(pages)
    return best, second


def _parts(pages: list[int]) -> list[list[int]]:
    """Pages in runs, a single run page by page; at most so many as `MOST_PARTS`, else neighbours together."""
    runs = list(_runs(pages))
    if len(runs) == 1:
        runs = [[page] for page in pages]
    size = -(-len(runs) // MOST_PARTS)
    return [[page for run in runs[n : n + size] for page in run] for n in range(0, len(runs), size)]


def _runs(pages: list[int]) -> Iterator[list[int]]:
    """[2, 3, 7] → [2, 3], [7]: a table goes on from page to page."""
    run: list[int] = []
    for page in pages:
        if run and page != run[-1] + 1:
            yield run
            run = []
        run.append(page)
    if run:
        yield run


def _cells(reading: Reading, halaman: int, empty: bool = False) -> list[list[str]]:
    """The texts of a page's rows, without blanks. empty: with the empty cells, which tell what stands in which column."""
    return [
        ["".join(cell.text.split()) for cell in row.cells if cell.lines or empty]
        for block in reading.blocks
        if block.halaman == halaman
        for row in block.rows
        if any(cell.lines for cell in row.cells)
    ]
