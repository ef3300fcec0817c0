"""The command `watch`: a run whenever something lands in the inbox and has stopped growing."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from itertools import count
from pathlib import Path

import click
import duckdb
from watchfiles import watch as file_events

from extract.inbox.listing import FileState, list_inbox_states
from extract.message import message
from extract.task_limits import MOST_SECONDS, Limits
from normalize.errors import RegistryError
from warehouse.commands.command_guard import Guard
from warehouse.commands.run_command import FOLLOW_LINKS, INBOX, Seconds, check_folders, executor_of, one_run, reading_options
from warehouse.run.wishes import Wishes
from warehouse.screen.language import told
from warehouse.screen.screen import console, plain, quote, say
from warehouse.store.errors import OutputUnwritable, RunInProgress, WarehouseError
from warehouse.store.run_lock import run_in_progress

AWAY = 5.0
"""Seconds between two looks for a folder that is not there."""
QUIET = 2.0
"""Seconds without a change after which files are taken for whole."""


def register(main: click.Group, prepared: Guard) -> None:
    """Hangs `watch` under the program."""
    main.command()(prepared(watch))


@INBOX
@click.option(
    "--every",
    type=Seconds(0.5, MOST_SECONDS),
    metavar="DETIK",
    help="Lihat isi inbox sekali tiap DETIK, untuk folder jaringan (bawaan: sistem memberi tahu).",
)
@click.option("--runs", type=click.IntRange(min=1), metavar="N", help="Berhenti setelah N run (bawaan: sampai Ctrl-C).")
@FOLLOW_LINKS
@reading_options
def watch(
    inbox: Path | None,
    every: float | None,
    runs: int | None,
    follow_links: bool,
    workers: int,
    cluster: str | None,
    timeout: float,
    memory: int,
    data_dir: Path,
) -> None:
    """Menunggu berkas masuk ke INBOX (bawaan: DIR/inbox) dan menjalankan `run` setiap kali ada yang selesai disalin.

    \b
    Contoh:
      python pipeline.py watch
      python pipeline.py watch //server/dokumen --every 30
    """
    inbox = inbox or data_dir / "inbox"
    check_folders(inbox, data_dir)
    calls = _calls(inbox, every, follow_links)
    for number in count(1):
        try:
            next(calls)
        except KeyboardInterrupt:  # nothing is under way
            say(console(), "Berhenti menunggu; tidak ada run yang terputus.")
            return
        _run(inbox, data_dir, follow_links, lambda: executor_of(workers, Limits(timeout, memory), cluster, inbox, data_dir))
        if number == runs:
            return


def _run(inbox: Path, data_dir: Path, follow_links: bool, executor_now: Callable[[], AbstractContextManager[Executor]]) -> None:
    """One run; after another one that is under way, which may have begun before the last file landed. Says what stops it."""
    while True:
        try:
            quote(console(), f"{datetime.now():%Y-%m-%d %H:%M:%S} run:")
        except OutputUnwritable as error:  # what is printed goes nowhere from now on
            click.echo(plain(told(error.alasan)), err=True)
        try:
            with executor_now() as executor:  # processes are not kept while nothing lands
                one_run(inbox, data_dir, executor, Wishes(follow_links=follow_links))
            return
        except RunInProgress as error:
            say(console(), message("run_tidak_jalan", sebab=error.alasan))
            while run_in_progress(data_dir):
                time.sleep(QUIET)
        except OutputUnwritable as error:
            click.echo(plain(told(error.alasan)), err=True)
            return
        except (WarehouseError, RegistryError) as error:  # what stops one run need not stop the next
            say(console(), message("run_tidak_jalan", sebab=error.alasan))
            return
        except (OSError, duckdb.Error) as error:
            say(console(), message("run_tidak_jalan", sebab=str(error)))
            return


def _calls(inbox: Path, every: float | None, follow_links: bool) -> Iterator[None]:
    """Once at the beginning, then each time the inbox has changed and holds still again."""
    before = _states(inbox, follow_links)
    yield
    away = False
    for _ in _ticks(inbox, every):
        now = _states(inbox, follow_links)
        if now is None and not away:
            say(console(), message("inbox_tak_terlihat", inbox=inbox))
        away = now is None
        if now is None or now == before:
            continue
        while True:  # something moves: wait until it does not
            time.sleep(QUIET)
            again = _states(inbox, follow_links)
            if again == now:
                break
            now = again
        before = now
        yield


def _ticks(inbox: Path, every: float | None) -> Iterator[None]:
    while True:
        if every or not inbox.is_dir():
            time.sleep(every or AWAY)
            yield
            continue
        with suppress(OSError):  # the folder went just now
            # wakes now and then by itself too: what changed during a run brings no event afterwards
            for _ in file_events(inbox, debounce=200, step=100, rust_timeout=5000, yield_on_timeout=True, raise_interrupt=True):
                yield
                if not inbox.is_dir():
                    break  # of one that comes back under its name the system tells nothing


def _states(inbox: Path, follow_links: bool) -> dict[str, FileState | None] | None:
    """None while a share is away: what was on it has not left the inbox."""
    try:
        return dict(list_inbox_states(inbox, follow_links))
    except OSError:
        return None
