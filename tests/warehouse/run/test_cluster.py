"""Documents read on a real cluster of loopback: a scheduler and two workers, one of which is killed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from extract.task_limits import Limits, WorkerDied
from tests.malam import DUMP, OTHER, PDF, rapk, rows
from tests.mati import parquet
from tests.menunggu import until
from tests.terucap import raises_saying
from warehouse.run.cluster import ClusterExecutor, ClusterUnusable


class Cluster:
    """A scheduler and its workers, each a process of its own group."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"dask://127.0.0.1:{self.port}"
        self._folder = folder
        self.scheduler = self._start("dask_scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        self.workers = [self.worker(number) for number in range(2)]

    def worker(self, number: int) -> "subprocess.Popen[bytes]":
        place = ("--local-directory", str(self._folder / f"pekerja {number}"), "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
        return self._start("dask_worker", f"tcp://127.0.0.1:{self.port}", *place)

    def _start(self, module: str, *arguments: str) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", f"distributed.cli.{module}", *arguments]
        with (self._folder / "klaster.log").open("ab") as log:
            return subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            kill_group(process)


def kill_group(process: "subprocess.Popen[bytes]") -> None:
    """A machine that is switched off."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(30)


@pytest.fixture(scope="module", autouse=True)
def distributed() -> Any:
    """Loaded by the one process that runs these tests: it takes a second."""
    return pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster(distributed: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("klaster"))
    try:
        with distributed.Client(f"tcp://127.0.0.1:{made.port}", timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        yield made
    finally:
        made.end()


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    for path in (DUMP, OTHER, PDF):
        shutil.copy2(path, folder)
    return folder


def test_the_same_files_come_of_it(cluster: Cluster, inbox: Path, tmp_path: Path) -> None:
    result = rapk("run", inbox, "--data-dir", tmp_path / "jauh", "--pelaksana", cluster.address)
    assert result.exit_code == 0, result.output
    assert rapk("run", inbox, "--data-dir", tmp_path / "sini").exit_code == 0
    assert parquet(tmp_path / "jauh") == parquet(tmp_path / "sini")


def _ended(seconds: float, folder: Path) -> str:
    """Leaves word that it began, and ends after a while."""
    (folder / f"mulai {time.monotonic_ns()}").touch()
    time.sleep(seconds)
    return "selesai"


def _dies() -> None:
    signal.raise_signal(signal.SIGKILL)


def test_a_document_that_kills_its_reader_and_a_machine_that_is_lost(cluster: Cluster, tmp_path: Path) -> None:
    with ClusterExecutor(cluster.address, Limits(seconds=60), tmp_path, tmp_path / "data") as executor:
        with raises_saying(WorkerDied, match="sinyal 9"):
            executor.submit(_dies).result(60)
        assert all(worker.poll() is None for worker in cluster.workers)
        waiting = [executor.submit(_ended, 4.0, tmp_path) for _ in range(2)]
        until(lambda: len(list(tmp_path.glob("mulai *"))) == 2)
        kill_group(cluster.workers[0])
        assert [future.result(90) for future in waiting] == ["selesai", "selesai"]
    assert len(list(tmp_path.glob("mulai *"))) == 3, "what the lost machine did is done once more"


def test_what_machines_do_not_see(cluster: Cluster, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without the inbox is given the document's content; one without the data folder cannot be used."""
    from warehouse.run import cluster_node

    data = tmp_path / "data"
    monkeypatch.setattr(ClusterExecutor, "_check", lambda self, address, inbox: setattr(self, "_by_content", True))
    result = rapk("run", inbox, "--data-dir", data, "--pelaksana", cluster.address)
    assert result.exit_code == 0 and rows(data, "SELECT count(*) FROM dokumen WHERE status <> 'gagal'") == [(3,)]
    assert not (data / "ledger" / "sementara").exists()
    assert cluster_node.sees(str(inbox), None) and not cluster_node.sees(str(tmp_path / "lain"), None)


def test_a_cluster_that_is_not_there(inbox: Path, tmp_path: Path) -> None:
    monkey = ("run", inbox, "--data-dir", tmp_path / "data", "--pelaksana")
    result = rapk(*monkey, "lain://x")
    assert result.exit_code == 2 and "tidak dikenal" in result.output
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ClusterUnusable, match="tidak menjawab"):
            ClusterExecutor(f"dask://127.0.0.1:{taken.getsockname()[1]}", Limits(), inbox, tmp_path)
    assert re.search(r"dask://HOST:PORT", rapk("run", "--help").output)
