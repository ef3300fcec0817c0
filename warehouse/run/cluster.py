"""Documents read on the machines of a dask cluster, behind the `concurrent.futures` interface: `--cluster dask://HOST:PORT`.

Planning, the ledger and the database stay with the process that was started; machines read documents and leave what they read in the data
folder, which all of them see. A document whose machine is lost is read again on another.
"""

import contextlib
import secrets
import shutil
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Executor, Future
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from extract.inbox.listing import state_of
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


class ClusterUnusable(WarehouseError, BrokenExecutor):
    """The cluster cannot be reached, is lost, or its machines do not see what they have to."""


class ClusterExecutor(Executor):
    """The machines of one scheduler. To be used as a context."""

    def __init__(self, address: str, limits: Limits, inbox: Path, data_dir: Path) -> None:
        """address: 'dask://HOST:PORT'. Raises ClusterUnusable."""
        self._limits, self._run, self._data_dir = limits, secrets.token_hex(8), data_dir.resolve()
        self._versi = cluster_node.program_digest()
        self._client = _connected(address)
        try:
            self._check(address, inbox.resolve())
        except BaseException:
            self._client.close()
            raise

    def _check(self, address: str, inbox: Path) -> None:
        """Every machine has to see the data folder at the same place; where one does not see the inbox, documents are sent by content."""
        try:
            self._client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            sentence = message("klaster_tanpa_pekerja", alamat=address)
            raise ClusterUnusable(sentence) from error
        nodes = self._client.run(cluster_node.program_digest)
        if other := [node for node, versi in nodes.items() if versi != self._versi]:
            raise ClusterUnusable(message("mesin_versi_lain", mesin=other[0]))
        (self._data_dir / "ledger").mkdir(parents=True, exist_ok=True)
        mark = self._data_dir / "ledger" / f".{self._run}.tampak"
        mark.write_bytes(self._run.encode())
        try:
            seen = self._client.run(cluster_node.sees, str(mark), self._run.encode())
        finally:
            mark.unlink()
        if unseen := [node for node, sees in seen.items() if not sees]:
            raise ClusterUnusable(message("mesin_tak_melihat_data", mesin=unseen[0], folder=self._data_dir))
        self._by_content = not all(self._client.run(cluster_node.sees, str(inbox), None).values())

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The result of fn(*args, **kwargs), made on one of the machines. Its exception may be a TaskStopped, or ClusterUnusable."""
        ours: Future[T] = Future()
        sent = tuple(self._sent(argument) for argument in args)
        try:
            # not pure: the answer to equal arguments is another once the file is
            theirs = self._client.submit(cluster_node.work, self._run, self._versi, self._limits, fn, sent, pure=False)
        except Exception as error:
            raise _lost() from error
        theirs.add_done_callback(lambda ended: _pass_on(ended, ours))
        ours.add_done_callback(lambda ended: self._client.cancel([theirs], force=True) if ended.cancelled() else None)
        return ours

    def _sent(self, argument: Any) -> Any:
        """A job with its document copied into the data folder, where machines do not see the inbox."""
        if not self._by_content or not isinstance(argument, Job):
            return argument
        copy = argument.folder.with_suffix(".isi")
        copy.parent.mkdir(parents=True, exist_ok=True)
        if state_of(argument.document.path) == argument.state:
            shutil.copyfile(argument.document.path, copy)
        return replace(argument, document=replace(argument.document, path=copy), state=state_of(copy) or argument.state)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """cancel_futures: what waits is cancelled and what runs is killed, on every machine that still answers."""
        with contextlib.suppress(Exception):  # a scheduler that is gone has nothing to end
            if cancel_futures:
                self._client.cancel(list(self._client.futures), force=True)
            self._client.run(cluster_node.stop, self._run, on_error="ignore")
        self._client.close(timeout=PATIENCE)


def _connected(address: str) -> "distributed.Client":
    try:
        import distributed
    except ImportError as error:
        raise ClusterUnusable(message("klaster_belum_terpasang")) from error
    try:
        return distributed.Client(address.replace(SCHEME, "tcp://", 1), timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterUnusable(message("klaster_tak_menjawab", alamat=address)) from error


def _pass_on(theirs: "distributed.Future", ours: "Future[Any]") -> None:
    """The end of a task of the cluster, told where it is waited for."""
    if not ours.set_running_or_notify_cancel():
        return
    if theirs.status == "finished":
        try:
            ours.set_result(theirs.result())
        except Exception as error:  # the answer was lost on the way
            ours.set_exception(_lost(error))
    elif theirs.status == "error":
        ours.set_exception(_meant(theirs.exception()))
    else:
        ours.set_exception(_lost())


def _meant(error: BaseException) -> BaseException:
    if type(error).__name__ == "KilledWorker":  # several machines died of it, each before its own process did
        return WorkerDied(message("mesin_klaster_mati"))
    if isinstance(error, cluster_node.OtherProgram):
        return ClusterUnusable(message("mesin_versi_lain_satu"))
    return error


def _lost(error: BaseException | None = None) -> ClusterUnusable:
    lost = ClusterUnusable(message("klaster_putus"))
    lost.__cause__ = error
    return lost
