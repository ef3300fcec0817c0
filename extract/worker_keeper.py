"""The process that keeps worker processes: it has loaded what they need, starts copies of itself, holds them to their limits and passes on
what they answer.

It has one thread: only then may a process be copied. It neither makes nor looks into tasks and answers, which pass it as bytes.
"""

import contextlib
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib import import_module
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import ModuleType
from typing import Any

import psutil

from extract.few_collections import IN_WORKER, collect_seldom
from extract.message import message
from extract.task_limits import Limits, TaskStopped, TimeUp, TooMuchMemory, WorkerDied, WorkerKilled

LOOK = 0.1
"""Seconds between two looks at busy processes."""
SOON = 0.02
"""Seconds within which a second task follows the first, where there is one."""
RESERVE = 4
"""Address space in multiples of the memory limit: libraries reserve more than they use, and one huge request is refused at once."""
MEGABYTE = 1024 * 1024
KILL = -1
"""Instead of a task's number: all that runs is ended at once."""
END = -2
"""Instead of a task's number: no more tasks come."""
KEEPER_IS_COPIED = hasattr(os, "fork")
"""True where the keeper can be copied; elsewhere each worker loads what it needs."""
PROGRAM_IS_COPIED = sys.platform == "linux"
"""True where a program can be copied that has done more than to load modules; on macOS the system's own libraries bear it not."""


def start_keeper(limits: Limits, preload: Sequence[str], copied: bool) -> tuple[BaseProcess, Connection]:
    """The keeper, and the pipe to it. A task is its number (0 or more) and its bytes; its answer too: (True, result) or (False, exception).

    preload: modules that tasks need, loaded once for all where there are several. copied: the keeper is a copy of this process and loads
    only what that has not.
    """
    context = multiprocessing.get_context("fork" if copied else "spawn")
    ours, theirs = context.Pipe()
    keeper = context.Process(target=_keep, args=(theirs, limits, tuple(preload), copied))  # type: ignore[attr-defined]
    with _unstopped(), contextlib.nullcontext() if copied else _without_main():
        keeper.start()
    theirs.close()
    return keeper, ours


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


@contextlib.contextmanager
def _unstopped() -> Iterator[None]:
    """What stops the program waits meanwhile, and a process started meanwhile never hears of it: whoever started it decides."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _keep(pipe: Connection, limits: Limits, preload: Sequence[str], copied: bool) -> None:
    """The life of the keeper: it ends when the process that started it says so, or is gone."""
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # its workers are of this group: see `end_workers_of`
    if copied:
        _let_go_of_all_but([pipe])
    _load("extract.unstopped")
    collect_seldom(IN_WORKER)
    _Keeper(pipe, limits, preload).keep()


def end_workers_of(keeper: BaseProcess) -> None:
    """Of a keeper that is gone and was not waited for yet: nothing is written by them any more.

    They end by themselves too, but not at once: what they do may hold the lock of the interpreter.
    """
    if hasattr(os, "killpg") and keeper.pid:
        with contextlib.suppress(
            ProcessLookupError, PermissionError
        ):  # it had none, or ended before it had a group (on macOS: only it is left)
            os.killpg(keeper.pid, signal.SIGKILL)


def _load(*modules: str) -> None:
    for name in modules:
        with contextlib.suppress(Exception):  # a task that needs it meets the same error, and tells it
            import_module(name)


class _Keeper:
    def __init__(self, pipe: Connection, limits: Limits, preload: Sequence[str]) -> None:
        self._pipe, self._limits, self._preload = pipe, limits, preload
        self._started = 0
        self._context = multiprocessing.get_context("fork" if KEEPER_IS_COPIED else "spawn")
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[int, _Worker]] = {}

    def keep(self) -> None:
        ending = False
        while not ending or self._busy:
            ready = wait([self._pipe, *self._busy], LOOK if self._busy else None)
            for pipe in list(self._busy):
                self._look_at(pipe, pipe in ready)
            if self._pipe in ready:
                try:
                    number = self._pipe.recv()
                    if number >= 0:
                        self._give(number, self._pipe.recv_bytes())
                except (EOFError, OSError):
                    number = KILL
                if number == KILL:
                    break
                ending = ending or number == END
        for _, worker in self._busy.values():
            worker.kill()
        for worker in self._idle:
            worker.close()

    def _give(self, number: int, call: bytes) -> None:
        worker = self._idle.pop() if self._idle else None
        if worker and not worker.alive():
            worker.kill()
            worker = None
        try:
            worker = worker or self._new_worker()
        except OSError as error:  # no process more
            self._tell(number, error)
            return
        self._busy[worker.pipe] = number, worker
        worker.begin(call)

    def _new_worker(self) -> "_Worker":
        """What several need is loaded once, here. The process of a single task loads what that needs, which is less."""
        if self._preload and (self._started or self._pipe.poll(SOON)):
            _load(*self._preload)
            self._preload = ()
        self._started += 1
        return _Worker(self._context, self._limits)

    def _look_at(self, pipe: Connection, ready: bool) -> None:
        """Passes on the answer of a busy worker, or why there is none."""
        number, worker = self._busy[pipe]
        try:
            if not ready:
                worker.check_limits()
                return
            answer = worker.answer()
        except TaskStopped as error:
            worker.kill()  # before anybody hears of it: nothing is written any more then
            del self._busy[pipe]
            self._tell(number, error)
            return
        del self._busy[pipe]
        if worker.swollen():
            worker.close()
        else:
            self._idle.append(worker)
        self._pass(number, answer)

    def _tell(self, number: int, error: Exception) -> None:
        self._pass(number, bytes(ForkingPickler.dumps((False, error))))

    def _pass(self, number: int, answer: bytes) -> None:
        with contextlib.suppress(OSError):  # nobody is there any more: the next look at the pipe says so
            self._pipe.send(number)
            self._pipe.send_bytes(answer)


class _Worker:
    """One worker process, as its keeper sees it."""

    def __init__(self, context: BaseContext, limits: Limits) -> None:
        self._limits, self._until = limits, 0.0
        self.pipe, theirs = context.Pipe()
        listens, self._alive = context.Pipe(duplex=False)
        self._process: BaseProcess = context.Process(target=_work, args=(theirs, listens, limits.megabytes, KEEPER_IS_COPIED), daemon=True)  # type: ignore[attr-defined]
        with contextlib.nullcontext() if KEEPER_IS_COPIED else _without_main():
            self._process.start()
        theirs.close()
        listens.close()
        self._inherited = self._resident()

    def begin(self, call: bytes) -> None:
        self._until = time.monotonic() + self._limits.seconds
        with contextlib.suppress(OSError):  # a worker that is gone is found by its pipe
            self.pipe.send_bytes(call)

    def check_limits(self) -> None:
        """Raises TaskStopped where a limit is passed."""
        if time.monotonic() > self._until:
            raise TimeUp(message("waktu_habis", detik=f"{self._limits.seconds:g}"))
        if self._taken() > self._limits.megabytes * MEGABYTE:
            raise self._too_much()

    def answer(self) -> bytes:
        """As `_work` sends it. Raises TaskStopped."""
        try:
            if self.pipe.recv():
                return self.pipe.recv_bytes()
        except (EOFError, OSError) as error:
            raise how_it_died(self._process) from error
        raise self._too_much()

    def _too_much(self) -> TooMuchMemory:
        return TooMuchMemory(message("memori_habis", jumlah=self._limits.megabytes))

    def _resident(self) -> int:
        try:
            return int(psutil.Process(self._process.pid).memory_info().rss)
        except psutil.Error:
            return 0

    def _taken(self) -> int:
        return self._resident() - self._inherited

    def alive(self) -> bool:
        return self._process.is_alive()

    def swollen(self) -> bool:
        """True where so much memory is still held after a task that the next one would pay for it."""
        return self._taken() > self._limits.megabytes * MEGABYTE // 2

    def close(self) -> None:
        """Lets the process end: it waits for a task that never comes."""
        self.pipe.close()
        self._alive.close()
        self._process.join(5)
        if self._process.is_alive():
            self._process.kill()

    def kill(self) -> None:
        """Ends it at once, whatever it does."""
        self._process.kill()
        self._process.join(5)
        self.pipe.close()
        self._alive.close()


def how_it_died(process: BaseProcess) -> WorkerDied:
    """Of a process that has ended, or is about to."""
    process.join(5)
    code = process.exitcode
    if code is not None and code < 0:
        return WorkerKilled(message("proses_mati", cara=message("oleh_sinyal", nomor=-code)))
    return WorkerDied(message("proses_mati", cara=message("dengan_kode", nomor=str(code))))


def _work(pipe: Connection, alive: Connection, megabytes: int, copied: bool) -> None:
    """The worker process: answers calls until its keeper closes the pipe: True and the bytes of (good, value), or False: memory ran out."""
    if copied:
        _let_go_of_all_but([pipe, alive])
    import extract.unstopped  # noqa: F401

    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    _limit_address_space(megabytes)
    while True:
        try:
            fn, args, kwargs = pipe.recv()
        except (EOFError, OSError):
            return
        except Exception as error:  # the call cannot be made here
            answer: bytes | None = _packed(False, error)
        else:
            answer = _answer(fn, args, kwargs)
        try:
            pipe.send(answer is not None)
            if answer is None:
                return
            pipe.send_bytes(answer)
        except OSError:
            return


def _answer(fn: Callable[..., Any], args: Collection[Any], kwargs: dict[str, Any]) -> bytes | None:
    """None where memory ran out."""
    try:
        return _packed(True, fn(*args, **kwargs))
    except MemoryError:
        return None
    except BaseException as error:
        return _packed(False, error)


def _packed(good: bool, value: Any) -> bytes:
    try:
        return bytes(ForkingPickler.dumps((good, value)))
    except Exception as error:  # a result or an exception that cannot be sent: say which
        return bytes(ForkingPickler.dumps((False, TypeError(f"{type(value).__name__}: {error}"))))


def _end_with(alive: Connection) -> None:
    """Ends this process when its keeper is gone: nothing may be written for a run that is over."""
    wait([alive])
    os._exit(1)


def _let_go_of_all_but(pipes: Collection[Connection]) -> None:
    """A copy has the files of the process that it was made of: locks would be held by it, and ends of pipes never seen.

    Their numbers stay taken: what closes them later closes nothing else.
    """
    kept = {0, 1, 2, *(pipe.fileno() for pipe in pipes)}
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in sorted(int(path.name) for path in Path("/dev/fd").iterdir()):
        if number not in kept and number != nothing:
            with contextlib.suppress(OSError):  # the folder's own, which was open while it was listed
                os.fstat(number)
                os.dup2(nothing, number, inheritable=False)


def _limit_address_space(megabytes: int) -> None:
    if sys.platform == "linux":
        import resource  # not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        most = megabytes * MEGABYTE * RESERVE
        resource.setrlimit(resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
