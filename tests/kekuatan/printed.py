"""Where the numbers of a document are printed: its cells as the warehouse keeps them, each number with the cell that it was read from."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from pathlib import Path

import duckdb

from tests.kekuatan.states import Fact, State, folded

TOKEN = re.compile(r"\d(?:[\d.,]*\d)?")
SHORTEST_NAME = 4
"""Letters of the shortest text that can be the name of a row."""


@dataclass(frozen=True)
class Cell:
    """One printed cell. kolom: from 1; bbox: x0, top, x1, bottom on the page as it is shown, in points."""

    baris: int
    kolom: int
    teks: str
    tabel_no: int
    tabel: str | None
    halaman: int | None = None
    line: int | None = None
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True)
class Place:
    """A number and where it stands: its cell, and which part of the cell's text it is."""

    fact: Fact
    cell: Cell
    start: int
    end: int

    @property
    def token(self) -> str:
        return self.cell.teks[self.start : self.end]


@dataclass
class Printed:
    """A document as printed. cells: those that stand in the file as they are (a table inside a cell of a dump is left out)."""

    path: Path
    state: State
    cells: Sequence[Cell]
    by_row: dict[int, list[Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self.by_row = defaultdict(list)
        for cell in self.cells:
            self.by_row[cell.baris].append(cell)

    @cached_property
    def places(self) -> list[Place]:
        """Every number whose cell is found behind the name of its row; a cell's token stands for one number."""
        found: list[Place] = []
        taken: set[tuple[int, int, int]] = set()
        for fact in sorted(self.state.facts, key=lambda fact: (fact.baris, fact.bulan or 13)):
            place = next(
                (
                    Place(fact, cell, match.start(), match.end())
                    for cell in _behind_the_name(self.by_row.get(fact.baris, []))
                    for match in TOKEN.finditer(cell.teks)
                    if (cell.baris, cell.kolom, match.start()) not in taken and fact.nilai in values(match[0], self._scale(fact))
                ),
                None,
            )
            if place:
                taken.add((place.cell.baris, place.cell.kolom, place.start))
                found.append(place)
        return found

    def _scale(self, fact: Fact) -> int:
        return self.state.skala if fact.kolom.endswith("_rp") else 1

    @cached_property
    def by_column(self) -> dict[tuple[str, str], list[Place]]:
        """(fact table, column) → its numbers."""
        groups: dict[tuple[str, str], list[Place]] = defaultdict(list)
        for place in self.places:
            groups[place.fact.tabel, place.fact.kolom].append(place)
        return groups

    @cached_property
    def rows(self) -> list[Fact]:
        """One number for each row of figures, in printed order."""
        first: dict[int, Fact] = {}
        for place in self.places:
            if place.fact.tabel != "target_bulanan":
                first.setdefault(place.fact.baris, place.fact)
        return [first[baris] for baris in sorted(first)]

    @cached_property
    def names(self) -> dict[tuple[str, int], list[Cell]]:
        """(fact table, tabel_no) → the cells that hold the names of its rows and nothing else, in printed order."""
        found: dict[tuple[str, int], list[Cell]] = defaultdict(list)
        for fact in self.rows:
            cell = next((cell for cell in self.by_row[fact.baris] if _holds(cell, folded(fact.nama))), None)
            if cell:
                found[fact.tabel, cell.tabel_no].append(cell)
        return found


def values(token: str, scale: int = 1) -> set[Decimal]:
    """What a printed number may mean, in either style. scale: what one printed unit is worth."""
    found: set[Decimal] = set()
    for text in (token.replace(",", ""), token.replace(".", "").replace(",", ".")):
        try:
            found.add(Decimal(text) * scale)
        except InvalidOperation:
            continue
    return found


def _behind_the_name(row: list[Cell]) -> list[Cell]:
    """The cells behind the longest text: before it stand running numbers, which would pass for small figures."""
    longest = max(row, key=lambda cell: sum(letter.isalpha() for letter in cell.teks), default=None)
    if longest is None or sum(letter.isalpha() for letter in longest.teks) < SHORTEST_NAME:
        return row
    return [cell for cell in row if cell.kolom > longest.kolom]


def _holds(cell: Cell, name: object) -> bool:
    text = str(folded(cell.teks))
    return isinstance(name, str) and len(name) > 5 and text.endswith(name) and len(text) <= len(name) + 8


def printed(database: Path, files: Iterable[Path], states: Mapping[str, State]) -> dict[str, Printed]:
    """File name → the document as printed."""
    cells: dict[str, list[Cell]] = defaultdict(list)
    with duckdb.connect(str(database), read_only=True) as con:
        found = con.execute(
            "SELECT doc_id, baris, kolom, mentah, tabel_no, tabel, halaman, line, bbox FROM sel "
            "WHERE mentah IS NOT NULL AND NOT list_contains(bendera, 'html') ORDER BY doc_id, baris, kolom"
        ).fetchall()
    for doc_id, baris, kolom, teks, tabel_no, tabel, halaman, line, bbox in found:
        cells[doc_id].append(Cell(baris, kolom, teks, tabel_no, tabel, halaman, line, tuple(bbox) if bbox else None))
    return {path.name: Printed(path, states[path.name], cells[states[path.name].doc_id]) for path in files}
