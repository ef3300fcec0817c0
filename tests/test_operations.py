"""The recipes of docs/operations.md: the cron line runs, the units are whole, and every command and option in it exists."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

import pipeline

ROOT = Path(__file__).parent.parent
TEXT = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")


def block(first: str) -> str:
    """The indented block that begins with this line."""
    found = re.search(rf"^    {re.escape(first)}.*\n(?:(?:    .*)?\n)*", TEXT, re.MULTILINE)
    assert found, first
    return "\n".join(line[4:] for line in found[0].rstrip().splitlines())


@pytest.mark.skipif(os.name == "nt", reason="sh")
def test_the_cron_line_runs(tmp_path: Path) -> None:
    home = tmp_path / "rapk"
    (home / ".venv" / "bin").mkdir(parents=True)
    (home / "data" / "inbox").mkdir(parents=True)
    python = home / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    (home / "pipeline.py").symlink_to(ROOT / "pipeline.py")
    shutil.copy2(ROOT / "samples" / "inbox" / "dump_kantor.txt", home / "data" / "inbox")
    line = block("MAILTO=").splitlines()[1].split(maxsplit=5)[5]

    def night() -> str:
        done = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False, env=os.environ | {"HOME": str(tmp_path)})
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert "dump_kantor.txt" in night()
    second = night()
    assert "Tidak ada yang berubah" in second and len(second) < 2000
    (home / "data" / "review").mkdir(exist_ok=True)
    (home / "data" / "review" / "upt_alias.csv").write_text("alias,upt_id\nBALAI POM KHAYAL,khayal\n")
    assert "upt_alias.csv" in night(), "the mail says why nothing could be done"


@pytest.mark.parametrize(
    ("first", "sections"), [("[Unit]\n    Description=Dokumen", "Service"), ("[Unit]\n    Description=Setiap", "Timer")]
)
def test_the_units_are_whole(first: str, sections: str) -> None:
    unit = configparser.ConfigParser(interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(block(first))
    assert {"Unit", sections} <= set(unit.sections())
    if shutil.which("systemd-analyze") and sections == "Timer":
        subprocess.run(["systemd-analyze", "calendar", unit["Timer"]["OnCalendar"]], check=True, capture_output=True)


def test_commands_and_options_exist() -> None:
    commands = set(re.findall(r"pipeline\.py (\w+)", TEXT))
    assert commands and commands <= set(pipeline.main.commands)
    known = {
        name
        for command in pipeline.main.commands.values()
        for item in command.params
        if isinstance(item, click.Option)
        for name in item.opts
    }
    named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", TEXT)) - {"--user", "--now", "--jumlah", "--langkah", "--lama", "--nthreads"}
    assert named and named <= known
