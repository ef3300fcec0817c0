"""In a dump's row: which of the texts before the values are names, and which stand behind the name, under SATUAN or a like head."""

from collections.abc import Sequence

from extract.cells import Cell
from normalize.words.cell_kinds import has_letters
from normalize.words.names import WORD, split_prefix
from normalize.words.units import begins_indicator

FEW_WORDS = 3
"""Units are printed in so few words ('Persen', 'Jumlah sekolah aman'); a name before one is longer."""


def names_before_values(cells: Sequence[Cell], texts: Sequence[int], column: int | None, behind: int) -> list[int]:
    """`texts` without those behind the name. texts: indexes of the cells of words before the first value; column: where the head has the
    name; behind: how many columns of words follow it there, before the values.

    A row that stands as its head does is read by its columns; in one that slid, the text that begins with the word of a unit is the name,
    with no more texts behind it than the head has columns; else a text is a unit where it is short, and where the text that it follows at
    once is longer.
    """
    if not behind:
        return list(texts)
    name = next((i for i in texts if cells[i].kolom == column), None)
    if name is not None and _stands(cells, name, behind, len(texts)):
        return [i for i in texts if i <= name]
    named = next((i for i in texts[-1 - behind : -1] if begins_indicator(split_prefix(cells[i].text)[1])), None)
    if named is not None:
        return [i for i in texts if i <= named]
    if name == texts[-1] and " " in cells[name].text and begins_indicator(split_prefix(cells[name].text)[1]):
        return list(texts)
    names = list(texts)
    for _ in range(behind):
        if len(names) < 2 or names[-1] - names[-2] > behind or not _is_shorter(cells[names[-1]].text, cells[names[-2]].text):
            break
        names.pop()
    return names


def _stands(cells: Sequence[Cell], name: int, behind: int, texts: int) -> bool:
    """True where the cells behind this name are words or nothing, and the name is no unit itself (of a row that slid to the left)."""
    beside = [cell for cell in cells[name + 1 :] if cell.kolom <= cells[name].kolom + behind]
    worded = any(cell.lines for cell in beside) and all(not cell.lines or has_letters(cell.text) or cell.text == "%" for cell in beside)
    return worded or (texts == 1 and not any(cell.lines for cell in beside))


def _is_shorter(unit: str, name: str) -> bool:
    return len(WORD.findall(unit)) <= min(FEW_WORDS, len(WORD.findall(name)) - 1)
