"""Value cells over several rows of a plan: what they print belongs to all of the rows, so none has it alone."""

from collections.abc import Sequence

from msgspec import Struct

from extract.cells import Cell, PrintedRow
from normalize.heads.headings import Role
from normalize.plan.rapk_parts import Blok, Gabungan
from normalize.tables.tempat import SHARED, reaches_into


class _Milik(Struct):
    """A value cell and the indicators that it has been given to."""

    cell: Cell
    role: Role
    bloks: list[Blok]


class SharedCells:
    """The value cells of the last rows of a plan that reach down into the next one."""

    def __init__(self) -> None:
        self._open: list[_Milik] = []

    def row(self, blok: Blok, row: PrintedRow, values: Sequence[tuple[Cell, Role]]) -> None:
        """The next indicator's row. values: its own value cells; where it has none, a cell from above may be its own too."""
        own = {role for _, role in values}
        self._open = [item for item in self._open if reaches_into(item.cell, row) and item.role not in own]
        for item in self._open:
            item.bloks.append(blok)
            _share(item)
        self._open += [_Milik(cell, role, [blok]) for cell, role in values if cell.lines]


def _share(item: _Milik) -> None:
    first = item.bloks[0]
    for blok in item.bloks:
        blok.bendera.add(SHARED)
        if item.role.bulan:
            blok.bulan[item.role.bulan] = ""
        elif item.role.nama == "target_tahunan":
            blok.target = ""
        else:
            first.gabungan = first.gabungan or Gabungan(first.anggaran)
            blok.gabungan, blok.anggaran = first.gabungan, ""
