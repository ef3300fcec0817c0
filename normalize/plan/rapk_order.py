"""A dump's row by the order of its cells: where its values begin, whether the rows of a page slid to the left, and what the places of its
head say of it."""

from collections.abc import Sequence
from itertools import count, takewhile

import regex

from extract.cells import Cell
from extract.running.tables import Segment
from normalize.heads.headings import Role
from normalize.plan.rapk_rows import Jenis, Kepala, kind_of
from normalize.words.cell_kinds import NUMBER_ONLY, filled, has_letters
from normalize.words.kode import ROW_NUMBER, code_alone
from normalize.words.numbers import looks_numeric

# 'IKSS 3' 'IKU-4'; 'SK 3' is a sasaran's.
INDICATORS_CODE = regex.compile(r"\s*I", regex.IGNORECASE)


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


def number_under_no(text: str) -> int | None:
    """'3' '3.' 'SS 3': the number in a cell under NO; None for other texts, an indicator's code among them."""
    if NUMBER_ONLY.fullmatch(text):
        return int(regex.sub(r"\D", "", text))
    return None if INDICATORS_CODE.match(text) else code_alone(text)


def yearly_target(head: Sequence[tuple[Cell, Sequence[Role]]]) -> int | None:
    """The column of the yearly target in a dump's head: it stands before the months, and no month below it."""
    months = {cell.kolom for cell, found in head if any(role.bulan for role in found)}
    targets = [cell.kolom for cell, found in head if any(role.nama == "target_tahunan" for role in found)]
    return next((column for column in targets if column not in months and column < min(months, default=0)), None)


def run_behind(name: int | None, columns: set[int]) -> tuple[int, ...]:
    """The columns that follow the column of names without a gap."""
    return () if name is None else tuple(takewhile(columns.__contains__, count(name + 1)))
