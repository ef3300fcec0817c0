"""Tasks that hang, grow, die or raise take nothing else with them. Real processes throughout."""

import operator
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

import psutil
import pytest

from extract import worker_processes
from extract.task_limits import Limits, TaskStopped, TimeUp, TooMuchMemory, WorkerDied, WorkerKilled
from extract.this_process import ThisProcess
from extract.worker_keeper import PROGRAM_IS_COPIED
from extract.worker_processes import WorkerProcesses
from tests.menunggu import until
from tests.terucap import raises_saying

ROOT = Path(__file__).parent.parent.parent
GROW = "[b'x' * 400_000_000, __import__('time').sleep(60)]"


@pytest.fixture(scope="module")
def workers() -> Iterator[WorkerProcesses]:
    with WorkerProcesses(2, Limits(6, 250), "extract.cells") as executor:
        yield executor


@pytest.mark.parametrize(
    ("call", "error", "words"),
    [
        ((time.sleep, 60), TimeUp, "6 detik"),
        ((eval, GROW), TooMuchMemory, "250 MB"),
        ((bytearray, 50 * 2**30), TooMuchMemory, "250 MB"),
        ((os.abort,), WorkerKilled, "sinyal 6"),
        ((os._exit, 7), WorkerDied, "kode 7"),
        ((int, "tiga"), ValueError, "tiga"),
        ((eval, "lambda: 1"), TypeError, "pickle"),
    ],
)
def test_a_task_that_goes_wrong_takes_only_itself(
    workers: WorkerProcesses, call: tuple[Any, ...], error: type[Exception], words: str
) -> None:
    before = [workers.submit(operator.mul, 3, number) for number in range(4)]
    wrong: Future[Any] = workers.submit(*call)
    after = [workers.submit(operator.mul, 5, number) for number in range(4)]
    with raises_saying(error, match=words):
        wrong.result(timeout=30)
    assert [future.result(timeout=30) for future in before + after] == [0, 3, 6, 9, 0, 5, 10, 15]


def sleeps(seconds: float, begun: Path) -> bool:
    """Leaves a file and sleeps; True at once where that file is there: it is done once more."""
    if begun.exists():
        return True
    begun.touch()
    time.sleep(seconds)
    return False


def test_a_task_whose_worker_is_killed_from_outside_is_done_once_more(workers: WorkerProcesses, tmp_path: Path) -> None:
    pid = workers.submit(os.getpid).result(timeout=30)
    sleeping = [workers.submit(sleeps, 1.2, tmp_path / str(number)) for number in range(2)]
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    psutil.Process(pid).kill()
    assert sorted(future.result(timeout=30) for future in sleeping) == [False, True]


def works_on(busy: Path, died: Path) -> None:
    """Leaves a file while it is at work: some time longer than until another one has died."""
    busy.touch()
    until(died.exists)
    time.sleep(0.5)
    busy.unlink()


def suspicious(busy: Path, died: Path) -> bool:
    """Kills its worker while another one is at work; when it is done once more it tells whether that one still is."""
    if died.exists():
        return busy.exists()
    until(busy.exists)
    died.touch()
    os.abort()


def test_a_task_that_is_done_once_more_has_the_machine_to_itself(workers: WorkerProcesses, tmp_path: Path) -> None:
    other = workers.submit(works_on, tmp_path / "sibuk", tmp_path / "mati")
    assert not workers.submit(suspicious, tmp_path / "sibuk", tmp_path / "mati").result(timeout=30)
    assert other.exception(timeout=30) is None


def test_stopping_kills_what_runs_and_cancels_what_waits(tmp_path: Path) -> None:
    executor = WorkerProcesses(1, Limits(60, 500), "extract.cells")
    pid = executor.submit(os.getpid).result(timeout=30)
    running, waiting = executor.submit(sleeps, 60, tmp_path / "mulai"), executor.submit(time.sleep, 60)
    until((tmp_path / "mulai").exists)
    began = time.monotonic()
    executor.shutdown(wait=False, cancel_futures=True)
    assert time.monotonic() - began < 3
    with pytest.raises(TaskStopped):
        running.result(timeout=1)
    with pytest.raises(CancelledError):
        waiting.result(timeout=1)
    assert not psutil.pid_exists(pid)
    with pytest.raises(RuntimeError):
        executor.submit(os.getpid)


def test_a_task_whose_keeper_is_killed_from_outside_goes_to_another_one(workers: WorkerProcesses, tmp_path: Path) -> None:
    keeper = workers.submit(os.getppid).result(timeout=30)
    running = [workers.submit(sleeps, 60, tmp_path / str(number)) for number in range(2)]
    waiting = workers.submit(os.getppid)
    until(lambda: len(list(tmp_path.iterdir())) == 2)
    left = psutil.Process(keeper).children()
    psutil.Process(keeper).kill()
    assert [future.result(timeout=30) for future in running] == [True, True]
    assert waiting.result(timeout=30) != keeper
    assert not [worker for worker in left if worker.is_running() and worker.status() != psutil.STATUS_ZOMBIE]


def test_a_task_that_kills_its_keeper_each_time_is_given_up(workers: WorkerProcesses) -> None:
    with raises_saying(WorkerKilled, match="sinyal 9"):
        workers.submit(eval, "__import__('os').kill(__import__('os').getppid(), 9) or __import__('time').sleep(60)").result(timeout=30)
    assert workers.submit(operator.mul, 3, 5).result(timeout=30) == 15


def test_what_is_done_once_more_is_waited_for() -> None:
    with WorkerProcesses(2, Limits(60, 500), "extract.cells") as executor:
        suspect: Future[None] = executor.submit(os.abort)
    with raises_saying(WorkerKilled, match="sinyal 6"):
        suspect.result(timeout=0)


def test_workers_of_a_killed_keeper_end_whatever_they_do(tmp_path: Path) -> None:
    """Here a search that holds the interpreter for hours: the thread that waits for the keeper's end cannot end it."""
    with WorkerProcesses(1, Limits(60, 500), "extract.cells") as executor:
        keeper, worker = executor.submit(os.getppid).result(timeout=30), executor.submit(os.getpid).result(timeout=30)
        mark = tmp_path / "mulai"
        search = f"open({str(mark)!r}, 'x').close() or __import__('re').match('(a|a)*b', 'a' * 60)"
        running = executor.submit(eval, search)
        until(mark.exists)
        psutil.Process(keeper).kill()
        assert isinstance(running.exception(timeout=30), FileExistsError)
        until(lambda: not psutil.pid_exists(worker), 10)


def test_a_keeper_that_hears_nothing_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker_processes, "PATIENCE", 0.2)
    executor = WorkerProcesses(1, Limits(60, 500), "extract.cells")
    keeper, worker = executor.submit(os.getppid).result(timeout=30), executor.submit(os.getpid).result(timeout=30)
    running = executor.submit(sleeps, 60, tmp_path / "mulai")
    until((tmp_path / "mulai").exists)
    psutil.Process(keeper).suspend()
    ending = threading.Thread(target=executor.shutdown, kwargs={"wait": False, "cancel_futures": True}, daemon=True)
    ending.start()
    ending.join(timeout=20)
    if ending.is_alive():
        psutil.Process(keeper).kill()
        pytest.fail("shutdown waits for a keeper that hears nothing")
    with pytest.raises(TaskStopped):
        running.result(timeout=1)
    until(lambda: not psutil.pid_exists(keeper) and not psutil.pid_exists(worker))


PROGRAM = """
import fcntl, os, sys, time
from extract import own_process
from extract.task_limits import Limits
from extract.worker_keeper import PROGRAM_IS_COPIED
from extract.worker_processes import WorkerProcesses
if __name__ == "__main__":
    own_process.begin()
"""


def program(code: str, folder: Path) -> "subprocess.Popen[str]":
    (folder / "induk.py").write_text(PROGRAM + "".join(f"    {line}\n" for line in code.strip().splitlines()))
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen([sys.executable, str(folder / "induk.py")], cwd=folder, stdout=subprocess.PIPE, text=True, env=environment)


@pytest.mark.parametrize("copied", [False, True])
def test_workers_end_with_a_killed_program(copied: bool, tmp_path: Path) -> None:
    """A run that is killed leaves no process that could go on writing."""
    code = f"""
executor = WorkerProcesses(1, Limits(60, 500), "extract.cells", copied={copied})
print(executor.submit(os.getpid).result(), executor.submit(os.getppid).result(), flush=True)
executor.submit(time.sleep, 60).result()
"""
    with program(code, tmp_path) as killed:
        assert killed.stdout
        worker, keeper = map(int, killed.stdout.readline().split())
        assert psutil.pid_exists(worker)
        assert psutil.pid_exists(keeper)
        killed.kill()
    until(lambda: not psutil.pid_exists(worker) and not psutil.pid_exists(keeper))


def test_a_program_that_shuts_nothing_down_ends(tmp_path: Path) -> None:
    code = """
executor = WorkerProcesses(1, Limits(60, 500), "extract.cells", copied=True)
print(executor.submit(os.getpid).result())
"""
    with program(code, tmp_path) as ended:
        try:
            assert ended.wait(timeout=30) == 0
        finally:
            ended.kill()


@pytest.mark.skipif(not PROGRAM_IS_COPIED, reason="processes cannot be copied here")
def test_a_copy_knows_what_was_loaded_and_holds_no_file(tmp_path: Path) -> None:
    code = """
sys.modules["dimuat"] = sys
held = open("kunci", "w")
fcntl.flock(held, fcntl.LOCK_EX)
with WorkerProcesses(1, Limits(60, 500), "extract.cells", copied=True) as executor:
    print(executor.submit(eval, "'dimuat' in __import__('sys').modules").result())
    held.close()
    with open("kunci") as again:
        fcntl.flock(again, fcntl.LOCK_EX | fcntl.LOCK_NB)
    print(executor.submit(os.getpid).result() != os.getpid())
"""
    with program(code, tmp_path) as told:
        assert told.stdout
        assert told.stdout.read().split() == ["True", "True"]
        assert told.wait() == 0


def test_this_process_has_the_same_interface() -> None:
    with ThisProcess() as executor:
        assert executor.submit(os.getpid).result() == os.getpid()
        assert isinstance(executor.submit(int, "tiga").exception(), ValueError)


def test_what_stops_the_program_does_not_stop_who_loads_for_it() -> None:
    code = """
import extract.unstopped, os, signal
for name in ("SIGINT", "SIGTERM", "SIGHUP"):
    os.kill(os.getpid(), getattr(signal, name))
print("on")
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr, done.returncode) == ("on\n", "", 0)
