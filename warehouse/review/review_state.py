"""What the review page knows between two requests: the list, the pages, the trials, read anew whenever a run has changed the warehouse."""

import atexit
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import duckdb
from msgspec import Struct

from extract.message import message
from normalize.decisions.koreksi_tinjauan import REVIEW_CORRECTION
from normalize.decisions.registry_files import REVIEW_DOCUMENT
from normalize.decisions.ro_tinjauan import REVIEW_LINES
from normalize.decisions.temuan_tinjauan import REVIEW_FINDING
from normalize.indicators.indikator_tinjauan import REVIEW_INDICATOR
from warehouse.database.contents import opened
from warehouse.database.settings import DATABASE
from warehouse.review.page_crops import Pages, drawn_apart
from warehouse.review.review_facets import Facets
from warehouse.review.review_files import Written
from warehouse.review.review_items import Item, detailed, listed_items
from warehouse.review.review_log import decided, refused, who_decided
from warehouse.review.review_proposals import Proposals
from warehouse.review.review_trials import tried_apart
from warehouse.store.errors import FileBusy
from warehouse.store.files import Mark, mark_of
from warehouse.store.kept_pieces import KeptPieces

CROPS = Path("ledger") / "potongan"
"""Inside the data folder: pieces of pages that were cut before."""
FILES = (REVIEW_FINDING, REVIEW_CORRECTION, REVIEW_DOCUMENT, REVIEW_INDICATOR, REVIEW_LINES)
"""Of the review folder, that the page writes."""
DRAWERS, TRIERS = 2, 2
"""Processes that draw pages and that try corrections."""
LONGEST_READING = 5.0
"""Seconds for which a new warehouse waits for those who read the old one; then it is seen with the next request."""
PATIENT = 8
"""Requests that may wait for these at once. The server has more threads, so that a slow page never stops the others."""


class _Known(Struct, frozen=True):
    """What is made of one state of the warehouse. mtime: of its file."""

    mtime: int
    items: dict[str, Item]
    pages: Pages
    proposals: Proposals


class Decisions(Struct, frozen=True):
    """What stands in the review files, see `decided` and `refused`."""

    found: dict[str, str]
    no: set[tuple[str, str]]

    def who(self, item: Item) -> str | None:
        """Who has decided an item; None while it is open."""
        return who_decided(item, self.found)


class Reviews:
    """Of one data folder; asked by several threads. The database itself is not kept open."""

    def __init__(self, data_dir: Path) -> None:
        self.data_dir = data_dir
        self.review_dir = data_dir / "review"
        self._lock = threading.Lock()
        self._gate = threading.Condition()
        self._readers = 0
        self._patience = threading.BoundedSemaphore(PATIENT)
        self._opened = ExitStack()
        atexit.register(self.close)  # workers that wait for a task would keep this process from ending
        self._known: _Known | None = None
        self._decisions: tuple[list[Mark | None], Decisions] | None = None
        self._written: dict[str, list[tuple[str, Written]]] = {}

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """The warehouse. Raises WarehouseMissing."""
        with self._gate:
            self._readers += 1
        try:
            with opened(self.data_dir) as con:
                yield con
        finally:
            with self._gate:
                self._readers -= 1
                self._gate.notify_all()

    def _unread(self) -> bool:
        """True once nobody reads: as long as one does, DuckDB gives everybody the file that it was before a run put a new one there."""
        with self._gate:
            return self._gate.wait_for(lambda: not self._readers, timeout=LONGEST_READING)

    def _state(self) -> _Known:
        with self._lock:
            mark = mark_of(self.data_dir / DATABASE)
            mtime = mark.mtime if mark else 0
            if self._known is None or (self._known.mtime != mtime and self._unread()):
                with self.reading() as con:
                    items = {item.kunci: item for item in listed_items(con)}
                self._opened.close()
                draw = self._opened.enter_context(drawn_apart(DRAWERS))
                try_out = self._opened.enter_context(tried_apart(self.data_dir, TRIERS))
                pages = Pages(self.data_dir, draw=draw, kept=KeptPieces(self.data_dir / CROPS))
                self._known = _Known(mtime, items, pages, Proposals(self.reading, try_out))
            return self._known

    def items(self) -> dict[str, Item]:
        """By key, as they stand in the list. Raises WarehouseMissing."""
        return self._state().items

    def item(self, kunci: str) -> Item | None:
        """One in full; None where it is no longer in the list."""
        found = self.items().get(kunci)
        if found is None:
            return None
        with self.reading() as con:
            return detailed(con, found)

    @property
    def pages(self) -> Pages:
        """To be asked within `patiently`."""
        return self._state().pages

    @property
    def proposals(self) -> Proposals:
        """Trials are to be asked within `patiently`."""
        return self._state().proposals

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """For what may take long. Raises FileBusy where so many wait already that the rest of the page would stand still."""
        if not self._patience.acquire(timeout=0.2):
            raise FileBusy(message("terlalu_banyak_digambar"))
        try:
            yield
        finally:
            self._patience.release()

    def unapplied(self) -> bool:
        """True where something was written since the warehouse was built."""
        built = mark_of(self.data_dir / DATABASE)
        return built is not None and any(mark.mtime > built.mtime for mark in self._marks() if mark)

    def _marks(self) -> list[Mark | None]:
        return [mark_of(self.review_dir / name) for name in FILES]

    def decisions(self) -> Decisions:
        """Read again where one of the files is another than before. Raises RegistryError."""
        marks = self._marks()
        known = self._decisions
        if known is None or known[0] != marks:
            known = self._decisions = (marks, Decisions(decided(self.review_dir), refused(self.review_dir)))
        return known[1]

    def facets(self) -> Facets:
        """The list as it is now."""
        return Facets(self.items().values(), self.decisions().who)

    def written(self, client: str) -> list[tuple[str, Written]]:
        """What one page has decided, item and lines, the last at the end: each reviewer takes back only what is his own."""
        return self._written.setdefault(client, [])

    def close(self) -> None:
        """Ends the worker processes."""
        self._opened.close()
