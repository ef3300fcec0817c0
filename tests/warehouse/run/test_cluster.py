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

import psutil
import pytest

from extract.inbox.listing import state_of
from extract.task_limits import Limits, TaskStopped, WorkerDied
from tests.malam import DUMP, OTHER, PDF, rapk, rows
from tests.mati import parquet
from tests.menunggu import until
from tests.terucap import raises_saying
from warehouse.run import cluster_node
from warehouse.run.cluster import ClusterExecutor, ClusterUnusable, _one_of_each_folder
from warehouse.run.cluster_node import sees_as_stated


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


def test_an_inbox_that_a_machine_does_not_see(cluster: Cluster, inbox: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given the documents' contents."""
    data = tmp_path / "data"
    monkeypatch.setattr("warehouse.run.cluster._one_of_each_folder", lambda inbox: [(inbox / "lain" / DUMP.name, state_of(DUMP))])
    result = rapk("run", inbox, "--data-dir", data, "--pelaksana", cluster.address)
    assert result.exit_code == 0 and rows(data, "SELECT count(*) FROM dokumen WHERE status <> 'gagal'") == [(3,)]
    assert not (data / "ledger" / "sementara").exists()


def test_an_inbox_is_seen_where_each_of_its_folders_is(inbox: Path) -> None:
    """A machine may have an empty folder at the same place, where a share is not mounted."""
    (inbox / "2025").mkdir()
    shutil.copy2(DUMP, inbox / "2025")
    files = _one_of_each_folder(inbox)
    assert {path.parent for path, _ in files} == {inbox, inbox / "2025"} and sees_as_stated(files)
    (inbox / "2025" / DUMP.name).unlink()
    assert not sees_as_stated(files)


def test_folders_named_from_where_the_run_stands(cluster: Cluster, inbox: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(inbox.parent)
    result = rapk("run", inbox.name, "--data-dir", "data", "--pelaksana", cluster.address)
    assert result.exit_code == 0 and rows(Path("data"), "SELECT count(*) FROM dokumen WHERE status <> 'gagal'") == [(3,)]


def test_a_machine_that_comes_later_without_the_data_folder(cluster: Cluster, tmp_path: Path) -> None:
    with ClusterExecutor(cluster.address, Limits(), tmp_path, tmp_path / "data") as executor:
        for mark in (tmp_path / "data" / "ledger").glob(".*.tmp"):
            mark.unlink()
        with raises_saying(ClusterUnusable, match=f"tidak melihat folder data {tmp_path / 'data'}"):
            executor.submit(_dies).result(60)


def test_a_scheduler_of_another_version(cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes tasks apart before it hands them on, and fails at what it does not know."""
    monkeypatch.setattr(ClusterExecutor, "_asked_all", lambda self, function, *_: {"pekerja": cluster_node.PROGRAM})
    monkeypatch.setattr(cluster_node, "PROGRAM", "yang lain")
    with raises_saying(ClusterUnusable, match=f"Mesin {cluster.address} memakai versi program yang lain"):
        ClusterExecutor(cluster.address, Limits(), tmp_path, tmp_path / "data")


def test_what_the_cluster_fails_at_is_no_documents_fault(cluster: Cluster, tmp_path: Path) -> None:
    failed = raises_saying(ClusterUnusable, match="Klaster gagal mengerjakan satu tugas")
    with ClusterExecutor(cluster.address, Limits(), tmp_path, tmp_path / "data") as executor, failed:
        executor.submit(_known_here_alone()).result(60)


def _known_here_alone() -> Any:
    """A function that pickle writes by a name which no other process has."""

    def function() -> None:
        """Nothing."""

    function.__qualname__ = "not_known_elsewhere"
    globals()["not_known_elsewhere"] = function
    return function


def test_a_task_that_arrives_after_its_run_was_stopped_starts_nothing(tmp_path: Path) -> None:
    run = _run_known_here(tmp_path)
    cluster_node.stop(run.nama)
    assert isinstance(cluster_node.work(run, _dies, ()).error, TaskStopped)
    assert not cluster_node._runs


def test_of_a_run_that_was_killed_no_process_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster_node, "IDLE", 0.2)
    run = _run_known_here(tmp_path)
    reader = cluster_node.work(run, os.getpid, ()).value
    until(lambda: not cluster_node._runs and not psutil.pid_exists(reader))


def _run_known_here(folder: Path) -> cluster_node.ClusterRun:
    mark = folder / "tanda"
    mark.write_text(folder.name, encoding="utf-8")
    return cluster_node.ClusterRun(folder.name, mark, cluster_node.PROGRAM, Limits())


def test_a_cluster_that_has_lost_all_its_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("warehouse.run.cluster.LOOK", 0.2)
    monkeypatch.setattr("warehouse.run.cluster.NOBODY", 1.0)
    alone = Cluster(tmp_path)
    try:
        with ClusterExecutor(alone.address, Limits(), tmp_path, tmp_path / "data") as executor:
            waiting = executor.submit(_ended, 60.0, tmp_path)
            until(lambda: list(tmp_path.glob("mulai *")))
            for worker in alone.workers:
                kill_group(worker)
            with raises_saying(ClusterUnusable, match="tidak mempunyai pekerja"):
                waiting.result(60)
    finally:
        alone.end()


def test_a_cluster_that_is_not_there(inbox: Path, tmp_path: Path) -> None:
    monkey = ("run", inbox, "--data-dir", tmp_path / "data", "--pelaksana")
    result = rapk(*monkey, "lain://x")
    assert result.exit_code == 2 and "tidak dikenal" in result.output
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        with pytest.raises(ClusterUnusable, match="tidak menjawab"):
            ClusterExecutor(f"dask://127.0.0.1:{taken.getsockname()[1]}", Limits(), inbox, tmp_path)
    assert re.search(r"dask://HOST:PORT", rapk("run", "--help").output)
