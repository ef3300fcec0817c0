"""A row of a plan's dump whose name a line's end broke: the name begins in a row without values, and its rest stands beside them in a later
one. An indicator without any value is one all the same, and no rest of the name above it."""

from itertools import zip_longest

from msgspec.structs import replace

from extract.cells import Cell, PrintedRow
from normalize.tables.bands import BECOME, is_summary
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters
from normalize.words.kode import BARE_NUMBER, code_alone
from normalize.words.names import split_prefix
from normalize.words.units import begins_indicator


def begins_alone(row: PrintedRow, names: int | None) -> bool:
    """True for a row that begins an indicator and holds nothing behind its name: it has a number or a sasaran before its name, or a name
    that begins with the word of its unit. names: the column of names."""
    name = _name(row, names)
    if name is None or any(cell.kolom > name.kolom for cell in filled(row)) or BECOME.match(name.text) or is_summary(name.text):
        return False
    return _begins_anew(row, name) or says_its_unit(row, names)


def goes_on(row: PrintedRow, names: int | None) -> bool:
    """True for a row whose name may be the rest of one: no number and no new sasaran stands before it, and it does not
    begin as names do."""
    name = _name(row, names)
    return name is not None and not _begins_anew(row, name) and not begins_indicator(name.text) and BECOME.match(name.text) is None


def says_its_unit(row: PrintedRow, names: int | None) -> bool:
    """True where the name begins with the word of its unit, behind a number perhaps: 'Persentase …' '03 - Indeks …'."""
    name = _name(row, names)
    return name is not None and begins_indicator(split_prefix(name.text)[1])


def as_one(upper: PrintedRow, lower: PrintedRow) -> PrintedRow:
    """Both rows as one, in the place of the second: what stands in a column is one text."""
    cells = [_joined(above, below) for above, below in zip_longest(upper.cells, lower.cells)]
    return replace(lower, cells=tuple(cells), bendera=(*lower.bendera, "disambung_halaman"))


def _joined(above: Cell | None, below: Cell | None) -> Cell:
    if above is None or below is None:
        return _present(above, below)
    return replace(below, lines=(*above.lines, *below.lines))


def _present(above: Cell | None, below: Cell | None) -> Cell:
    cell = above or below
    assert cell is not None
    return cell


def _name(row: PrintedRow, names: int | None) -> Cell | None:
    """The cell right under the head of the names, where it holds words."""
    cell = next((cell for cell in filled(row) if cell.kolom == names), None)
    return cell if cell is not None and cell.bbox is None and has_letters(cell.text) and code_alone(cell.text) is None else None


def _begins_anew(row: PrintedRow, name: Cell) -> bool:
    before = [split_prefix(cell.text)[1] for cell in filled(row) if cell.kolom < name.kolom]
    numbered = split_prefix(name.text)[0] is not None or BARE_NUMBER.match(name.text) is not None
    return numbered or any(NUMBER_ONLY.fullmatch(text) or BECOME.match(text) for text in before)
