"""What runs on a machine of a cluster: each task in a process of its own with limits, as at one desk.

The cluster's own worker processes live as long as the cluster and serve others too; a document that kills its reader must not kill them.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from extract.inbox.listing import FileState, state_of
from extract.message import message
from extract.task_limits import Limits, TaskStopped
from extract.worker_processes import WorkerProcesses
from warehouse.run.versions import program_versions

MOST = 64
"""Processes of one worker; how many tasks come at once its own threads decide."""
IDLE = 60.0
"""Seconds without a task after which a run's processes are ended: of a run that was killed no machine is told."""

PROGRAM = repr(program_versions())
"""The version of all that makes rows of a document, as this process loaded it: what is installed anew later is not what it runs."""


class OtherProgram(Exception):
    """The machine runs another version of the program than the one that asks."""


class DataUnseen(Exception):
    """The machine does not see the data folder where the others do. Its arguments: the machine's address, the folder."""


class ClusterRun(Struct, frozen=True):
    """What a machine is told of the run whose task it is. nama: no other run's; tanda: a file in the ledger that holds it; versi: the run's
    PROGRAM."""

    nama: str
    tanda: Path
    versi: str
    limits: Limits


class Answer(Struct, frozen=True):
    """What a task gave, or what it raised: what else comes back of a machine is the cluster's fault, and no document's."""

    value: Any = None
    error: Exception | None = None


class _Here(Struct):
    """What this machine keeps for a run. tasks: that are at work; idle: ends it, set while there are none."""

    processes: WorkerProcesses
    tasks: int = 0
    idle: threading.Timer | None = None


_lock = threading.Lock()
_runs: dict[str, _Here] = {}
_stopped: set[str] = set()


def work(run: ClusterRun, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Answer:
    """function(*arguments) with limits. Raises OtherProgram, DataUnseen."""
    if run.versi != PROGRAM:
        raise OtherProgram
    with _lock:
        if run.nama in _stopped:  # it was on its way here when the run ended
            return Answer(error=TaskStopped(message("dihentikan")))
        here = _runs.get(run.nama) or _begun(run)
        if here.idle:
            here.idle.cancel()
        here.tasks += 1
        answer = here.processes.submit(function, *arguments)
    try:
        return Answer(answer.result())
    except Exception as error:
        return Answer(error=error)
    finally:
        with _lock:
            here.tasks -= 1
            if not here.tasks:
                here.idle = threading.Timer(IDLE, _end_idle, [run.nama])
                here.idle.daemon = True
                here.idle.start()


def _begun(run: ClusterRun) -> _Here:
    if not sees(run.tanda, run.nama):  # it may have come after the run had asked all machines
        from distributed import get_worker

        raise DataUnseen(get_worker().address, str(run.tanda.parent.parent))
    # workers of a cluster are daemons, which multiprocessing forbids to start processes; ours end with the worker all the same
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    _runs[run.nama] = here = _Here(WorkerProcesses(MOST, run.limits, "warehouse.run.ready_worker"))
    return here


def _end_idle(nama: str) -> None:
    with _lock:
        here = _runs.get(nama)
        if not here or here.tasks:
            return
        del _runs[nama]
    here.processes.shutdown()


def stop(nama: str) -> None:
    """Ends all that this machine does for the run, and what is still on its way here."""
    with _lock:
        _stopped.add(nama)
        here = _runs.pop(nama, None)
        if here and here.idle:
            here.idle.cancel()
    if here:
        here.processes.shutdown(wait=False, cancel_futures=True)


def program() -> str:
    """That of this machine."""
    return PROGRAM


def sees(file: Path, content: str) -> bool:
    """True where the file is at the same place on this machine, and holds that."""
    try:
        return file.read_text(encoding="utf-8") == content
    except OSError:
        return False


def sees_as_stated(files: Iterable[tuple[Path, FileState | None]]) -> bool:
    """True where the files are at the same place on this machine, and its system says the same of them: a reader tells by that whether a
    file changed under it."""
    return all(state_of(path) == state for path, state in files)
