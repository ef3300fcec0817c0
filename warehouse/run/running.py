"""A run: what is new in the inbox is read, what left it goes, and the database is built anew where anything changed."""

import hashlib
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from msgspec import Struct, field

from extract.inbox.listing import NOTHING_KNOWN, Known, Listed, list_inbox, list_inbox_states
from extract.message import Message, message
from extract.scans import Scans
from normalize.decisions.registry_files import Knowledge
from normalize.decisions.temuan_tinjauan import read_findings
from normalize.rows import DIMENSI
from warehouse.database.contents import PLACES
from warehouse.database.following import Wanted
from warehouse.database.load import build_beside, swap_waiting
from warehouse.database.settings import DATABASE, WAITING
from warehouse.run.dimensions import write_dimensions
from warehouse.run.disappearance import ask_about, asked_about, doubted
from warehouse.run.disappearance import sentence as missing
from warehouse.run.held_knowledge import held_knowledge
from warehouse.run.planning import Plan, Planner
from warehouse.run.reading import Reader
from warehouse.run.run_notes import leave_notes
from warehouse.run.versions import Versions, kept_versions
from warehouse.run.wishes import NONE, Wishes
from warehouse.screen.noted_rows import several
from warehouse.screen.screen import Steps, unseen
from warehouse.speech.catalog import STORED, sentence
from warehouse.store.decided import review_digest
from warehouse.store.errors import InboxEmpty
from warehouse.store.files import COARSE, Mark, mark_of, remove_leftovers
from warehouse.store.ledger import Entry, Ledger, append_run, runs_of, shorten_runs
from warehouse.store.names_of_document import names_path
from warehouse.store.parquet import files_by_document, parquet_path, remove_document
from warehouse.store.review_heads import lay_out
from warehouse.store.run_lock import only_run

KEPT_PICTURES = "pindai"
"""In the ledger's folder: what was read in pictures."""

Stored = Mapping[str, Mapping[str, Mark]]
"""As `files_by_document` gives it."""


class Report(Struct):
    """What a run did.

    read: entries of the documents read in it; same: those that stayed. gone: names that left the inbox. postponed: names of files
    that were still being copied, or could not be read now. refused: (name, why) of every file that is refused. built: the database is new;
    mended: if so, because the old one was gone, damaged or not put there by the run before. late: where the new one waits.
    """

    mulai: datetime
    detik: float = 0.0
    read: list[Entry] = field(default_factory=list)
    same: list[Entry] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    postponed: list[str] = field(default_factory=list)
    refused: list[tuple[str, Message]] = field(default_factory=list)
    notes: list[tuple[str, Message]] = field(default_factory=list)
    built: bool = False
    mended: bool = False
    late: Message | None = None

    @property
    def documents(self) -> list[Entry]:
        """All that the warehouse holds now, by name."""
        return sorted(self.read + self.same, key=lambda entry: entry.nama_berkas)


def run_inbox(
    inbox: Path,
    data_dir: Path,
    executor: Executor,
    counted: Callable[[str, int], None],
    wishes: Wishes = NONE,
    steps: Steps = unseen,
) -> Report:
    """Brings the warehouse to what the inbox holds.

    executor: where documents and the parts of long ones are read; of threads only one at a time, for PDFium knows none.
    counted: told each file that is done, and how many there are. steps: goes through the building of the database.
    Raises InboxEmpty, RunInProgress, RegistryError, WarehouseError, OSError; what is wrong with one document is in the report.
    """
    with only_run(data_dir):
        began = time.monotonic()
        report = Report(datetime.now(UTC).replace(tzinfo=None))
        with _cancelled_on_error(executor):
            scans = Scans(wishes.no_pictures, data_dir / "ledger" / KEPT_PICTURES)
            _Run(inbox, data_dir, report, steps, scans).go(executor, counted, wishes)
        report.detik = time.monotonic() - began
        append_run(data_dir, _run_line(report))
        shorten_runs(data_dir)
        return report


@contextmanager
def _cancelled_on_error(executor: Executor) -> Iterator[None]:
    try:
        yield
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise


def _run_line(report: Report) -> dict[str, object]:
    return {
        "mulai": report.mulai.isoformat(),
        "selesai": datetime.now(UTC).replace(tzinfo=None).isoformat(),
        "detik": round(report.detik, 3),
        "dibaca": len(report.read),
        "sebab": dict(sorted(Counter(entry.sebab for entry in report.read).items())),
        "tetap": len(report.same),
        "keluar": report.gone,
        "ditunda": len(report.postponed),
        "ditolak": len(report.refused),
        "dibangun": report.built,
    }


class _Run:
    """The steps of a run. Each can be cut off: the next run begins where the last line of the ledger ends."""

    def __init__(self, inbox: Path, data_dir: Path, report: Report, steps: Steps, scans: Scans) -> None:
        self._inbox, self._data_dir, self._report, self._steps, self._scans = inbox, data_dir, report, steps, scans
        self._ledger = Ledger(data_dir)
        self._cut_off = any("selesai" not in run for run in runs_of(data_dir)[-1:])

    def go(self, executor: Executor, counted: Callable[[str, int], None], wishes: Wishes) -> None:
        review = self._data_dir / "review"
        lay_out(review)
        tinjauan = review_digest(review)
        knowledge = held_knowledge(review, tinjauan)
        read_findings(review)  # a line that cannot be used stops the run before it has begun
        versions = kept_versions(self._data_dir)
        stored = files_by_document(self._data_dir)
        known = self._ledger.files if self._ledger.gudang.startswith(versions.baca[""]) else NOTHING_KNOWN
        listed = list(list_inbox(self._inbox, known, wishes.follow_links))
        if wishes.known_only:
            listed = [found for found in listed if found.item.doc_id is None or found.item.doc_id in self._ledger.entries]
        if not wishes.emptied:
            self._refuse_empty(listed, stored)
        plan = Planner(self._ledger, versions, knowledge, self._data_dir, wishes.again, self._scans).plan(listed, stored)
        self._keep_doubted(plan, wishes.emptied or wishes.let_go, wishes.known_only)
        if plan.tasks:
            append_run(self._data_dir, {"mulai": self._report.mulai.isoformat(), "rencana": len(plan.tasks)})
        reader = Reader(self._data_dir, self._ledger, executor, counted, self._scans)
        self._report.read = reader.read(plan, tinjauan)
        self._report.postponed = list(reader.postponed)
        if reader.gone:
            self._refuse_gone()
        here = {entry.doc_id: entry for entry in (*plan.same, *plan.kept)}
        fresh = {entry.doc_id for entry in self._report.read}
        self._report.same = [entry for doc_id, entry in here.items() if doc_id not in fresh]
        self._take_out(stored, plan)
        self._tell(plan, knowledge, reader.postponed)
        self._finish(plan, knowledge, versions, tinjauan)

    def _refuse_empty(self, listed: list[Listed], stored: Stored) -> None:
        """Raises InboxEmpty where a share that is not mounted would empty the warehouse."""
        refused = {entry.doc_id for entry in self._ledger.entries.values() if entry.kalimat}
        if not listed and stored.keys() - refused:
            raise InboxEmpty(message("inbox_kosong", inbox=self._inbox, jumlah=len(stored.keys() - refused)))

    def _refuse_gone(self) -> None:
        """Raises InboxEmpty where files went and all others with them: a share that was taken away under the run."""
        try:
            left = any(True for _ in list_inbox_states(self._inbox))
        except OSError:
            left = False
        if not left:
            raise InboxEmpty(message("inbox_pergi", inbox=self._inbox))

    def _keep_doubted(self, plan: Plan, let_go: bool, keep_all: bool) -> None:
        """Documents that are missing in such a number that nobody can have meant it stay, and are asked about until somebody says.

        keep_all: the others stay too, for now.
        """
        here = {*(task.doc_id for task in plan.tasks), *(entry.doc_id for entry in (*plan.same, *plan.kept))}
        held = {entry.nama_berkas: entry for entry in self._ledger.entries.values() if not entry.kalimat}
        leaving = {name for name, entry in held.items() if entry.doc_id not in here and name not in plan.files}
        before = asked_about(self._data_dir)
        asked = {name for name in leaving if held[name].doc_id in before}
        stay = set() if let_go else asked | doubted(leaving - asked, held.keys() - asked)
        ask_about((held[name].doc_id for name in stay), self._data_dir)
        for name in sorted(leaving if keep_all else stay):
            plan.kept.append(held[name])
            plan.missing += [name] if name in stay else []
            if known := self._ledger.files.get(name):
                plan.files[name] = known

    def _take_out(self, stored: Stored, plan: Plan) -> None:
        """What no file of the inbox stands for any more, and what a killed run left without a line in the ledger; with it goes what was
        read in their pictures."""
        before = {*self._ledger.files, *(entry.nama_berkas for entry in self._ledger.entries.values())}
        self._report.gone = sorted(before - {*plan.files, *self._report.postponed})
        stay = {entry.doc_id for entry in self._report.documents}
        for doc_id in sorted({*stored, *self._ledger.entries} - stay):
            remove_document(doc_id, self._data_dir)
            names_path(doc_id, self._data_dir).unlink(missing_ok=True)
            self._ledger.forget(doc_id)
        self._scans.forget_all_but(stay)

    def _tell(self, plan: Plan, knowledge: Knowledge, postponed: Mapping[str, Message]) -> None:
        """postponed: as the reader has it."""
        documents = self._report.documents
        refused = {entry.nama_berkas: entry.kalimat for entry in documents if entry.kalimat}
        self._report.refused = sorted((refused | {item.nama_berkas: item.kalimat for item in plan.refused}).items(), key=_as_told)
        self._report.notes = [(entry.nama_berkas, note) for entry in documents for note in entry.catatan]
        self._report.notes += [(twin.nama_berkas, twin.kalimat) for twin in plan.twins]
        self._report.notes += postponed.items()
        known = {*plan.files, *(entry.doc_id for entry in documents), *(entry.nama_berkas for entry in documents)}
        self._report.notes += [(key, undecided(key)) for key in knowledge.unknown_documents(known)]
        if plan.missing:
            self._report.notes.append((several(plan.missing), missing(len(plan.missing))))
        self._report.notes.sort(key=_as_told)

    def _finish(self, plan: Plan, knowledge: Knowledge, versions: Versions, tinjauan: str) -> None:
        """Dimensions, notes and database, where they are not those of this state already; then the line that says so."""
        gudang = self._state(versions, tinjauan)
        files = {nama: _unproved(known) for nama, known in plan.files.items()}
        swapped = self._swap()
        whole = self._parts() == self._ledger.bagian
        changed = gudang != self._ledger.gudang or not whole
        self._report.mended = self._cut_off or (gudang == self._ledger.gudang and (swapped or not whole))
        told = self._report.refused or self._report.notes or not (self._data_dir / PLACES).is_file()
        if changed or files != self._ledger.files or told:
            leave_notes(self._report.documents, self._report.refused, plan.paths, self._data_dir)
        if changed:
            write_dimensions(knowledge, [entry.doc_id for entry in self._report.documents], self._data_dir)
            for folder in (".", "ledger", "log", "parquet"):
                remove_leftovers(self._data_dir / folder)
            build_beside(self._data_dir, wanted=self._wanted(versions), steps=self._steps)
        # Before the swap: killed after it, the next run would build again and compare the new database with itself.
        self._ledger.finish(files, gudang, self._parts())
        self._report.built = self._swap() or swapped

    def _wanted(self, versions: Versions) -> Wanted:
        documents = self._report.documents
        times = {entry.doc_id: datetime.fromisoformat(entry.diproses_pada) for entry in documents}
        marks = {entry.doc_id: msgspec.json.encode((entry.nama_berkas, entry.diproses_pada, entry.tabel)) for entry in documents}
        tanda = {doc_id: hashlib.sha256(text).hexdigest()[:16] for doc_id, text in marks.items()}
        reasons = {entry.doc_id: entry.sebab for entry in documents}
        return Wanted(tanda, times, versions.gudang, self._report.mulai, reasons, self._unchanged())

    def _unchanged(self) -> frozenset[str]:
        """The dimensions whose files are those that the database, if it is that of the last run, was made of."""
        before, now = self._ledger.bagian, self._parts()
        if DATABASE not in before or before[DATABASE] != now.get(DATABASE):
            return frozenset()
        return frozenset(table for table, place in self._dimensions().items() if place in before and before[place] == now.get(place))

    def _swap(self) -> bool:
        """Puts the new database in its place, where one waits that the ledger knows; one that it does not know goes: its run was killed."""
        waiting = self._data_dir / WAITING
        mark = mark_of(waiting)
        if mark and mark == self._ledger.bagian.get(DATABASE):
            self._report.late = swap_waiting(self._data_dir)
            return self._report.late is None
        waiting.unlink(missing_ok=True)
        return False

    def _parts(self) -> dict[str, Mark]:
        """The database (the new one, where it waits) and the dimensions as they are now."""
        waiting = mark_of(self._data_dir / WAITING)
        marks = {DATABASE: waiting or mark_of(self._data_dir / DATABASE)}
        marks |= {place: mark_of(self._data_dir / place) for place in self._dimensions().values()}
        return {name: mark for name, mark in marks.items() if mark}

    def _dimensions(self) -> dict[str, str]:
        """Table → the place of its file in the data folder."""
        return {name: parquet_path(name, name, self._data_dir).relative_to(self._data_dir).as_posix() for name in DIMENSI}

    def _state(self, versions: Versions, tinjauan: str) -> str:
        """All that dimensions and database are made of, in one word. The front part tells what the scan of the inbox depends on."""
        documents = [(entry.doc_id, entry.nama_berkas, entry.diproses_pada) for entry in self._report.documents]
        parts = msgspec.json.encode([versions.makna, versions.gudang, tinjauan, documents])
        return f"{versions.baca['']} {hashlib.sha256(parts).hexdigest()}"


def undecided(key: str) -> Message:
    """About a decision about a document that is not there."""
    return message("keputusan_tanpa_dokumen", nama=key)


def _as_told(item: tuple[str, Message]) -> tuple[str, str]:
    """By name, then as they read."""
    return item[0], sentence(item[1], STORED)


def _unproved(known: Known) -> Known:
    """A file that changed just now can change again without a sign: it will be looked into next time."""
    if time.time_ns() - max(known.state.mtime, known.state.ctime) > COARSE * 1e9:
        return known
    return Known(known.state._replace(mtime=-1), known.doc_id, known.metode, known.kalimat)
