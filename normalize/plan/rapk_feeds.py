"""Where the rest of a PDF row goes that a page break cut: each cell of the last row feeds one text, found again by its x-range."""

from collections.abc import Callable, Sequence

from extract.cells import Cell
from normalize.plan.rapk_parts import BarisRo, Blok
from normalize.tables.teks import Teks

SAME = 3.0
"""Cells of one column agree to so many points from page to page, where its rules are drawn."""
ALIKE = 0.6
"""Columns that each page's words show, and no rule, share so much of the width that both take."""


class Feeds:
    """The cells of the last body row. A dump has no boxes and feeds nothing."""

    def __init__(self) -> None:
        self._open: list[tuple[float, float, Callable[[Sequence[str], int], None]]] = []

    def clear(self) -> None:
        """A new row has begun."""
        self._open.clear()

    def text(self, cell: Cell, teks: Teks, bendera: set[str]) -> None:
        """The cell's column goes on with this text."""

        def add(lines: Sequence[str], bagian: int) -> None:
            teks.add(lines, bagian)
            bendera.add("disambung_halaman")

        self._remember(cell, add)

    def month(self, cell: Cell, blok: Blok, month: int) -> None:
        """The cell's column goes on with this month's number."""

        def add(lines: Sequence[str], bagian: int) -> None:
            blok.bulan[month] = f"{blok.bulan[month]} {' '.join(lines)}".strip()
            blok.bendera.add("disambung_halaman")

        self._remember(cell, add)

    def amount(self, cell: Cell, owner: BarisRo | Blok, name: str) -> None:
        """The cell's column goes on with the amount `name` of the owner."""

        def add(lines: Sequence[str], bagian: int) -> None:
            setattr(owner, name, f"{getattr(owner, name)} {' '.join(lines)}".strip())
            owner.bendera.add("disambung_halaman")

        self._remember(cell, add)

    def _remember(self, cell: Cell, add: Callable[[Sequence[str], int], None]) -> None:
        if cell.bbox is not None:
            self._open.append((cell.bbox[0], cell.bbox[2], add))

    def give(self, cells: Sequence[Cell], bagian: int) -> list[Cell]:
        """Gives the cells to the columns they go on with; those without one come back."""
        left = []
        for cell in cells:
            add = self._column_of(cell)
            if add is None:
                left.append(cell)
            else:
                add(cell.lines, bagian)
        return left

    def _column_of(self, cell: Cell) -> Callable[[Sequence[str], int], None] | None:
        """The column that begins and ends where the cell does, else the one that shares most of its width."""
        if cell.bbox is None or not self._open:
            return None
        x0, _, x1, _ = cell.bbox
        same = next((add for left, right, add in self._open if abs(x0 - left) <= SAME and abs(x1 - right) <= SAME), None)
        if same is not None:
            return same
        left, right, nearest = max(self._open, key=lambda column: _shared(x0, x1, column[0], column[1]))
        return nearest if _shared(x0, x1, left, right) >= ALIKE else None


def _shared(x0: float, x1: float, left: float, right: float) -> float:
    """Which part of the width that two cells take both of them take: 0 to 1."""
    return max(0.0, min(x1, right) - max(x0, left)) / max(0.1, max(x1, right) - min(x0, left))
