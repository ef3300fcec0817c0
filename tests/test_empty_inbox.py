"""An inbox that is empty or not there, as a share that is not mounted, leaves the warehouse as it is."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.malam import DUMP, PDF, ROOT, rapk, rows
from tests.mati import parquet


def away(data: Path) -> None:
    """The inbox under another name."""
    (data / "inbox").rename(data.parent / "terlepas")


def back(data: Path) -> None:
    (data.parent / "terlepas").rename(data / "inbox")


def test_an_empty_inbox_stops_the_run(data: Path) -> None:
    before = parquet(data)
    away(data)
    (data / "inbox").mkdir()
    for left in ("", ".tersembunyi", "sub/"):
        if left.endswith("/"):
            (data / "inbox" / left).mkdir()
        elif left:
            (data / "inbox" / left).touch()
        result = rapk("run", "--data-dir", data)
        assert result.exit_code == 2
        (line,) = result.stderr.strip().splitlines()
        assert str(data / "inbox") in line and "3 dokumen" in line and "--empty" in line
        assert parquet(data) == before and rows(data, "SELECT count(*) FROM dokumen") == [(3,)]
    assert rapk("run", "--data-dir", data, "--kosongkan").exit_code == 0
    assert rows(data, "SELECT count(*) FROM dokumen") == [(0,)]
    assert rapk("run", "--data-dir", data).exit_code == 0, "nothing is left that an empty inbox could take"


def test_an_inbox_that_is_not_there(data: Path) -> None:
    before = parquet(data)
    away(data)
    for options in ([], ["--kosongkan"]):
        result = rapk("run", "--data-dir", data, *options)
        assert result.exit_code == 2
        (line,) = result.stderr.strip().splitlines()
        assert str(data / "inbox") in line and "folder jaringan" in line
        assert parquet(data) == before
    back(data)
    assert "Tidak ada yang berubah" in rapk("run", "--data-dir", data).stdout


def test_an_inbox_of_refused_files_may_become_empty(tmp_path: Path) -> None:
    """They are no documents, so nothing is lost with them."""
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "kosong.pdf").touch()
    assert rapk("run", "--data-dir", tmp_path).exit_code == 1
    (tmp_path / "inbox" / "kosong.pdf").unlink()
    assert rapk("run", "--data-dir", tmp_path).exit_code == 0


@pytest.mark.parametrize(("stays", "asking"), [(True, ["--tanya", "0.5"]), (False, [])], ids=["empty-asking", "gone-events"])
def test_watch_waits_for_the_inbox_to_be_back(data: Path, stays: bool, asking: list[str]) -> None:
    arguments = [sys.executable, str(ROOT / "pipeline.py"), "watch", "--data-dir", str(data), "--sampai", "3" if stays else "2", *asking]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as watching:
        assert watching.stdout
        lines: Iterator[str] = iter(watching.stdout.readline, "")
        next(line for line in lines if "Hasil:" in line)
        away(data)
        if stays:
            (data / "inbox").mkdir()
        said = next(line for line in lines if "dibiarkan" in line)
        assert str(data / "inbox") in said and ("kosong" in said) == stays
        assert rows(data, "SELECT count(*) FROM dokumen") == [(3,)]
        if stays:
            (data / "inbox").rmdir()
        (data.parent / "terlepas" / PDF.name).unlink()
        back(data)
        rest = list(lines)
        watching.wait(40)
    assert watching.returncode == 0
    assert any(f"Tidak ada lagi di inbox: {PDF.name}" in line for line in rest)
    assert [line for line in rest if "dibiarkan" in line] == []
    assert (DUMP.name,) in rows(data, "SELECT nama_berkas FROM dokumen") and rows(data, "SELECT count(*) FROM dokumen") == [(2,)]
