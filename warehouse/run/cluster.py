"""Documents read on the machines of a dask cluster, behind the `concurrent.futures` interface: `--cluster dask://HOST:PORT`.

Planning, the ledger and the database stay with the process that was started; machines read documents and leave what they read in the data
folder, which all of them see. A document whose machine is lost is read again on another.
"""

import contextlib
import logging
import os
import secrets
import shutil
import threading
import time
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from msgspec.structs import replace

from extract.inbox.listing import FileState, list_inbox_states, state_of
from extract.message import message
from extract.task_limits import Limits, WorkerDied
from warehouse.run import cluster_node
from warehouse.run.job import Job
from warehouse.store.errors import WarehouseError

if TYPE_CHECKING:
    import distributed

P = ParamSpec("P")
T = TypeVar("T")

SCHEME = "dask://"
PATIENCE = 15
"""Seconds that a scheduler has to answer."""
LOOK = 5.0
"""Seconds between two looks for machines."""
NOBODY = 60.0
"""Seconds without any machine after which none is waited for: a worker that is started anew is back in a few."""


class ClusterUnusable(WarehouseError, BrokenExecutor):
    """The cluster cannot be reached, is lost, or its machines do not see what they have to."""


class ClusterExecutor(Executor):
    """The machines of one scheduler. To be used as a context."""

    def __init__(self, address: str, limits: Limits, inbox: Path, data_dir: Path) -> None:
        """address: 'dask://HOST:PORT'. Raises ClusterUnusable."""
        folder, nama = data_dir.absolute() / "ledger", secrets.token_hex(8)
        mark = folder / f".{nama}.{os.getpid()}.tmp"  # of a killed run it goes as all such files do
        self._run = cluster_node.ClusterRun(nama, mark, cluster_node.PROGRAM, limits)
        self._client = _connected(address)
        self._tasks: set[distributed.Future] = set()
        self._why_lost, self._closed = _lost(), threading.Event()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            mark.write_text(nama, encoding="utf-8")
            self._check(address, inbox.absolute(), data_dir.absolute())
        except BaseException:
            self._client.close()
            mark.unlink(missing_ok=True)
            raise
        threading.Thread(target=self._watch, args=(address,), daemon=True, name="klaster-pekerja").start()

    def _check(self, address: str, inbox: Path, data_dir: Path) -> None:
        """Every machine has to see the data folder at the same place; where one does not see the inbox, documents are sent by content."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            sentence = message("klaster_tanpa_pekerja", alamat=address)
            raise ClusterUnusable(sentence) from error
        nodes = self._asked_all(cluster_node.program) | {address: self._asked(self._client.run_on_scheduler, cluster_node.program)}
        if other := [node for node, versi in nodes.items() if versi != self._run.versi]:
            raise ClusterUnusable(message("mesin_versi_lain", mesin=other[0]))
        seen = self._asked_all(cluster_node.sees, self._run.tanda, self._run.nama)
        if unseen := [node for node, sees in seen.items() if not sees]:
            raise ClusterUnusable(message("mesin_tak_melihat_data", mesin=unseen[0], folder=data_dir))
        self._by_content = not all(self._asked_all(cluster_node.sees_as_stated, _one_of_each_folder(inbox)).values())

    def _asked_all(self, function: Callable[..., T], *arguments: Any) -> dict[str, T]:
        """What each machine answers."""
        answers: dict[str, T] = self._asked(self._client.run, function, *arguments)
        return answers

    @staticmethod
    def _asked(ask: Callable[..., Any], function: Callable[..., Any], *arguments: Any) -> Any:
        try:
            return ask(function, *arguments)
        except OSError as error:
            raise _lost() from error
        except Exception as error:  # it does not know the function: an older program, or none
            raise ClusterUnusable(message("mesin_versi_lain_satu")) from error

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The result of fn(*args, **kwargs), made on one of the machines. Its exception may be a TaskStopped, or ClusterUnusable."""
        ours: Future[T] = Future()
        sent = tuple(self._sent(argument) for argument in args)
        try:
            # not pure: the answer to equal arguments is another once the file is
            theirs = self._client.submit(cluster_node.work, self._run, fn, sent, pure=False)
        except Exception as error:
            raise _lost() from error
        self._tasks.add(theirs)
        theirs.add_done_callback(lambda ended: self._pass_on(ended, ours))
        ours.add_done_callback(lambda ended: self._client.cancel([theirs], force=True) if ended.cancelled() else None)
        return ours

    def _sent(self, argument: Any) -> Any:
        """A job for whatever folder a machine stands in; where machines do not see the inbox, its document is a copy in the data folder."""
        if not isinstance(argument, Job):
            return argument
        job = argument.absolute()
        if not self._by_content:
            return job
        copy = job.folder.with_suffix(".isi")
        copy.parent.mkdir(parents=True, exist_ok=True)
        if state_of(job.document.path) == job.state:
            shutil.copyfile(job.document.path, copy)
        return replace(job, document=replace(job.document, path=copy), state=state_of(copy) or job.state)

    def _pass_on(self, theirs: "distributed.Future", ours: "Future[Any]") -> None:
        """The end of a task of the cluster, told where it is waited for."""
        self._tasks.discard(theirs)
        if not ours.set_running_or_notify_cancel():
            return
        if theirs.status == "finished":
            try:
                answer: cluster_node.Answer = theirs.result()
            except Exception as error:  # the answer was lost on the way
                ours.set_exception(_lost(error))
                return
            if answer.error:
                ours.set_exception(answer.error)
            else:
                ours.set_result(answer.value)
        elif theirs.status == "error":
            ours.set_exception(_meant(theirs.exception()))
        else:
            ours.set_exception(self._why_lost)

    def _watch(self, address: str) -> None:
        """Ends what waits for machines once there are none any more: dask would wait for ever."""
        last = time.monotonic()
        while not self._closed.wait(LOOK):
            try:
                there = self._client.nthreads()
            except Exception:  # the scheduler is gone, of which tasks are told
                return
            if there:
                last = time.monotonic()
            elif time.monotonic() - last > NOBODY:
                self._why_lost = ClusterUnusable(message("klaster_tanpa_pekerja", alamat=address))
                self._client.cancel(list(self._tasks), force=True)
                return

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """cancel_futures: what waits is cancelled and what runs is killed, on every machine that still answers."""
        self._closed.set()
        with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to end
            if cancel_futures:
                self._client.cancel(list(self._tasks), force=True)
            self._client.run(cluster_node.stop, self._run.nama, on_error="ignore")
        self._client.close(timeout=PATIENCE)
        self._run.tanda.unlink(missing_ok=True)


def _one_of_each_folder(inbox: Path) -> list[tuple[Path, FileState | None]]:
    """A file of each folder of the inbox: one folder of a share can be another share, or a link. Raises OSError."""
    found: dict[Path, tuple[Path, FileState | None]] = {}
    for nama, state in list_inbox_states(inbox, follow_links=True):
        path = inbox / nama
        found.setdefault(path.parent, (path, state))
    return list(found.values())


def _connected(address: str) -> "distributed.Client":
    try:
        import distributed
    except ImportError as error:
        raise ClusterUnusable(message("klaster_belum_terpasang")) from error
    for name in ("distributed", "distributed.client"):  # what matters of it is said in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        return distributed.Client(address.replace(SCHEME, "tcp://", 1), timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterUnusable(message("klaster_tak_menjawab", alamat=address)) from error


def _meant(error: BaseException) -> BaseException:
    if type(error).__name__ == "KilledWorker":  # several machines died of it, each before its own process did
        return WorkerDied(message("mesin_klaster_mati"))
    if isinstance(error, cluster_node.DataUnseen):
        mesin, folder = error.args
        return ClusterUnusable(message("mesin_tak_melihat_data", mesin=mesin, folder=folder))
    if isinstance(error, cluster_node.OtherProgram):
        return ClusterUnusable(message("mesin_versi_lain_satu"))
    return ClusterUnusable(message("klaster_gagal", sebab=str(error).partition("\n")[0]))


def _lost(error: BaseException | None = None) -> ClusterUnusable:
    lost = ClusterUnusable(message("klaster_putus"))
    lost.__cause__ = error
    return lost
