"""Stdout and stderr that nobody reads, that are full, or closed from the beginning: what the program does for all that."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.malam import DUMP, OTHER, ROOT, rapk, read_in, rows

pytestmark = pytest.mark.skipif(os.name == "nt", reason="pipes and devices of Unix")


def program(*arguments: str | Path, stdout: int, stderr: int, unbuffered: bool = False) -> "subprocess.Popen[bytes]":
    environment = os.environ | {"PYTHONUNBUFFERED": "1" if unbuffered else ""}
    return subprocess.Popen([sys.executable, ROOT / "pipeline.py", *arguments], stdout=stdout, stderr=stderr, env=environment)


def unread() -> int:
    """A pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("arguments", [("--help",), ("status",), ("report",), ("export",)], ids=" ".join)
def test_nothing_is_said_behind_the_end(arguments: tuple[str, ...], data: Path, tmp_path: Path) -> None:
    """DuckDB counts at the end what still holds its classes, and says all of it."""
    place = {"--help": (), "export": ("--data-dir", data, "--out", tmp_path / "hasil")}.get(arguments[0], ("--data-dir", data))
    with program(*arguments, *place, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as done:
        _, said = done.communicate()
    assert done.returncode == 0 and not said


@pytest.mark.parametrize("unbuffered", [False, True])
def test_a_run_goes_on_when_nobody_reads_it(unbuffered: bool, tmp_path: Path) -> None:
    """As before `| head -1`; stderr with it, where progress is told from the first document on."""
    (tmp_path / "inbox").mkdir()
    for path in (DUMP, OTHER):
        shutil.copy2(path, tmp_path / "inbox")
    pipe = unread()
    with program("run", "--data-dir", tmp_path, stdout=pipe, stderr=pipe, unbuffered=unbuffered) as run:
        os.close(pipe)
    assert run.returncode == 0
    assert rows(tmp_path, "SELECT count(*) FROM dokumen") == [(2,)]
    again = rapk("run", "--data-dir", tmp_path)
    assert again.exit_code == 0 and not read_in(again) and "Tidak ada yang berubah" in again.stdout


@pytest.mark.parametrize("arguments", [("status",), ("check", "--all", "--json"), ("diff",)], ids=" ".join)
def test_a_command_that_only_prints_ends_with_its_reader(arguments: tuple[str, ...], data: Path) -> None:
    pipe = unread()
    with program(*arguments, "--data-dir", data, stdout=pipe, stderr=subprocess.PIPE) as printing:
        os.close(pipe)
        _, said = printing.communicate()
    assert printing.returncode == -signal.SIGPIPE and not said


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("unbuffered", [False, True])
@pytest.mark.parametrize("arguments", [("run",), ("run", "--json"), ("status",), ("--help",)], ids=" ".join)
def test_a_full_stdout_is_told_as_what_it_is(arguments: tuple[str, ...], unbuffered: bool, data: Path) -> None:
    (data / "inbox" / DUMP.name).unlink()
    with Path("/dev/full").open("wb") as full:
        place = () if arguments == ("--help",) else ("--data-dir", data)
        with program(*arguments, *place, stdout=full.fileno(), stderr=subprocess.PIPE, unbuffered=unbuffered) as run:
            _, said = run.communicate()
    assert run.returncode == 2
    sentence = said.decode().splitlines()[-1]
    assert sentence.startswith("Keluaran standar (stdout) tidak dapat ditulis (") and str(data) not in sentence
    assert "Exception ignored" not in said.decode()
    if "run" in arguments:
        assert rows(data, "SELECT count(*) FROM dokumen") == [(2,)]
        assert "Tidak ada yang berubah" in rapk("run", "--data-dir", data).stdout


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_watching_goes_on_where_stdout_is_full(data: Path) -> None:
    (data / "inbox" / DUMP.name).unlink()
    with (
        Path("/dev/full").open("wb") as full,
        program("watch", "--runs", "1", "--data-dir", data, stdout=full.fileno(), stderr=subprocess.PIPE) as watching,
    ):
        _, said = watching.communicate()
    assert watching.returncode == 0 and said.decode().count("Keluaran standar (stdout) tidak dapat ditulis (") == 1
    assert rows(data, "SELECT count(*) FROM dokumen") == [(2,)]


def test_what_was_closed_is_no_files_place(tmp_path: Path) -> None:
    """Else the next file that is opened is what libraries take for stdout, and copies of the process keep it open."""
    told = tmp_path / "nomor"
    code = f"from warehouse.screen.outlets import make_lasting; make_lasting(); f = open({str(told)!r}, 'w'); f.write(str(f.fileno()))"
    subprocess.run(["sh", "-c", 'exec "$0" -c "$1" <&- >&- 2>&-', sys.executable, code], cwd=ROOT, check=True)
    assert int(told.read_text()) > 2
