"""Columns inside a cell: a table with one upright rule behind its names, and none between its figures."""

import itertools
from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct

from extract.guess.value_columns import place_columns, values_of
from extract.guess.values import is_figure
from extract.guess.words_by_place import LIMITS as PLACE
from extract.page.filled_cells import FilledCells
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule
from extract.page.words import Word


class CellColumnLimits(Struct, frozen=True):
    """rows: so many lines of figures make columns, over all cells that stand above one another."""

    rows: int = 3


LIMITS = CellColumnLimits()


def cell_column_rules(cells: FilledCells) -> list[Rule]:
    """Upright rules inside the cells of one column whose lines are several figures, far apart, one below the other."""
    boxes, held = cells.boxes, cells.held
    columns: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i, inside in held.items():
        if len(inside) > 1:
            columns[round(boxes[i][0]), round(boxes[i][2])].append(i)
    found: list[Rule] = []
    for members in columns.values():
        rows = [row for i in members for row in _rows_of_figures(cells.lines(i))]
        if len(rows) < LIMITS.rows:
            continue
        head = [(w.x0, w.x1) for i in members for w in held[i] if not is_figure(w.text)]
        left, right = boxes[members[0]][0], boxes[members[0]][2]
        places = place_columns([[(value[0].x0, value[-1].x1) for value in row] for row in rows], head, left, right)
        for i in members:
            found += [Rule(True, x, boxes[i][1], boxes[i][3]) for x in places if _is_free(x, held[i])]
    return found


def _rows_of_figures(lines: Sequence[Sequence[Word]]) -> list[list[list[Word]]]:
    """The lines that are figures far apart and nothing else."""
    found = []
    for line in lines:
        if not is_figure(line[0].text):  # as most are: lines of names
            continue
        values = values_of(line)
        if len(values) < 2 or not all(is_figure(value[0].text) for value in values):
            continue
        height = line[0].bottom - line[0].top
        if all(b[0].x0 - a[-1].x1 > PLACE.apart * height for a, b in itertools.pairwise(values)):
            found.append(values)
    return found


def _is_free(x: float, words: Sequence[Word]) -> bool:
    return not any(word.x0 < x - RULING.over and word.x1 > x + RULING.over for word in words)
