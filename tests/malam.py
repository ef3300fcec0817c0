"""What the tests of nightly runs share: commands, and what a run looked into and left."""

import os
import time
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner, Result

import pipeline
from extract.this_process import ThisProcess
from tests.mati import parquet
from warehouse.export.datapackage import describe_parquet
from warehouse.run import running
from warehouse.run.running import run_inbox

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
DUMP, OTHER, PDF = SAMPLES / "dump_kantor.txt", SAMPLES / "dump_html.txt", SAMPLES / "rapk_jan_des.pdf"


def rapk(*arguments: str | Path) -> Result:
    return CliRunner(env={"COLUMNS": "180"}).invoke(pipeline.main, [str(argument) for argument in arguments])


def rows(data: Path, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        return con.sql(sql).fetchall()


def read_in(result: Result) -> list[str]:
    """Names of the files that a run looked into."""
    return read_in_text(result.stderr)


def read_in_text(stderr: str) -> list[str]:
    """The same of a run whose stderr this is."""
    return sorted(line.partition("] ")[2] for line in stderr.splitlines() if line.startswith("["))


def fresh_parquet(inbox: Path, data: Path) -> dict[str, bytes]:
    """The Parquet files of a first run over this inbox into that data folder, whose database is not built: nothing asks it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running, "build_beside", lambda *_, **__: None)
        run_inbox(inbox, data, ThisProcess(), lambda *_: None)
    describe_parquet(data / "parquet")
    return parquet(data)


def old(path: Path, seconds: float = 60) -> Path:
    """The file as if it had come a while ago."""
    os.utime(path, (time.time() - seconds,) * 2)
    return path
