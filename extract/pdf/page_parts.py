"""Long documents in parts: pages that tasks of their own have read, left in a folder, and which pages are still wanted there.

A part that finds a fault leaves its pages unread: whoever wants them reads them himself and meets the fault where it would have been met
without parts. So the parts change how long reading takes, never what is read. PDFium is loaded where a page is read: dumps do without.
"""

import time
from collections.abc import Collection, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from extract.cells import Document
from extract.errors import PagesWanted
from extract.parts import Left, Part, leave, load
from extract.pdf.other_readers import OTHER_READERS, read_by
from extract.reader_names import FIRST as PDFIUM
from extract.reader_names import SAME_LETTERS
from extract.scans import OCR, READ_THEM, Scans

if TYPE_CHECKING:
    import pypdfium2

    from extract.page.page_tables import PageReading
    from extract.pdf.pdfium_pages import FirstReading

Columns = tuple[float, ...]

MOST_PAGES = {PDFIUM: 40, **dict.fromkeys(OTHER_READERS, 10), **dict.fromkeys(SAME_LETTERS, 40), OCR: 3}
"""Pages that one task reads: about a second of work, against which opening the file once more is little; of pictures many seconds."""
MOST_AT_ONCE = MOST_PAGES | {OCR: 0}
"""Pages that the document's own task reads; pictures wait behind documents that need no such work."""


class PagesLost(Exception):
    """A task that read pages did not live to its end; the message is its sentence."""


def parts_of(wanted: PagesWanted, document: Document, folder: Path, scans: Scans) -> tuple[Part, ...]:
    """The wanted pages in parts of nearly one size."""
    count = -(-len(wanted.halaman) // MOST_PAGES[wanted.pembaca])
    edges = [len(wanted.halaman) * number // count for number in range(count + 1)]
    return tuple(Part(document, wanted.pembaca, wanted.halaman[start:end], wanted.jumlah, folder, scans) for start, end in pairwise(edges))


def read_part(part: Part) -> float:
    """Reads a part and leaves it in its folder; the seconds it took. Raises OSError where the folder cannot be written, MemoryError."""
    began = time.monotonic()
    left = Left(part.halaman)
    try:
        if part.pembaca == PDFIUM:
            _read_first(part, left)
        else:
            found = read_by(part.pembaca, part.document, part.jumlah, part.halaman, part.scans)
            left.dibaca = {number: found.get(number) for number in part.halaman}
    except Exception as error:  # whatever it is: it is met again, and told, where the pages are wanted
        if isinstance(error, MemoryError):
            raise
    leave(part.path, left)
    return time.monotonic() - began


def _read_first(part: Part, left: Left) -> None:
    from extract.pdf.open_pdf import opened_pdf
    from extract.pdf.pdfium_pages import read_page

    columns: Columns = ()
    with opened_pdf(part.document) as pdf:
        for number in part.halaman:
            read = read_page(pdf, number - 1, columns)
            left.dibaca[number] = (columns, read)
            columns = read.columns if read else ()


class KnownPages:
    """The pages of one document that were read already, by parts or in this process; others are read when they are asked for.

    Without a folder nothing is ever asked of other tasks.
    """

    def __init__(self, document: Document, folder: Path | None = None, scans: Scans | None = None) -> None:
        self._document, self._folder, self.scans = document, folder, scans or READ_THEM
        self._others: dict[str, dict[int, PageReading | None]] = {}
        self._tried: dict[str, set[int]] = {}
        self._lost: dict[str, dict[int, str]] = {}

    def first(self, pdf: "pypdfium2.PdfDocument") -> "Iterator[FirstReading | None]":
        """Every page by the first reader; None where it cannot load one. A page whose part began with other columns than the page
        before it ends with is read again. Raises PagesWanted."""
        from extract.pdf.pdfium_pages import read_page

        count = len(pdf)
        if self._folder and count > MOST_PAGES[PDFIUM] and not self._parts(PDFIUM):
            raise PagesWanted(PDFIUM, tuple(range(1, count + 1)), count)
        known: dict[int, tuple[Columns, FirstReading | None]] = {}
        starts = {int(path.stem.rpartition("-")[2]): path for path in self._parts(PDFIUM)}
        columns: Columns = ()
        for number in range(1, count + 1):
            if number in starts:
                known = load(starts[number]).dibaca
            before, read = known.get(number, (None, None))
            if before != columns:
                read = read_page(pdf, number - 1, columns)
            columns = read.columns if read else ()
            yield read

    def by(self, pembaca: str, count: int, halaman: Collection[int]) -> "dict[int, PageReading]":
        """As `read_by`, every page read once. Raises what that raises, PagesWanted, and PagesLost where a part's task died."""
        known = self._known(pembaca)
        lost = next((self._lost[pembaca][number] for number in halaman if number in self._lost[pembaca]), None)
        if lost:
            raise PagesLost(lost)
        missing = [number for number in sorted(halaman) if number not in known]
        if missing:
            untried = [number for number in missing if number not in self._tried[pembaca]]
            if self._folder and len(untried) > MOST_AT_ONCE[pembaca]:
                raise PagesWanted(pembaca, tuple(untried), count)
            found = read_by(pembaca, self._document, count, missing, self.scans)
            known.update({number: found.get(number) for number in missing})
        return {number: page for number in halaman if (page := known[number])}

    def _known(self, pembaca: str) -> "dict[int, PageReading | None]":
        if pembaca not in self._others:
            parts = [load(path) for path in self._parts(pembaca)]
            self._others[pembaca] = {number: page for left in parts for number, page in left.dibaca.items()}
            self._tried[pembaca] = {number for left in parts for number in left.halaman}
            self._lost[pembaca] = {number: left.hilang for left in parts if left.hilang for number in left.halaman}
        return self._others[pembaca]

    def _parts(self, pembaca: str) -> list[Path]:
        return sorted(self._folder.glob(f"{pembaca}-*.halaman")) if self._folder else []
