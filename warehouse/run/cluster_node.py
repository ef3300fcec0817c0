"""What runs on a machine of a cluster: each task in a process of its own with limits, as at one desk.

The cluster's own worker processes live as long as the cluster and serve others too; a document that kills its reader must not kill them.
"""

import multiprocessing
import threading
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from extract.task_limits import Limits
from extract.worker_processes import WorkerProcesses
from warehouse.run.versions import program_versions

MOST = 64
"""Processes of one worker; how many tasks come at once its own threads decide."""

_lock = threading.Lock()
_processes: dict[tuple[str, Limits], WorkerProcesses] = {}


class OtherProgram(Exception):
    """The machine runs another version of the program than the one that asks."""


def work(run: str, versi: str, limits: Limits, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
    """function(*arguments) with limits. run: whose task it is, see `stop`.

    Raises OtherProgram, TaskStopped and what the function raises.
    """
    if program_digest() != versi:
        raise OtherProgram
    with _lock:
        key = (run, limits)
        if key not in _processes:
            # workers of a cluster are daemons, which multiprocessing forbids to start processes; ours end with the worker all the same
            multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
            _processes[key] = WorkerProcesses(MOST, limits, "warehouse.run.ready_worker")
        processes = _processes[key]
    return processes.submit(function, *arguments).result()


def stop(run: str) -> None:
    """Ends all that this machine does for a run."""
    with _lock:
        mine = [key for key in _processes if key[0] == run]
        ended = [_processes.pop(key) for key in mine]
    for processes in ended:
        processes.shutdown(wait=False, cancel_futures=True)


@cache
def program_digest() -> str:
    """The version of all that makes rows of a document."""
    return repr(program_versions())


def sees(path: str, content: bytes | None) -> bool:
    """True where the file or folder is at the same place on this machine; content: what has to stand in the file."""
    found = Path(path)
    try:
        return found.is_dir() if content is None else found.read_bytes() == content
    except OSError:
        return False
