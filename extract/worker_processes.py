"""Worker processes behind the `concurrent.futures` interface: each task has a process to itself while it runs, a time and a memory limit.

A process that hangs, grows or dies takes its own task with it and nothing else; another one takes its place. (The pool of the standard
library is broken for good by one dead worker, and knows no limits.) They are started by a process of their own, see `worker_keeper`.
"""

import atexit
import contextlib
import pickle
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, ParamSpec, TypeVar

from extract import own_process
from extract.message import message
from extract.task_limits import Limits, TaskStopped, WorkerDied
from extract.worker_keeper import END, KILL, PROGRAM_IS_COPIED, how_it_died, start_keeper

PATIENCE = 5.0
"""Seconds after which a keeper that should end its workers, and does not, is ended itself."""
P = ParamSpec("P")
T = TypeVar("T")


class WorkerProcesses(Executor):
    """At most so many processes; each is started when a task first needs it and serves one task at a time."""

    def __init__(self, workers: int, limits: Limits, preload: str, copied: bool = False) -> None:
        """preload: the module that the tasks are from, loaded once for all processes where there are several and the system can.

        copied: workers come of a copy of this process, where it is a program's own and has one thread of ours, so that nothing is loaded
        twice. Not where libraries have threads at work (an open database): their locks would be copied as they are.
        """
        self._limits, self._preload, self._copied = limits, preload, copied and PROGRAM_IS_COPIED and own_process.begun()
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._free = threading.Semaphore(workers)
        self._lock = threading.Lock()
        self._keeper: _Keeper | None = None
        self._sender: threading.Thread | None = None
        self._closed = threading.Event()
        self._killed = threading.Event()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The result of fn(*args, **kwargs), made in a worker. Its exception may be a TaskStopped."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed.is_set():
                raise RuntimeError("submit after shutdown")
            if not self._sender:
                self._keeper = self._started()
                self._sender = threading.Thread(target=self._send, daemon=True, name="pekerja-tugas")
                self._sender.start()
            self._tasks.put(_Task(future, (fn, args, kwargs)))
        return future

    def ask(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """The same, waited for. Raises TaskStopped also where all of it was shut down meanwhile."""
        try:
            return self.submit(fn, *args, **kwargs).result()
        except CancelledError as error:
            raise TaskStopped(message("dihentikan")) from error
        except RuntimeError as error:
            if self._closed.is_set():
                raise TaskStopped(message("dihentikan")) from error
            raise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """cancel_futures: tasks that wait are cancelled and, without `wait`, those that run are killed."""
        with self._lock:
            self._closed.set()
            if cancel_futures:
                with contextlib.suppress(queue.Empty):
                    while True:
                        task = self._tasks.get_nowait()
                        if task:
                            task.future.cancel()
            self._tasks.put(None)
        if cancel_futures and not wait:
            self._killed.set()
            if self._keeper:
                self._keeper.kill()
        if self._sender:
            self._sender.join()
        if self._keeper:
            self._keeper.end()

    def _send(self) -> None:
        """Gives the keeper a task whenever a worker is free."""
        while True:
            self._free.acquire()
            task = self._tasks.get()
            if task is None:
                return
            if not task.future.set_running_or_notify_cancel():
                self._free.release()
                continue
            try:
                if self._killed.is_set():
                    raise TaskStopped(message("dihentikan"))
                call = bytes(ForkingPickler.dumps(task.call))
                if not self._keeper or self._keeper.gone():
                    self._keeper = self._started()
                self._keeper.give(task.future, call)
            except Exception as error:
                task.future.set_exception(error)
                self._free.release()

    def _started(self) -> "_Keeper":
        alone = threading.active_count() == 1
        keeper, pipe = start_keeper(self._limits, [self._preload], self._copied and alone)
        return _Keeper(keeper, pipe, self._free, self._killed)


@dataclass(frozen=True, slots=True)
class _Task:
    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class _Keeper:
    """The keeper as the process sees it whose tasks it takes."""

    def __init__(self, process: BaseProcess, pipe: Connection, free: threading.Semaphore, killed: threading.Event) -> None:
        """free: told of each task that has ended. killed: set where those that have not were ended on purpose."""
        self._process, self._pipe, self._free, self._killed = process, pipe, free, killed
        self._lock = threading.Lock()
        self._saying = threading.Lock()  # not the same: whoever speaks may have to wait until the listener has heard
        self._running: dict[int, Future[Any]] = {}
        self._number = 0
        self._gone = False
        self._listener = threading.Thread(target=self._listen, daemon=True, name="pekerja-jawaban")
        self._listener.start()
        atexit.register(self.kill)  # a program that ends waits for its processes

    def give(self, future: "Future[Any]", call: bytes) -> None:
        """A task, whose end is told to `free`. Raises WorkerDied where the keeper is gone."""
        with self._lock:
            if self._gone:
                raise WorkerDied(how_it_died(self._process))
            self._number += 1
            self._running[self._number] = future
        self._say(self._number, call)

    def gone(self) -> bool:
        return self._gone

    def kill(self) -> None:
        """Ends all that runs."""
        self._say(KILL)
        self._listener.join(PATIENCE)
        if self._listener.is_alive():  # it was stopped from outside: its workers see that it is gone, and end
            self._process.kill()
            self._listener.join()

    def end(self) -> None:
        """Waits for all that runs, then the keeper is gone."""
        self._say(END)
        self._listener.join()
        atexit.unregister(self.kill)

    def _say(self, number: int, call: bytes | None = None) -> None:
        with self._saying, contextlib.suppress(OSError):  # it is gone: the listener says so
            self._pipe.send(number)
            if call is not None:
                self._pipe.send_bytes(call)

    def _listen(self) -> None:
        """Puts answers into their futures until the keeper is gone."""
        while True:
            try:
                number, answer = self._pipe.recv(), self._pipe.recv_bytes()
            except (EOFError, OSError):
                break
            with self._lock:
                future = self._running.pop(number)
            try:
                good, value = pickle.loads(answer)
            except Exception as error:  # it cannot be made here
                good, value = False, error
            self._free.release()
            if good:
                future.set_result(value)
            else:
                future.set_exception(value)
        self._process.join()
        with self._lock:
            self._gone = True
            left = list(self._running.values())
        for future in left:
            self._free.release()
            future.set_exception(TaskStopped(message("dihentikan")) if self._killed.is_set() else WorkerDied(how_it_died(self._process)))
        self._pipe.close()
