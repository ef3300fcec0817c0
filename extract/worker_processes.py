"""Worker processes behind the `concurrent.futures` interface: each task has a process to itself while it runs, a time and a memory limit.

A process that hangs, grows or dies takes its own task with it and nothing else; another one takes its place. (The pool of the standard
library is broken for good by one dead worker, and knows no limits.) They are started by a process of their own, see `worker_keeper`.

What was killed may have been killed for no fault of its own, by a person or by a system that is short of memory. So a task whose worker a
signal has ended is done once more while nothing else runs, and tasks whose keeper is lost are given to another one, each once.
"""

import atexit
import contextlib
import pickle
import queue
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, ParamSpec, TypeVar

from msgspec import Struct

from extract import own_process
from extract.message import message
from extract.task_limits import Limits, TaskStopped, WorkerKilled
from extract.worker_keeper import END, KILL, PROGRAM_IS_COPIED, end_workers_of, how_it_died, start_keeper

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
        self._workers, self._free = workers, threading.Semaphore(workers)
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
                        if task and not task.future.cancel():  # it had begun once
                            task.future.set_exception(TaskStopped(message("dihentikan")))
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
        """Gives the keeper a task whenever a worker is free, until no more come."""
        while True:
            self._free.acquire()
            task = self._tasks.get()
            if task is None:
                self._wait_for_all_others()
                if self._tasks.empty():
                    return
                self._free.release(self._workers)  # what ran came back, to be done once more
                self._tasks.put(None)
            elif task.begun or task.future.set_running_or_notify_cancel():
                self._give(task)
            else:
                self._free.release()

    def _wait_for_all_others(self) -> None:
        """Takes the places of all workers but the one that the sender has."""
        for _ in range(self._workers - 1):
            self._free.acquire()

    def _give(self, task: "_Task") -> None:
        task.begun = True
        if task.alone:
            self._wait_for_all_others()
        try:
            call = bytes(ForkingPickler.dumps(task.call))
            if not self._keeper or self._keeper.gone():
                self._keeper = self._started()
            if self._killed.is_set():  # asked last: whoever sets it ends the keeper then
                raise TaskStopped(message("dihentikan"))
            self._keeper.give(task, call)
        except Exception as error:
            self._ended(task, error)

    def _ended(self, task: "_Task", error: Exception | None, value: Any = None, keeper_lost: bool = False) -> None:
        """The end of a task, told where it is waited for; or its second beginning, where others may have cut the first one off."""
        places = self._workers if task.alone else 1
        again = False
        if keeper_lost:
            again, task.resent = not task.resent, True
        elif isinstance(error, WorkerKilled):
            again, task.alone = not task.alone, True
        again = again and not self._killed.is_set()
        if again:
            self._tasks.put(task)  # before its places are free: no more tasks are waited for once nothing runs
        self._free.release(places)
        if error and not again:
            task.future.set_exception(error)
        elif not again:
            task.future.set_result(value)

    def _started(self) -> "_Keeper":
        alone = threading.active_count() == 1
        keeper, pipe = start_keeper(self._limits, [self._preload], self._copied and alone)
        return _Keeper(keeper, pipe, self._ended, self._killed)


class _Task(Struct):
    """begun: it was given to a keeper. resent: once more, since that keeper was lost; alone: once more while nothing else runs, since its
    worker was killed: if the machine had too little memory for several, it has enough for one."""

    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]
    begun: bool = False
    resent: bool = False
    alone: bool = False


class _Keeper:
    """The keeper as the process sees it whose tasks it takes."""

    def __init__(self, process: BaseProcess, pipe: Connection, ended: "Callable[..., None]", killed: threading.Event) -> None:
        """ended: told of each task that has ended, as `WorkerProcesses._ended`. killed: set where the others were ended on purpose."""
        self._process, self._pipe, self._ended, self._killed = process, pipe, ended, killed
        self._lock = threading.Lock()
        self._saying = threading.Lock()  # not the same: whoever speaks may have to wait until the listener has heard
        self._running: dict[int, _Task] = {}
        self._number = 0
        self._gone = False
        self._listener = threading.Thread(target=self._listen, daemon=True, name="pekerja-jawaban")
        self._listener.start()
        atexit.register(self.kill)  # a program that ends waits for its processes

    def give(self, task: _Task, call: bytes) -> None:
        """A task, whose end is told to `ended`."""
        with self._lock:
            gone = self._gone
            if not gone:
                self._number += 1
                self._running[self._number] = task
        if gone:
            self._ended(task, how_it_died(self._process), keeper_lost=True)
        else:
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
        """Tells of answers until the keeper is gone."""
        while True:
            try:
                number, answer = self._pipe.recv(), self._pipe.recv_bytes()
            except (EOFError, OSError):
                break
            with self._lock:
                task = self._running.pop(number)
            try:
                good, value = pickle.loads(answer)
            except Exception as error:  # it cannot be made here
                good, value = False, error
            if good:
                self._ended(task, None, value)
            else:
                self._ended(task, value)
        end_workers_of(self._process)
        self._process.join()
        with self._lock:
            self._gone = True
            left = list(self._running.values())
        self._pipe.close()
        for task in left:
            if self._killed.is_set():
                self._ended(task, TaskStopped(message("dihentikan")))
            else:
                self._ended(task, how_it_died(self._process), keeper_lost=True)
