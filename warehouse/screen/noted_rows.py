"""Rows with a sentence of their own, for any width: columns where they fit, else a block a row; the sentence is on full lines below."""

import textwrap
from collections.abc import Collection, Sequence
from typing import Any

from msgspec import Struct, field
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from extract.message import message
from warehouse.screen.language import told
from warehouse.screen.screen import plain, printed

GAP = "  "
INDENT = "   "
NO_BREAK = "\u00a0"
"""Between a name and its value, which stay on one line."""
MOST_NAMES = 5


def several(names: Sequence[str]) -> str:
    """At most five names, and how many more: 'a, b, c, d, e, dan 66 lagi'."""
    shown = ", ".join(names[:MOST_NAMES])
    return shown + told(message("dan_lagi", jumlah=len(names) - MOST_NAMES)) if len(names) > MOST_NAMES else shown


class NotedRows(Struct):
    """A table whose rows end in a sentence. names: in Indonesian; right: the columns (from 0) that hold numbers."""

    names: Sequence[str]
    right: Collection[int]
    _rows: list[tuple[list[str], str]] = field(default_factory=list)

    def add(self, *values: Any, note: str = "") -> None:
        """A row; None is '–'."""
        self._rows.append(([plain(printed(value)) for value in values], plain(note)))

    def print(self, screen: Console) -> None:
        """Nothing where there are no rows."""
        if not self._rows:
            return
        names = [told(name) for name in self.names]
        widths = [max(map(cell_len, column)) for column in zip(names, *(values for values, _ in self._rows), strict=True)]
        as_table = sum(widths) + len(GAP) * (len(widths) - 1) + 1 <= screen.width
        if as_table:
            head = self._line(names, widths)
            _say(screen, "", head, "─" * cell_len(head))
        for values, note in self._rows:
            if as_table:
                _say(screen, self._line(values, widths))
            else:
                _say(screen, "", values[0])
                pairs = [f"{name} {value}" for name, value in zip(names[1:], values[1:], strict=True)]
                _wrapped(screen, f"{NO_BREAK}· ".join(pair.replace(" ", NO_BREAK) for pair in pairs))
            if note:
                _wrapped(screen, note)
        _say(screen, "")

    def _line(self, values: Sequence[str], widths: Sequence[int]) -> str:
        cells = []
        for number, (value, width) in enumerate(zip(values, widths, strict=True)):
            room = " " * (width - cell_len(value))
            cells.append(room + value if number in self.right else value + room)
        return (" " + GAP.join(cells)).rstrip()


def _say(screen: Console, *lines: str) -> None:
    for line in lines:
        screen.print(Text(line), soft_wrap=True)


def _wrapped(screen: Console, text: str) -> None:
    """Broken between words, every line indented."""
    for line in textwrap.wrap(text, max(30, screen.width - 1), initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False):
        _say(screen, line.replace(NO_BREAK, " "))
