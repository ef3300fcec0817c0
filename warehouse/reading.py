"""The documents of a plan through the executor, each into its place and into the ledger as soon as it is done."""

import shutil
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, as_completed
from datetime import UTC, datetime
from pathlib import Path

from extract.cells import Document
from extract.inbox import state_of
from normalize.errors import RegistryError
from warehouse.ledger import Entry, Ledger
from warehouse.names_of_document import FILE, names_path
from warehouse.one_document import Done, FileMoving, Job, read_and_stage, stage_given_up, stage_refused
from warehouse.parquet import put_in_place
from warehouse.planning import Plan, Task
from warehouse.run_log import DocumentLog

SETTLED = 0.5
"""Seconds that a file must not have changed before it is taken for whole."""


class Reader:
    """Reads the tasks of one plan. postponed: names of files that were still changing."""

    def __init__(self, data_dir: Path, ledger: Ledger, executor: Executor, counted: Callable[[str, int], None]) -> None:
        self._data_dir, self._ledger, self._executor, self._counted = data_dir, ledger, executor, counted
        self._staging = data_dir / "ledger" / "sementara"
        self._read: list[Entry] = []
        self.postponed: list[str] = []

    def read(self, plan: Plan, tinjauan: str) -> list[Entry]:
        """The entries of all that was read, in no order. tinjauan: digest of the review files that hold for this run.

        Raises RegistryError and OSError: these are no document's fault.
        """
        if self._staging.exists():
            shutil.rmtree(self._staging)
        twins = [twin.nama_berkas for twin in plan.twins if twin.nama_berkas not in self._ledger.files]
        total = len(plan.tasks) + len(twins)
        with DocumentLog(self._data_dir) as log:
            waiting = self._submitted(plan, tinjauan)
            for nama in twins:
                self._counted(nama, total)
            for task in plan.tasks:
                if not isinstance(task.item, Document):
                    self._keep(task, stage_refused(task.item, task.doc_id, self._folder(task)), plan, log)
                    self._counted(task.nama_berkas, total)
            for future in as_completed(waiting):
                task = waiting.pop(future)
                self._keep(task, self._answer(task, future), plan, log)
                self._counted(task.nama_berkas, total)
        if plan.tasks:
            shutil.rmtree(self._staging, ignore_errors=True)
        return self._read

    def _submitted(self, plan: Plan, tinjauan: str) -> "dict[Future[Done], Task]":
        review = self._data_dir / "review"
        return {
            self._executor.submit(read_and_stage, Job(task.item, self._folder(task), task.state, review, tinjauan)): task
            for task in plan.tasks
            if isinstance(task.item, Document)
        }

    def _folder(self, task: Task) -> Path:
        return self._staging / task.doc_id

    def _answer(self, task: Task, future: "Future[Done]") -> Done | None:
        """What the worker found; None where the file was changing."""
        assert isinstance(task.item, Document)
        try:
            return future.result()
        except FileMoving:
            return None
        except (RegistryError, OSError):
            raise
        except Exception as error:
            return stage_given_up(task.item, error, self._folder(task))

    def _keep(self, task: Task, done: Done | None, plan: Plan, log: DocumentLog) -> None:
        """Puts a document's files in their place and writes its line, unless its file is still changing."""
        if done is None or not _settled(task):
            self._postpone(task, plan)
            return
        folder, names = self._folder(task), names_path(task.doc_id, self._data_dir)
        names.parent.mkdir(parents=True, exist_ok=True)
        put_in_place(folder, task.doc_id, self._data_dir)
        (folder / FILE).replace(names)
        entry = Entry(
            doc_id=task.doc_id,
            nama_berkas=task.nama_berkas,
            sebab=task.sebab,
            diproses_pada=datetime.now(UTC).replace(microsecond=0, tzinfo=None).isoformat(),
            **task.versi,
            **{name: getattr(done, name) for name in done.__slots__},
        )
        self._ledger.record(entry)
        self._read.append(entry)
        log.add(entry)

    def _postpone(self, task: Task, plan: Plan) -> None:
        """Leaves a file for the next run; what the warehouse has under its name stays."""
        nama = task.nama_berkas
        before = self._ledger.files.get(nama)
        plan.files.pop(nama, None)
        if before:
            plan.files[nama] = before
            if before.doc_id in self._ledger.entries:
                plan.kept.append(self._ledger.entries[before.doc_id])
        self.postponed.append(nama)


def _settled(task: Task) -> bool:
    """False where the file is another than when it was listed; waits until that is known."""
    age = time.time() - task.state.mtime / 1e9
    if 0 <= age < SETTLED:
        time.sleep(SETTLED - age)
    return state_of(task.item.path) == task.state
