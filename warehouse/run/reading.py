"""The documents of a plan through the executor, each into its place and into the ledger as soon as it is done."""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import Executor
from datetime import UTC, datetime
from pathlib import Path

from extract.cells import Document
from extract.inbox.listing import state_of
from extract.message import Message, message
from extract.scans import Scans
from warehouse.run.job import Done, FileMoving, FileUnread, Job
from warehouse.run.jobs import through
from warehouse.run.planning import Plan, Task
from warehouse.run.run_log import DocumentLog
from warehouse.store.files import mark_of
from warehouse.store.ledger import Entry, Ledger
from warehouse.store.names_of_document import FILE, NAMES, names_path
from warehouse.store.parquet import put_in_place

SETTLED = 0.5
"""Seconds that a file must not have changed before it is taken for whole."""


class Reader:
    """Reads the tasks of one plan. postponed: names of files left for the next run, and why; gone: those that are not there any more."""

    def __init__(self, data_dir: Path, ledger: Ledger, executor: Executor, counted: Callable[[str, int], None], scans: Scans) -> None:
        self._data_dir, self._ledger, self._executor, self._counted, self._scans = data_dir, ledger, executor, counted, scans
        self._staging = data_dir / "ledger" / "sementara"
        self._read: list[Entry] = []
        self.postponed: dict[str, Message] = {}
        self.gone: set[str] = set()

    def read(self, plan: Plan, tinjauan: str) -> list[Entry]:
        """The entries of all that was read, in no order. tinjauan: digest of the review files that hold for this run.

        Raises RegistryError, OSError and BrokenExecutor: these are no document's fault.
        """
        if self._staging.exists():
            shutil.rmtree(self._staging)
        twins = [twin.nama_berkas for twin in plan.twins if twin.nama_berkas not in self._ledger.files]
        total = len(plan.tasks) + len(twins)
        with DocumentLog(self._data_dir) as log:
            for nama in twins:
                self._counted(nama, total)
            for task in plan.tasks:
                if not isinstance(task.item, Document):
                    from warehouse.run.one_document import stage_refused  # loads all that reads

                    self._keep(task, stage_refused(task.item, task.doc_id, self._folder(task)), plan, log)
                    self._counted(task.nama_berkas, total)
            tasks = {task.doc_id: task for task in plan.tasks if isinstance(task.item, Document)}
            for job, answer in through(self._executor, [self._job(task, tinjauan) for task in tasks.values()]):
                task = tasks[job.document.doc_id]
                if isinstance(answer, FileUnread):
                    self._postpone(task, plan, message("berkas_tak_terbaca_sekarang", nama=task.nama_berkas, sebab=str(answer)))
                else:
                    self._keep(task, self._done(job, answer), plan, log)
                shutil.rmtree(job.halaman, ignore_errors=True)
                self._counted(task.nama_berkas, total)
        if plan.tasks:
            shutil.rmtree(self._staging, ignore_errors=True)
        return self._read

    def _job(self, task: Task, tinjauan: str) -> Job:
        assert isinstance(task.item, Document)
        folder = self._folder(task)
        return Job(task.item, folder, folder.with_suffix(".halaman"), task.state, self._data_dir / "review", tinjauan, self._scans)

    def _folder(self, task: Task) -> Path:
        return self._staging / task.doc_id

    def _done(self, job: Job, answer: Done | Exception) -> Done | None:
        """What is kept of the document; None where the file was changing."""
        if isinstance(answer, FileMoving):
            return None
        if isinstance(answer, Exception):
            from warehouse.run.one_document import stage_given_up  # loads all that reads

            return stage_given_up(job.document, answer, job.folder)
        return answer

    def _keep(self, task: Task, done: Done | None, plan: Plan, log: DocumentLog) -> None:
        """Puts a document's files in their place and writes its line, unless its file is still changing."""
        if done is None or not _settled(task):
            self._postpone(task, plan, message("masih_disalin", nama=task.nama_berkas))
            return
        folder, names = self._folder(task), names_path(task.doc_id, self._data_dir)
        names.parent.mkdir(parents=True, exist_ok=True)
        tabel = put_in_place(folder, task.doc_id, self._data_dir)
        (folder / FILE).replace(names)
        if mark := mark_of(names):
            tabel = tabel | {NAMES: mark}
        entry = Entry(
            doc_id=task.doc_id,
            nama_berkas=task.nama_berkas,
            sebab=task.sebab,
            diproses_pada=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(),
            **task.versi,
            **({name: getattr(done, name) for name in done.__struct_fields__} | {"tabel": tabel}),
        )
        self._ledger.record(entry)
        self._read.append(entry)
        log.add(entry)

    def _postpone(self, task: Task, plan: Plan, why: Message) -> None:
        """Leaves a file for the next run; what the warehouse has under its name stays."""
        nama = task.nama_berkas
        before = self._ledger.files.get(nama)
        plan.files.pop(nama, None)
        if before:
            plan.files[nama] = before
            if before.doc_id in self._ledger.entries:
                plan.kept.append(self._ledger.entries[before.doc_id])
        if state_of(task.item.path) is None:
            self.gone.add(nama)
            why = message("berkas_pergi", nama=nama)
        self.postponed[nama] = why


def _settled(task: Task) -> bool:
    """False where the file is another than when it was listed; waits until that is known."""
    age = time.time() - task.state.mtime / 1e9
    if 0 <= age < SETTLED:
        time.sleep(SETTLED - age)
    return state_of(task.item.path) == task.state
