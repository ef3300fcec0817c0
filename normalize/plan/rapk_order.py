"""A dump's row by the order of its cells: where its values begin, and whether the rows of a page slid to the left."""

from collections.abc import Sequence

from extract.cells import Cell
from extract.running.tables import Segment
from normalize.plan.rapk_rows import Jenis, Kepala, kind_of
from normalize.words.cell_kinds import filled, has_letters
from normalize.words.kode import ROW_NUMBER
from normalize.words.numbers import looks_numeric


def names_slid(segment: Segment, kepala: Kepala, column: int | None) -> bool:
    """True where an indicator without a sasaran before it stands left of the column of names. column: where the head names it."""
    for row in segment.body if column is not None else ():
        if kind_of(row, kepala) is Jenis.INDIKATOR:
            texts = [cell for cell in filled(row) if has_letters(cell.text)]
            if len(texts) == 1 and texts[0].kolom < (column or 0):
                return True
    return False


def first_value(cells: Sequence[Cell]) -> int:
    """The first value behind the indicator's name; a lone number between two texts is the indicator's, not a value."""
    filled = [i for i, cell in enumerate(cells) if cell.lines]
    for position, i in enumerate(filled):
        if not looks_numeric(cells[i].text) or not any(has_letters(cells[j].text) for j in filled[:position]):
            continue
        following = filled[position + 1] if position + 1 < len(filled) else None
        if following is None or not (ROW_NUMBER.fullmatch(cells[i].text) and has_letters(cells[following].text)):
            return i
    raise ValueError("an indicator's row has a value")
