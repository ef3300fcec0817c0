"""What a correction would change: the document's meaning is made anew with it, and its checks are held against those without."""

import uuid
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path

from msgspec import Struct, field
from msgspec.structs import replace

from extract.cells import Document, Metode, Reading
from extract.message import Message
from extract.pdf.page_parts import KnownPages
from extract.task_limits import Limits
from extract.worker_processes import WorkerProcesses
from normalize.alamat import Alamat
from normalize.decisions.koreksi_tinjauan import Koreksi, read_corrections
from normalize.decisions.registry_files import Knowledge, load_knowledge
from normalize.document import checked_rows
from normalize.proof.scanned_numbers import settle
from normalize.rows import Cek, DocumentRows
from normalize.status_cek import GAGAL, LOLOS
from warehouse.database.contents import StoredDocument, path_of
from warehouse.run.one_document import read_whole

MOST_DOCUMENTS = 4
"""Readings that are kept."""
TRYING = Limits(seconds=60)
"""A document that takes longer to be read again can be put right, but nothing is tried in it."""

Corrections = Sequence[tuple[Alamat, Decimal | None, Decimal | None]]
"""(place, value in the warehouse, value to be)."""
TryOut = Callable[[StoredDocument, Corrections, str], "Trial"]
"""As `Trials.try_out`."""


class Trial(Struct, frozen=True):
    """lolos: what checks say that hold now and did not before; gagal: of those that fail now and did not before; sembuh: the check
    that was asked about holds."""

    lolos: tuple[Message, ...]
    gagal: tuple[Message, ...]
    sembuh: bool


class _Known(Struct):
    """A document as read. unread: numbers of which OCR is not sure; koreksi: the corrections that `checks` are with, by place."""

    reading: Reading
    knowledge: Knowledge
    unread: frozenset[Alamat]
    koreksi: dict[Alamat, Koreksi]
    checks: dict[tuple[object, ...], Cek] = field(default_factory=dict)


class Trials:
    """Of the documents of one data folder. Each is read once, by the readers that a run would ask."""

    def __init__(self, data_dir: Path) -> None:
        self._data_dir = data_dir
        self._known: dict[str, _Known] = {}

    def try_out(self, document: StoredDocument, corrections: Corrections, aturan: str) -> Trial:
        """Raises NameUnknown where the file is no longer there."""
        known = self._read(document)
        standing = self._standing(document)
        if standing != known.koreksi:
            known.koreksi, known.checks = standing, _checks(_rows(known, document, standing))
        tried = dict(standing)
        for place, read, value in corrections:
            before = standing.get(place)
            tried[place] = Koreksi(place, before.terbaca if before else read, value)
        return _compared(known.checks, _checks(_rows(known, document, tried)), aturan)

    def _standing(self, document: StoredDocument) -> dict[Alamat, Koreksi]:
        """The corrections that people have written so far."""
        found = read_corrections(self._data_dir / "review")
        return {item.alamat: item for key in (document.nama_berkas, document.doc_id) for item in found.get(key, ())}

    def _read(self, document: StoredDocument) -> _Known:
        if document.doc_id not in self._known:
            while len(self._known) >= MOST_DOCUMENTS:
                self._known.pop(next(iter(self._known)))
            path = path_of(document, "", self._data_dir)
            knowledge = load_knowledge(self._data_dir / "review")
            metode = Metode.TEKS if document.metode == Metode.TEKS.value else Metode.PDF
            whole = Document(document.doc_id, path, document.nama_berkas, metode)

            def rows_of(reading: Reading) -> DocumentRows:
                return checked_rows(reading, knowledge, None)

            found = read_whole(whole, rows_of, KnownPages(whole))
            settled = settle(found.reading, found.rows, rows_of)
            known = _Known(settled.reading, knowledge, frozenset(settled.ragu), self._standing(document))
            known.checks = _checks(_rows(known, document, known.koreksi) if known.unread else settled.rows)
            self._known[document.doc_id] = known
        return self._known[document.doc_id]


@contextmanager
def tried_apart(data_dir: Path, workers: int) -> Iterator[TryOut]:
    """`try_out` in processes that live on, each with the readings it knows: a slow document holds up only those who ask about it.

    Its answers are those of the decisions and the registry as they were when it was opened.
    """
    executor = WorkerProcesses(workers, TRYING, "warehouse.review.review_trials")
    opened = uuid.uuid4().hex
    try:
        yield lambda document, corrections, aturan: executor.ask(_try_here, data_dir, opened, document, corrections, aturan)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


_HERE: dict[str, Trials] = {}


def _try_here(data_dir: Path, opened: str, document: StoredDocument, corrections: Corrections, aturan: str) -> Trial:
    """In the worker process."""
    if opened not in _HERE:
        _HERE[opened] = Trials(data_dir)
    return _HERE[opened].try_out(document, corrections, aturan)


def _rows(known: _Known, document: StoredDocument, koreksi: Mapping[Alamat, Koreksi]) -> DocumentRows:
    knowledge = replace(known.knowledge, koreksi={document.doc_id: tuple(koreksi.values())})
    return checked_rows(known.reading, knowledge, None, known.unread)


def _checks(rows: DocumentRows) -> dict[tuple[object, ...], Cek]:
    """By rule, row and how many of them came before."""
    count: Counter[tuple[object, ...]] = Counter()
    found: dict[tuple[object, ...], Cek] = {}
    for cek in rows.cek:
        key: tuple[object, ...] = (cek.aturan, cek.target_id, cek.baris)
        count[key] += 1
        found[*key, count[key]] = cek
    return found


def _compared(before: dict[tuple[object, ...], Cek], after: dict[tuple[object, ...], Cek], aturan: str) -> Trial:
    def status(checks: dict[tuple[object, ...], Cek], key: tuple[object, ...]) -> str | None:
        return checks[key].status if key in checks else None

    healed = [cek for key, cek in after.items() if cek.status == LOLOS and status(before, key) != LOLOS]
    broken = [cek for key, cek in after.items() if cek.status == GAGAL and status(before, key) != GAGAL]
    # a check that found nothing wrong is not always said
    gone = [cek for key, cek in before.items() if cek.status == GAGAL and key not in after]
    sembuh = any(cek.aturan == aturan for cek in (*healed, *gone))
    return Trial(tuple(cek.penjelasan for cek in healed), tuple(cek.penjelasan for cek in broken), sembuh)
