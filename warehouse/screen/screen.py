"""The terminal: plain sentences and tables of text, readable in a file or a pipe too."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.table import Table
from rich.text import Text

from extract.message import Message, message
from warehouse.screen.language import told

if TYPE_CHECKING:
    from rich.progress import Progress

WIDTH = 180
"""Columns of a file or a pipe, which have no width; 80 would break every line."""


T = TypeVar("T")


class Steps(Protocol):
    """Goes through the steps of some work, which the title names."""

    def __call__(self, title: str, items: Sequence[T], /) -> Iterable[T]:
        """The items, each when its turn comes."""


def unseen(title: str, items: Sequence[T], /) -> Iterable[T]:
    """Steps that nobody watches."""
    return items


_quiet = False


def be_quiet(quiet: bool) -> None:
    """From now on nothing is shown but errors, or all again."""
    global _quiet
    _quiet = quiet


def is_quiet() -> bool:
    """True where only errors are wanted."""
    return _quiet


class Counting:
    """What long work tells on stderr: a bar on a terminal; elsewhere a line a file, and nothing about other steps; nothing when quiet."""

    def __init__(self, bar: "Progress | None") -> None:
        self._bar = bar
        self._task = bar.add_task("", total=None) if bar else None
        self._done = count(1)

    def file(self, nama: str, total: int) -> None:
        """A file is done, of so many."""
        if self._bar is None or self._task is None:
            if not _quiet:
                click.echo(f"[{next(self._done)}/{total}] {plain(nama)}", err=True)
        else:
            self._bar.update(self._task, description=plain(nama), total=total, advance=1, refresh=True)

    def steps(self, title: str, items: Sequence[T], /) -> Iterable[T]:
        """As Steps."""
        if self._bar is None or self._task is None:
            yield from items
            return
        self._bar.reset(self._task, total=len(items), description=told(title))
        self._bar.refresh()  # seen at once, however short it is
        for item in items:
            yield item
            self._bar.advance(self._task)


@contextmanager
def counting() -> Iterator[Counting]:
    """For the time of some long work."""
    screen = Console(stderr=True, highlight=False, emoji=False)
    if _quiet or not screen.is_terminal:
        yield Counting(None)
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn  # only a terminal shows bars

    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=screen, transient=True) as bar:
        yield Counting(bar)


def console() -> Console:
    """Stdout, or nowhere when quiet. Nothing printed is understood as markup or emoji."""
    screen = Console(highlight=False, emoji=False, markup=False, soft_wrap=False, quiet=_quiet)
    if not screen.is_terminal and "COLUMNS" not in os.environ:
        screen.width = WIDTH
    return screen


def say(screen: Console, *lines: str | Message) -> None:
    """Messages and labels of the program, each in a line of its own however wide the screen is."""
    quote(screen, *(told(line) for line in lines))


def quote(screen: Console, *lines: str) -> None:
    """Lines as they stand: what a document prints, and what is in the reader's language already."""
    for line in lines:
        screen.print(Text(plain(line)), soft_wrap=True)


def give(*paths: Path) -> None:
    """Files that were written, a line each, for people and for programs that go on with them."""
    if not _quiet:
        for path in paths:
            click.echo(str(path))


def table(*names: str, right: Sequence[int]) -> Table:
    """An empty table with these column names, given in Indonesian. right: the columns (from 0) that hold numbers."""
    made = Table(box=SIMPLE, pad_edge=False)
    for number, name in enumerate(names):
        made.add_column(told(name), justify="right" if number in right else "left", overflow="fold", no_wrap=number in right)
    return made


def add_row(made: Table, *values: Any) -> None:
    """Values as they stand: no markup in them is understood. None is '–'."""
    made.add_row(*(Text(plain(printed(value))) for value in values))


def printed(value: Any) -> str:
    """A number as Indonesians write it, without trailing zeros: Decimal('1234.500000') → '1.234,5'; None → '–'; years stay as they are."""
    if value is None:
        return "–"
    if not isinstance(value, Decimal):
        return str(value)
    text = f"{value:,f}".translate(str.maketrans(",.", ".,"))
    return text.rstrip("0").rstrip(",") if "," in text else text


def place(halaman: int | None, line: int | None) -> str:
    """Where a row stands, as it is shown: page of a PDF or line of a dump."""
    if halaman is not None:
        return told(message("tempat_halaman", halaman=halaman))
    return told(message("tempat_baris", line=line)) if line is not None else "–"


def plain(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)
