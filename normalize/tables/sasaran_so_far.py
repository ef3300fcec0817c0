"""The sasaran that the rows of a report's table stand under, from row to row: a cell that none is printed in goes on with it."""

from collections.abc import Sequence

from extract.cells import Cell
from normalize.tables.bands import BECOME
from normalize.tables.teks import Teks
from normalize.words.kode import CODE, code_alone
from normalize.words.names import letters, split_prefix


class SasaranSoFar:
    """nomor: as printed before it or under NO. teks: None where none is printed, or only its number yet."""

    def __init__(self) -> None:
        self.nomor: int | None = None
        self.teks: Teks | None = None

    def begin(self, nomor: int | None, lines: Sequence[str], bagian: int) -> None:
        """A new one. bagian: the page of the table, from 0."""
        self.nomor, self.teks = nomor, Teks()
        self.teks.add(lines, bagian)

    def number(self, nomor: int) -> None:
        """The number of a new one, whose name stands elsewhere."""
        self.nomor, self.teks = nomor, None

    def take(self, cell: Cell, bagian: int, first: bool) -> None:
        """A new sasaran, its code alone, the same once more (tables that repeat it in every row), or its rest on a new page. first: in the
        first row of the page."""
        alone = code_alone(cell.text)
        if alone is not None:
            self.number(alone)
            return
        code = CODE.match(cell.text)
        lines = [cell.lines[0][code.end() :].strip() if code else cell.lines[0], *cell.lines[1:]]
        number, lines[0] = split_prefix(lines[0])
        if self.teks is not None and letters(self.teks.raw) == letters(" ".join(lines)):
            return
        if first and bagian and code is None and number is None and self.teks is not None and self._is_rest(lines[0]):
            self.teks.add(lines, bagian)
            return
        if code:
            number = int(code["nomor"])
        self.begin(self.nomor if number is None else number, lines, bagian)

    def _is_rest(self, line: str) -> bool:
        """Where a page begins with it, a line without a number goes on with the sasaran before, which has one or begins as sasaran do
        ('Meningkatnya …'), unless it begins so itself: 'Obat dan' | 'Makanan di wilayah kerja UPT'."""
        told = self.nomor is not None or (self.teks is not None and BECOME.match(self.teks.raw) is not None)
        return line[:1].islower() or (told and not BECOME.match(line.capitalize()))
