"""The command `run`, and the options that every command shares that reads documents."""

import math
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from extract.message import message
from extract.task_limits import LEAST_MEGABYTES, LEAST_SECONDS, MOST_MEGABYTES, MOST_SECONDS, MOST_WORKERS, Limits
from extract.this_process import ThisProcess
from extract.worker_processes import WorkerProcesses
from warehouse.commands.after_run import leave_behind, left_behind
from warehouse.commands.as_json import AS_JSON, of_run, print_json
from warehouse.commands.command_guard import Guard
from warehouse.commands.outcomes import print_report
from warehouse.database.contents import opened, proof_counts, review_counts
from warehouse.run.running import Report, run_inbox
from warehouse.run.wishes import NONE, Wishes
from warehouse.screen.language import told
from warehouse.screen.screen import Steps, counting, is_quiet, plain
from warehouse.store.errors import FolderUnusable


class Seconds(click.FloatRange):
    """A range that 'nan' is not in either, though it is neither below nor above it."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """As click does it."""
        found = super().convert(value, param, ctx)
        if math.isnan(found):
            self.fail(f"{value!r} is not a number.", param, ctx)
        return found


DEFAULT = Limits()
PROCESSES = click.option(
    "--workers",
    type=click.IntRange(0, MOST_WORKERS),
    metavar="N",
    envvar="RAPK_WORKERS",
    show_envvar=True,
    default=lambda: os.cpu_count() or 2,
    help="Berapa dokumen dibaca sekaligus, masing-masing dalam prosesnya sendiri (bawaan: jumlah inti; 0: tanpa proses dan tanpa batas).",
)
TIME_LIMIT = click.option(
    "--timeout",
    type=Seconds(LEAST_SECONDS, MOST_SECONDS),
    metavar="DETIK",
    envvar="RAPK_TIMEOUT",
    default=DEFAULT.seconds,
    show_default=True,
    help="Waktu paling lama untuk satu dokumen, atau satu bagian dokumen panjang.",
)
MEMORY_LIMIT = click.option(
    "--memory",
    type=click.IntRange(LEAST_MEGABYTES, MOST_MEGABYTES),
    metavar="MB",
    envvar="RAPK_MEMORY",
    default=DEFAULT.megabytes,
    show_default=True,
    help="Memori paling banyak untuk satu dokumen.",
)


CLUSTER = click.option(
    "--cluster",
    metavar="dask://HOST:PORT",
    help="Baca dokumen di mesin-mesin klaster dask ini; --workers lalu tidak dipakai (tambahan .[klaster]).",
)
FOLLOW_LINKS = click.option("--follow-links", is_flag=True, help="Ikuti juga tautan yang menunjuk ke luar INBOX.")
INBOX = click.argument("inbox", required=False, type=click.Path(path_type=Path), envvar="RAPK_INBOX")


def reading_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """How many processes, on which machines, and what each may take."""
    return PROCESSES(CLUSTER(TIME_LIMIT(MEMORY_LIMIT(function))))


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `run` under the program."""
    main.command()(prepared(run))


@INBOX
@click.option("--again", is_flag=True, help="Baca ulang semua dokumen, juga yang tidak berubah dan yang pernah ditolak.")
@click.option("--empty", is_flag=True, help="Kosongkan gudang data bila INBOX memang kosong; tanpa ini run berhenti.")
@click.option("--allow-missing", is_flag=True, help="Keluarkan dokumen yang tidak ada lagi di INBOX, berapa pun banyaknya.")
@FOLLOW_LINKS
@click.option("--no-ocr", is_flag=True, help="Lewati halaman hasil pindai; run berikutnya tanpa pilihan ini membacanya.")
@AS_JSON
@reading_options
def run(
    inbox: Path | None,
    again: bool,
    empty: bool,
    allow_missing: bool,
    follow_links: bool,
    no_ocr: bool,
    as_json: bool,
    workers: int,
    cluster: str | None,
    timeout: float,
    memory: int,
    data_dir: Path,
) -> None:
    """Membaca dokumen yang baru atau berubah di INBOX (bawaan: DIR/inbox) dan memperbarui gudang data.

    Dokumen yang tidak ada lagi di INBOX keluar dari gudang data; bila banyak sekaligus, dibiarkan dan ditanyakan (lihat --allow-missing).
    INBOX yang kosong sama sekali, seperti folder jaringan yang belum terpasang, tidak mengubah apa pun (lihat --empty).

    Batas satu dokumen: 3.000 halaman, PDF 300 MB, dump teks 50 MB, 1.000.000 sel; waktu dan memori menurut --timeout dan --memory.

    \b
    Kode keluar: 0 semua terbaca, 1 ada berkas yang ditolak, 2 tidak dapat dijalankan.
    \b
    Contoh:
      python pipeline.py run
      python pipeline.py run samples/inbox
      python pipeline.py run /dokumen/2025 --data-dir /gudang
      python pipeline.py run --json --quiet
    """
    inbox = inbox or data_dir / "inbox"
    check_folders(inbox, data_dir)
    wishes = Wishes(again, empty, no_ocr, follow_links, allow_missing)
    with executor_of(workers, Limits(timeout, memory), cluster, inbox, data_dir) as executor:
        report = one_run(inbox, data_dir, executor, wishes, as_json)
    if report.refused:
        sys.exit(1)


def one_run(inbox: Path, data_dir: Path, executor: Executor, wishes: Wishes = NONE, as_json: bool = False) -> Report:
    """A run with its progress on stderr and its report on stdout; refused files are told on stderr where nothing else is."""
    began = time.monotonic()
    with counting() as counted:
        report = run_inbox(inbox, data_dir, executor, counted.file, wishes, counted.steps)
        counts: dict[str, int] = {}
        proof: dict[str, int] = {}
        if report.built or as_json or any(not entry.kalimat for entry in report.read):
            with opened(data_dir) as con:  # the report is made while it is open: to open it once more costs nothing then
                _leave(report, data_dir, counted.steps)
                # how many things wait in all is told only where nothing was read
                few = not as_json and len(report.read) < len(report.same)
                counts = review_counts(con, [entry.doc_id for entry in report.read] if few else ())
                proof = proof_counts(con)
        else:
            _leave(report, data_dir, counted.steps)
    report.detik = time.monotonic() - began
    if as_json:
        print_json("run", data_dir, **of_run(report, inbox, counts, proof))
    else:
        print_report(inbox, report, counts, proof, data_dir)
    if is_quiet():
        for _, kalimat in report.refused:
            click.echo(plain(told(kalimat)), err=True)
    return report


def _leave(report: Report, data_dir: Path, steps: Steps) -> None:
    if report.built or not left_behind(data_dir):
        leave_behind(data_dir, steps)


@contextmanager
def executor_of(workers: int, limits: Limits, cluster: str | None, inbox: Path, data_dir: Path) -> Iterator[Executor]:
    """Where documents are read; at one desk nothing is started before the first one comes. Raises ClusterUnusable."""
    if cluster:
        from warehouse.run.cluster import SCHEME, ClusterExecutor, ClusterUnusable

        if not cluster.startswith(SCHEME):
            raise ClusterUnusable(message("pelaksana_tak_dikenal", pelaksana=cluster))
        executor: Executor = ClusterExecutor(cluster, limits, inbox, data_dir)
    else:
        executor = WorkerProcesses(workers, limits, "warehouse.run.ready_worker", copied=True) if workers else ThisProcess()
    with executor:
        yield executor


def check_folders(inbox: Path, data_dir: Path) -> None:
    """Raises FolderUnusable."""
    if not inbox.is_dir():
        raise FolderUnusable(message("inbox_tak_ada", inbox=inbox))
    if data_dir.exists() and not data_dir.is_dir():
        raise FolderUnusable(message("bukan_folder", folder=data_dir))
    kept, results = inbox.resolve(), data_dir.resolve()
    if results == kept or kept in results.parents:
        raise FolderUnusable(message("data_di_dalam_inbox", folder=data_dir, inbox=inbox))
