"""The terminal: plain sentences and tables of text, readable in a file or a pipe too."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from decimal import Decimal
from itertools import count
from typing import Any

import click
from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

WIDTH = 180
"""Columns of a file or a pipe, which have no width; 80 would break every line."""


@contextmanager
def counting() -> Iterator[Callable[[str, int], None]]:
    """A function that is told each file that is done, and how many there are; shown on stderr: a bar on a terminal, else a line a file."""
    screen = Console(stderr=True, highlight=False, emoji=False)
    if not screen.is_terminal:
        done = count(1)
        yield lambda nama, total: click.echo(f"[{next(done)}/{total}] {plain(nama)}", err=True)
        return
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}", markup=False))
    with Progress(*columns, console=screen, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda nama, total: bar.update(task, description=plain(nama), total=total, advance=1)


def console() -> Console:
    """Stdout. Nothing printed is understood as markup or emoji."""
    screen = Console(highlight=False, emoji=False, markup=False, soft_wrap=False)
    if not screen.is_terminal and "COLUMNS" not in os.environ:
        screen.width = WIDTH
    return screen


def say(screen: Console, *lines: str) -> None:
    """Each line whole, however wide the screen is."""
    for line in lines:
        screen.print(Text(plain(line)), soft_wrap=True)


def table(*names: str, right: Sequence[int]) -> Table:
    """An empty table with these column names. right: the columns (from 0) that hold numbers."""
    made = Table(box=SIMPLE, pad_edge=False)
    for number, name in enumerate(names):
        made.add_column(name, justify="right" if number in right else "left", overflow="fold", no_wrap=number in right)
    return made


def add_row(made: Table, *values: Any) -> None:
    """Values as text: no markup in them is understood. None is '–'."""
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
    """Where a row stands: page of a PDF or line of a dump."""
    if halaman is not None:
        return f"hal. {halaman}"
    return f"baris {line}" if line is not None else "–"


def plain(text: str) -> str:
    """Without control characters, which a terminal would obey."""
    return "".join(c if c.isprintable() else " " for c in text)
