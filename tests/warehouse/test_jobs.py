"""Documents on their way: what becomes of one whose second reading is too much."""

import errno
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from msgspec.structs import replace

from extract.cells import Document, Metode
from extract.inbox.listing import state_of
from extract.message import message
from extract.task_limits import TaskStopped, TimeUp, TooMuchMemory
from tests.malam import DUMP
from warehouse.run import jobs, one_document
from warehouse.run.job import Done, FileMoving, FileUnread, Job
from warehouse.run.one_document import read_and_stage
from warehouse.store.decided import review_digest

SLOW = TimeUp(message("waktu_habis", detik="6"))


def job(tmp_path: Path) -> Job:
    path = tmp_path / "laporan.pdf"
    path.write_bytes(b"%PDF-1.4")
    state = state_of(path)
    assert state
    return Job(Document("0" * 64, path, path.name, Metode.PDF), tmp_path, tmp_path / "halaman", state, tmp_path, "")


def done() -> Done:
    return Done("LAKIP", "ambon", 2024, "lengkap", 0, 0, 0, 0, None, (), None, (), "", "", 0.0)


@pytest.mark.parametrize("error", [SLOW, TooMuchMemory(message("memori_habis", jumlah=250)), MemoryError()])
def test_a_first_reading_is_kept_where_a_second_one_is_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    alone: list[bool] = []

    def read(work: Job) -> Done:
        alone.append(work.satu_pembaca)
        if not work.satu_pembaca:
            raise error
        return done()

    monkeypatch.setattr(jobs, "read_and_stage", read)
    with ThreadPoolExecutor(1) as executor:
        ((_, answer),) = jobs.through(executor, [job(tmp_path)])
    assert answer == done() and alone == [False, True]


@pytest.mark.parametrize("error", [SLOW, TaskStopped(message("dihentikan"))])
def test_what_is_too_much_for_the_first_reader_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def read(work: Job) -> Done:
        raise error

    monkeypatch.setattr(jobs, "read_and_stage", read)
    with ThreadPoolExecutor(1) as executor:
        ((_, answer),) = jobs.through(executor, [job(tmp_path)])
    assert answer is error


def test_a_file_that_was_written_to_while_it_was_read_is_not_kept(tmp_path: Path) -> None:
    """Its copy was not whole; the run takes it up again."""
    work = replace(job(tmp_path), tinjauan=review_digest(tmp_path))
    work.document.path.write_bytes(b"%PDF-1.4 and more")
    with pytest.raises(FileMoving, match=r"laporan\.pdf"):
        read_and_stage(work)


@pytest.mark.parametrize(("number", "raised"), [(errno.EIO, FileUnread), (errno.ENOSPC, OSError)])
def test_a_failing_share_leaves_the_file_and_a_full_disk_stops(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, raised: type[Exception]
) -> None:
    def fails(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(one_document, "process", fails)
    with pytest.raises(raised, match=os.strerror(number)):
        read_and_stage(replace(job(tmp_path), tinjauan=review_digest(tmp_path)))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes of Unix")
def test_a_file_that_goes_after_it_was_read_is_not_kept(tmp_path: Path) -> None:
    """What is noted of a document looks into its file once more. Here a pipe, which is gone when its first reader has come to the end."""
    path = tmp_path / "dump.txt"
    os.mkfifo(path)
    state = state_of(path)
    assert state

    def write_and_go() -> None:
        with path.open("wb") as pipe:
            pipe.write(DUMP.read_bytes())
            path.unlink()

    work = replace(job(tmp_path), document=Document("0" * 64, path, path.name, Metode.TEKS), state=state, tinjauan=review_digest(tmp_path))
    with ThreadPoolExecutor(1) as executor:
        writing = executor.submit(write_and_go)
        with pytest.raises(FileMoving, match=r"dump\.txt"):
            read_and_stage(work)
        writing.result()
