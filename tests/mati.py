"""Runs are killed at random instants; the next one must end with the Parquet files of a run that was never killed.

`python -m tests.mati --jumlah 200` for the full count; the test suite tries a few.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pypdf
from click.testing import CliRunner

import pipeline

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "samples" / "inbox"
TABLES = ("dokumen", "target", "target_bulanan", "kontribusi_ro", "capaian", "cek", "sel", "dim_indikator_alias")
KILLS = (1, 2)
"""So many runs are killed, one after the other, before one goes on to its end: in turn."""


@dataclass
class Killed:
    """kills: runs ended by SIGKILL; late: runs that were done before it came; rounds: comparisons, all of them equal."""

    kills: int = 0
    late: int = 0
    rounds: int = 0


def inboxes(top: Path) -> list[Path]:
    """Two states of an inbox: in the second a document has another content, one is gone, one has another name, and of two that are new
    one is so long that it is read in parts."""
    first, second = top / "inbox a", top / "inbox b"
    first.mkdir()
    second.mkdir()
    for name in ("dump_kantor.txt", "dump_html.txt", "rapk_datar.pdf", "rapk_nasional.pdf"):
        shutil.copy2(SAMPLES / name, first)
    shutil.copy2(SAMPLES / "rapk_jan_des.pdf", second / "rapk_datar.pdf")
    shutil.copy2(SAMPLES / "dump_html.txt", second / "nama lain.txt")
    shutil.copy2(SAMPLES / "rapk_kantor_putus.pdf", second)
    shutil.copy2(SAMPLES / "rapk_nasional.pdf", second)
    (second / "kosong.pdf").touch()
    writer = pypdf.PdfWriter(clone_from=SAMPLES / "rapk_kantor_bersarang.pdf")
    for _ in range(40):
        writer.add_blank_page(842, 595)
    writer.write(second / "panjang.pdf")
    return [first, second]


def command(inbox: Path, data: Path) -> list[str]:
    return [sys.executable, str(ROOT / "pipeline.py"), "run", str(inbox), "--data-dir", str(data), "--pekerja", "2"]


def finished(inbox: Path, data: Path) -> float:
    """A run to its end, in this process, and the seconds it took."""
    began = time.monotonic()
    result = CliRunner().invoke(pipeline.main, ["run", str(inbox), "--data-dir", str(data), "--pekerja", "0"])
    assert result.exit_code in (0, 1), result.output
    return time.monotonic() - began


def killed(inbox: Path, data: Path, after: float, whole_group: bool) -> bool:
    """True where the run was killed, False where it had ended. whole_group: with its workers, as a machine that goes down."""
    process = subprocess.Popen(command(inbox, data), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, start_new_session=True)
    try:
        process.wait(after)
        return False
    except subprocess.TimeoutExpired:
        if whole_group:
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
        process.wait()
        return True


def parquet(data: Path) -> dict[str, bytes]:
    top = data / "parquet"
    return {path.relative_to(top).as_posix(): path.read_bytes() for path in sorted(top.rglob("*")) if path.is_file()}


def database(data: Path) -> list[object]:
    with duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        rows: list[object] = [con.sql(f"SELECT * FROM {table} ORDER BY ALL").fetchall() for table in TABLES if table != "dokumen"]
        return [*rows, con.sql("SELECT * EXCLUDE diproses_pada FROM dokumen ORDER BY ALL").fetchall()]


def try_kills(count: int, seed: int) -> Killed:
    """So many kills over one data folder, which goes to and fro between two inboxes. Raises AssertionError with the seed."""
    chance = random.Random(seed)
    result = Killed()
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        states = inboxes(top)
        data = top / "data"
        expected, seconds = [], 0.0
        for number, inbox in enumerate(states):
            seconds = max(seconds, finished(inbox, top / f"utuh {number}"))
            expected.append((parquet(top / f"utuh {number}"), database(top / f"utuh {number}")))
        while result.kills < count:
            number = result.rounds % 2
            for _ in range(KILLS[number]):
                if killed(states[number], data, chance.uniform(0.15, 1.0) * seconds, chance.random() < 0.5):
                    result.kills += 1
                else:
                    result.late += 1
                    break
            finished(states[number], data)
            assert parquet(data) == expected[number][0], f"Parquet differs, seed {seed}, round {result.rounds}"
            assert database(data) == expected[number][1], f"database differs, seed {seed}, round {result.rounds}"
            left = [path.name for path in data.rglob("*") if path.name.endswith(".tmp") or path.name == "sementara"]
            assert not left, f"left behind: {left}, seed {seed}"
            result.rounds += 1
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jumlah", type=int, default=200)
    parser.add_argument("--benih", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    print(f"benih {given.benih}")
    began = time.monotonic()
    result = try_kills(given.jumlah, given.benih)
    print(
        f"{result.kills} kali dimatikan, {result.rounds} kali dibandingkan dan selalu sama, {result.late} run selesai lebih dulu, "
        f"{time.monotonic() - began:.0f} detik"
    )


if __name__ == "__main__":
    main()
