"""Where the rest of a PDF row goes that a page break cut: each cell of the last row feeds one text, found again by its x-range."""

from collections.abc import Callable, Sequence

from extract.cells import Cell
from normalize.plan.rapk_parts import BarisRo, Blok
from normalize.tables.teks import Teks

SAME = 3.0
"""Cells of one column agree to so many points from page to page."""


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
            add = next((add for x0, x1, add in self._open if _same(cell, x0, x1)), None)
            if add is None:
                left.append(cell)
            else:
                add(cell.lines, bagian)
        return left


def _same(cell: Cell, x0: float, x1: float) -> bool:
    return cell.bbox is not None and abs(cell.bbox[0] - x0) <= SAME and abs(cell.bbox[2] - x1) <= SAME
