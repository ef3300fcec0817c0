"""Bars of long work: on a real terminal they say what is being done; elsewhere nothing but a line a file."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.malam import rapk

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "inbox" / "rapk_jan_des.pdf"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("layar") / "data"
    (folder / "inbox").mkdir(parents=True)
    (folder / "inbox" / SAMPLE.name).write_bytes(SAMPLE.read_bytes())
    return folder


def on_terminal(*arguments: str | Path) -> str:
    """What a command shows on the terminal that its stderr is."""
    pty = pytest.importorskip("pty")
    ours, theirs = pty.openpty()
    command = [sys.executable, "pipeline.py", *map(str, arguments)]
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "120"}
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=theirs, env=environment)
    os.close(theirs)
    shown = b""
    try:
        while piece := os.read(ours, 65536):
            shown += piece
    except OSError:  # Linux ends a terminal so
        pass
    finally:
        os.close(ours)
    assert running.wait() == 0, shown
    return shown.decode("utf-8", "replace")


def test_bars_on_a_terminal(data: Path) -> None:
    read = on_terminal("run", "--data-dir", data, "--pekerja", "0")
    for told in (SAMPLE.name, "gudang data: tabel", "gudang data: tampilan", "laporan: kartu skor"):
        assert told in read
    assert "report: scorecard" in on_terminal("report", "--data-dir", data, "--lang", "en")
    exported = on_terminal("export", "--format", "bappenas", "--data-dir", data, "--out", data / "keluar")
    assert "ekspor" in exported and "bappenas.xlsx" in exported


def test_quiet_where_stderr_is_no_terminal(data: Path) -> None:
    for arguments, told in ((("run", "--ulang", "--pekerja", "0"), [f"[1/1] {SAMPLE.name}"]), (("report",), []), (("export",), [])):
        done = rapk(*arguments, "--data-dir", data)
        assert done.exit_code == 0 and done.stderr.splitlines() == told
