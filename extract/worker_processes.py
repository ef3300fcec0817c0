"""Worker processes behind the `concurrent.futures` interface: each task has a process to itself while it runs, a time and a memory limit.

A process that hangs, grows or dies takes its own task with it and nothing else; another one takes its place. (The pool of the standard
library is broken for good by one dead worker, and knows no limits.)
"""

import contextlib
import multiprocessing
import os
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType
from typing import Any, ParamSpec, TypeVar

import psutil

from extract.errors import Reasoned
from extract.message import Message, message

P = ParamSpec("P")
T = TypeVar("T")

LOOK = 0.1
"""Seconds between two looks at a busy process."""
RESERVE = 4
"""Address space in multiples of the memory limit: libraries reserve more than they use, and one huge request is refused at once."""
MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may take. megabytes: resident memory of its process."""

    seconds: float = 600
    megabytes: int = 1500


class TaskStopped(Reasoned):
    """A task that did not come to its end. alasan: why, without the document's name (`nama`), which tasks do not know."""


class TimeUp(TaskStopped):
    """It took longer than the limit."""


class TooMuchMemory(TaskStopped):
    """Its process grew over the limit."""


class WorkerDied(TaskStopped):
    """Its process ended by itself, or was killed from outside."""


class WorkerProcesses(Executor):
    """At most so many processes; each is started when a task first needs it and serves one task at a time."""

    def __init__(self, workers: int, limits: Limits, preload: str) -> None:
        """preload: the module that the tasks are from; loaded before the first task comes, once for all processes where the system can."""
        self._limits = limits
        self._context = _context(preload)
        self._tasks: queue.SimpleQueue[_Task | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._threads: list[threading.Thread] = []
        self._workers = workers
        self._idle = 0
        self._closed = threading.Event()
        self._killed = threading.Event()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """The result of fn(*args, **kwargs), made in a worker. Its exception may be a TaskStopped."""
        future: Future[T] = Future()
        with self._lock:
            if self._closed.is_set():
                raise RuntimeError("submit after shutdown")
            if not self._threads:
                _start_server(self._context)
            self._tasks.put(_Task(future, (fn, args, kwargs)))
            if len(self._threads) < self._workers and self._tasks.qsize() > self._idle:
                thread = threading.Thread(target=self._serve, daemon=True, name=f"pekerja-{len(self._threads) + 1}")
                self._threads.append(thread)
                thread.start()
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
                if not wait:
                    self._killed.set()
            for _ in self._threads:
                self._tasks.put(None)
        for thread in self._threads:
            thread.join()

    def _serve(self) -> None:
        """The life of one worker's place: task after task, with a new process where the last one is gone."""
        process: _Process | None = None
        while True:
            with self._lock:
                self._idle += 1
            task = self._tasks.get()
            with self._lock:
                self._idle -= 1
            if task is None:
                break
            if not task.future.set_running_or_notify_cancel():
                continue
            try:
                process = process or _Process(self._context, self._limits)
                task.future.set_result(process.run(task.call, self._killed))
            except BaseException as error:
                if process and not process.usable():
                    process.kill()  # before anybody hears of it: nothing is written any more then
                    process = None
                task.future.set_exception(error)
            else:
                if process.swollen():
                    process.close()
                    process = None
        if process:
            process.close()


@dataclass(frozen=True, slots=True)
class _Task:
    future: "Future[Any]"
    call: tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


class _Process:
    """One worker process, as its keeper sees it."""

    def __init__(self, context: BaseContext, limits: Limits) -> None:
        self._limits = limits
        self._pipe, theirs = context.Pipe()
        listens, self._alive = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, listens, limits.megabytes), daemon=True)  # type: ignore[attr-defined]
        with _without_main():
            self._process.start()
        theirs.close()
        listens.close()
        self._lost = False

    def run(self, call: tuple[Any, ...], killed: threading.Event) -> Any:
        """The call's result. Raises what the call raises, or TaskStopped."""
        try:
            self._pipe.send(call)
            self._watch(killed)
            good, value = self._pipe.recv()
        except (EOFError, BrokenPipeError, ConnectionResetError) as error:
            self._lost = True
            raise WorkerDied(self._how_it_died()) from error
        except TaskStopped:
            self._lost = True
            raise
        if good:
            return value
        if isinstance(value, MemoryError):
            self._lost = True
            raise TooMuchMemory(self._too_much()) from value
        raise value

    def _watch(self, killed: threading.Event) -> None:
        """Returns when there is an answer, or the end of the pipe."""
        until = time.monotonic() + self._limits.seconds
        while not self._pipe.poll(LOOK):
            if killed.is_set():
                raise TaskStopped(message("dihentikan"))
            if time.monotonic() > until:
                raise TimeUp(message("waktu_habis", detik=f"{self._limits.seconds:g}"))
            if self._resident() > self._limits.megabytes * MEGABYTE:
                raise TooMuchMemory(self._too_much())

    def _too_much(self) -> Message:
        return message("memori_habis", jumlah=self._limits.megabytes)

    def _how_it_died(self) -> Message:
        self._process.join(5)
        code = self._process.exitcode
        how = message("oleh_sinyal", nomor=-code) if code is not None and code < 0 else message("dengan_kode", nomor=str(code))
        return message("proses_mati", cara=how)

    def _resident(self) -> int:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def usable(self) -> bool:
        """True where the process can take another task."""
        return not self._lost and self._process.is_alive()

    def swollen(self) -> bool:
        """True where so much memory is still held after a task that the next one would pay for it."""
        return self._resident() > self._limits.megabytes * MEGABYTE // 2

    def close(self) -> None:
        """Lets the process end: it waits for a task that never comes."""
        self._pipe.close()
        self._alive.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self._process.kill()
        self._process.join(5)
        self._pipe.close()
        self._alive.close()


def _context(preload: str) -> BaseContext:
    """How processes are started: copies of a server that has loaded everything, where the system can; PDFium bears no bare fork."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["extract.unstopped", "extract.few_collections", preload])
    return context


_starting = threading.Lock()


@contextlib.contextmanager
def _without_main() -> Iterator[None]:
    """Processes that are started meanwhile do not load the program that was started once more: their tasks are from modules."""
    with _starting:
        main = sys.modules["__main__"]
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main


def _start_server(context: BaseContext) -> None:
    """The server loads the modules that this program would, wherever it was started from."""
    if context.get_start_method() != "forkserver":
        return
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = os.pathsep.join(path or str(Path.cwd()) for path in sys.path)
    try:
        forkserver.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONPATH"]
        else:
            os.environ["PYTHONPATH"] = before


def _work(pipe: Connection, alive: Connection, megabytes: int) -> None:
    """The worker process: answers calls until its keeper closes the pipe."""
    import extract.unstopped  # noqa: F401

    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    _limit_address_space(megabytes)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[bool, Any] = True, fn(*args, **kwargs)
        except BaseException as error:
            answer = False, error
        try:
            pipe.send(answer)
        except (BrokenPipeError, OSError):
            return
        except Exception as error:  # a result or an exception that cannot be sent: say which
            pipe.send((False, TypeError(f"{type(answer[1]).__name__}: {error}")))


def _end_with(alive: Connection) -> None:
    """Ends this process when its keeper is gone: nothing may be written for a run that is over."""
    wait([alive])
    os._exit(1)


def _limit_address_space(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource  # not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = megabytes * MEGABYTE * RESERVE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
