"""A page as read beside the page as shown: letters without ink are not there, and ink in a cell that no letter explains is not nothing."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from extract.cells import NO_TEXT, UNREADABLE, Block, Cell, Kotak, PrintedRow
from extract.page.characters import Characters
from extract.page.medians import median_of
from extract.page.page_tables import PageReading
from extract.page.rulings import Rule, joined_lines
from extract.page.unknown_letters import may_be_digits
from extract.page.words import Word, blanks, word_boxes
from extract.pdf.picture import CONTRAST, Ink, Picture

_INSET = 1.5
"""So near to a cell's sides (points) their rules still show."""
_FEW_PIXELS = 6
"""Less ink is dust."""
_LOWEST, _NARROWEST = 3.0, 1.0
"""The lowest and the narrowest figure (points)."""
_TALLEST = 40.0
"""What is taller is a photograph or a seal."""
_RULE = 1.0
"""The ink of a rule lies no farther from its middle (points)."""
_LOST = 0.4
"""Of a letter's width or height: where rules lie on so much of it, its ink may have gone with theirs."""
_STROKE = 8.0
"""A shorter rule (points) may be a part of a figure that is drawn as lines."""
_OVERHANG = 0.6
"""Letters show no farther out of their boxes (points)."""
_BESIDE = 0.7
"""What belongs to a number stands no farther from it, in heights of its line."""
_GREAT = 1.5
"""A picture so many times as wide or as high as a cell is the ground of several."""
_PLAIN = 120
"""On such a ground a figure differs from what is around it by so many grey values; the edges of what it shows differ by less."""
_INNER = 0.2
"""The ink of a letter beside a blank does not reach over so much of the blank."""
_MOST_UNSEEN = 0.5
"""Where more of the letters show no ink, the picture is at fault."""

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


def has_figures(reading: PageReading) -> bool:
    """True for a page whose tables may give facts: the one that is worth drawing."""
    return any(_is_number(cell) for block in reading.blocks for row in block.rows for cell in row.cells)


def _is_number(cell: Cell) -> bool:
    text = cell.text.removeprefix("Rp")
    return not any(map(str.isalpha, text)) and any(map(str.isdigit, text))


class Audit:
    """One drawn page. rules, areas, pictures: what is drawn on it beside text."""

    def __init__(self, picture: Picture, rules: Sequence[Rule], areas: Sequence[Kotak], pictures: Sequence[Kotak]) -> None:
        self._ink = Ink(picture)
        self._pictures = pictures
        drawn = [rule for rule in rules if rule.end - rule.start >= _STROKE]
        x, top, bottom = joined_lines(drawn, vertical=True).T
        y, left, right = joined_lines(drawn, vertical=False).T
        self._uprights, self._levels = np.column_stack((x, top, x, bottom)), np.column_stack((left, y, right, y))
        self._ink.without(self._uprights, _RULE)
        self._ink.without(self._levels, _RULE)
        self._ink.without(_sides(np.array([*set(areas), *pictures])), _RULE / 2)

    def unseen(self, characters: Characters) -> Bools:
        """Letters and digits that show no ink, and the signs between them."""
        codes, boxes = characters.codes, characters.boxes
        letters = ((codes >= 48) & (codes <= 57)) | ((codes >= 65) & (codes <= 90)) | ((codes >= 97) & (codes <= 122))
        letters &= (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 3] > boxes[:, 1])
        letters[list(characters.cut)] = False
        places = np.flatnonzero(letters)
        none = np.zeros(len(codes), bool)
        bare = ~self._ink.shown(boxes[places])
        if not bare.any() or np.count_nonzero(bare) > _MOST_UNSEEN * len(places):
            return none
        bare[bare] = ~self._under_rules(boxes[places[bare]])
        bare[bare] = [not _shows_strokes(part) for part in self._ink.picture.parts(boxes[places[bare]].tolist())]
        # A comma or a full stop goes with the letters around it: it shows too little ink to be judged.
        after = np.minimum(np.searchsorted(places, np.arange(len(codes))), len(places) - 1)
        before = np.maximum(np.searchsorted(places, np.arange(len(codes)), "right") - 1, 0)
        found: Bools = bare[after] & bare[before]
        return found

    def _under_rules(self, boxes: Floats) -> Bools:
        """Which of the letters may have lost their ink with the rules that lie on them."""
        x0, top, x1, bottom = boxes.T[:, :, None]
        x, upper, _, lower = self._uprights.T
        upright = np.where((upper < bottom) & (lower > top), np.minimum(x1, x + _RULE) - np.maximum(x0, x - _RULE), 0.0)
        left, y, right, _ = self._levels.T
        level = np.where((left < x1) & (right > x0), np.minimum(bottom, y + _RULE) - np.maximum(top, y - _RULE), 0.0)
        wide = upright.clip(0.0).sum(axis=1) > _LOST * (x1 - x0)[:, 0]
        found: Bools = wide | (level.clip(0.0).sum(axis=1) > _LOST * (bottom - top)[:, 0])
        return found

    def digits_without_letter(self, characters: Characters) -> Bools:
        """What the file calls a blank inside a number, or gives no letter, and shows the ink of a digit."""
        found, boxes = may_be_digits(characters.codes, characters.boxes, blanks(characters.codes))
        places = np.flatnonzero(found)
        if not len(places):
            return found
        inner = boxes[places]
        inner = inner + (inner[:, [2, 3, 0, 1]] - inner) * _INNER
        found[places] = self._ink.shown(inner)
        return found

    def marked(self, reading: PageReading, words: Sequence[Word], others: Sequence[Kotak]) -> PageReading:
        """The page with UNREADABLE in cells that hold ink which no letter explains: alone in an empty cell, behind a number that is not
        whole. others: where other text stands."""
        boxes = word_boxes(words)
        self._ink.without(boxes, _OVERHANG)
        self._ink.without(np.array(others), _OVERHANG)
        places = (boxes[:, :2] + boxes[:, 2:]) / 2
        return replace(reading, blocks=tuple(self._block(block, words, places) for block in reading.blocks))

    def _block(self, block: Block, words: Sequence[Word], places: Floats) -> Block:
        """places: n × 2, the middles of the words."""
        cells = {
            (r, c): cell.bbox
            for r, row in enumerate(block.rows[1:], 1)
            for c, cell in enumerate(row.cells)
            if cell.bbox and (not cell.lines or _is_number(cell))
        }
        boxes = np.array(list(cells.values()), np.float64).reshape(-1, 4) + np.array([_INSET, _INSET, -_INSET, -_INSET])
        inked = {
            place
            for place, (x0, top, x1, bottom) in zip(cells, self._ink.picture.pixels(boxes).tolist(), strict=True)
            if np.count_nonzero(self._ink.mask[top:bottom, x0:x1]) >= _FEW_PIXELS
        }
        rows = list(block.rows)
        for r in sorted({r for r, _ in inked}):
            row = rows[r]
            made = tuple(self._cell(cell, words, places) if (r, c) in inked else cell for c, cell in enumerate(row.cells))
            rows[r] = replace(row, cells=made, bendera=_with(row, NO_TEXT)) if made != row.cells else row
        return replace(block, rows=tuple(rows))

    def _cell(self, cell: Cell, words: Sequence[Word], places: Floats) -> Cell:
        """places: n × 2, the middles of the words."""
        assert cell.bbox is not None
        x0, top, x1, bottom = cell.bbox
        inner = (x0 + _INSET, top + _INSET, x1 - _INSET, bottom - _INSET)
        least = _PLAIN if self._lies_on_picture(cell.bbox) else 0
        if not cell.lines:
            return replace(cell, lines=(UNREADABLE,)) if self._shows_figure(inner, inner, _LOWEST, _TALLEST, least) else cell
        inside = (places[:, 0] >= x0) & (places[:, 0] <= x1) & (places[:, 1] >= top) & (places[:, 1] <= bottom)
        for word in (words[k] for k in np.flatnonzero(inside).tolist()):
            height = word.bottom - word.top
            line = (inner[0], word.top, inner[2], word.bottom)
            near = (word.x0 - _BESIDE * height, word.top, word.x1 + _BESIDE * height, word.bottom)
            if self._shows_figure(line, near, 0.4 * height, height, least):
                return replace(cell, lines=(*cell.lines[:-1], cell.lines[-1] + UNREADABLE))
        return cell

    def _lies_on_picture(self, box: Kotak) -> bool:
        """True for a cell with a picture under it that is no picture of its figure."""
        wide, high = _GREAT * (box[2] - box[0]), _GREAT * (box[3] - box[1])
        return any(
            (x1 - x0 > wide or y1 - y0 > high) and x0 < box[2] and x1 > box[0] and y0 < box[3] and y1 > box[1]
            for x0, y0, x1, y1 in self._pictures
        )

    def _shows_figure(self, box: Kotak, near: Kotak, lowest: float, tallest: float, least: int) -> bool:
        """True where ink of a figure's size lies in the box, does not come in from its sides, and reaches to `near`. least: how much
        darker or lighter than the rest of the box it is."""
        scale, (greys,) = self._ink.picture.scale, self._ink.picture.parts([box])
        ink = self._ink.inside(self._ink.picture.pixels(np.array(box))[0])
        for start, end in _runs(ink.any(axis=0)):
            beside = box[0] + end / scale < near[0] or box[0] + start / scale > near[2]
            if beside or start == 0 or end == ink.shape[1]:
                continue
            inner = [(upper, lower) for upper, lower in _runs(ink[:, start:end].any(axis=1)) if upper and lower < ink.shape[0]]
            if not inner:
                continue
            upper, lower = inner[0][0], inner[-1][1]  # a level stroke shows at its ends only: between them nothing is inked
            high, wide = (lower - upper) / scale, (end - start) / scale
            fits = lowest <= high <= tallest and wide >= _NARROWEST
            if fits and np.abs(greys[upper:lower, start:end] - median_of(greys)).max() >= least:
                return True
        return False


def _shows_strokes(greys: npt.NDArray[np.uint8]) -> bool:
    """True for the place of a letter that is darker or lighter somewhere down its middle: beside the strokes of its neighbours, grey as
    they are, a narrow letter shows none of its own."""
    middle = greys[len(greys) // 10 : len(greys) - len(greys) // 10, greys.shape[1] // 2 : greys.shape[1] // 2 + 1]
    return bool(middle.size) and int(middle.max()) - int(middle.min()) > CONTRAST


def flagged(reading: PageReading, boxes: Sequence[Kotak], flag: str) -> PageReading:
    """The page with a flag on each row that has the middle of one of the boxes in a cell."""
    if not boxes or not reading.blocks:
        return reading
    edges = np.array(boxes, np.float64)
    x, y = (edges[:, 0] + edges[:, 2]) / 2, (edges[:, 1] + edges[:, 3]) / 2

    def holds(cell: Cell) -> bool:
        x0, top, x1, bottom = cell.bbox or (0.0, 0.0, 0.0, 0.0)
        return bool(((x0 <= x) & (x <= x1) & (top <= y) & (y <= bottom)).any())

    return replace(
        reading,
        blocks=tuple(
            replace(block, rows=tuple(replace(row, bendera=_with(row, flag)) if any(map(holds, row.cells)) else row for row in block.rows))
            for block in reading.blocks
        ),
    )


def _with(row: PrintedRow, flag: str) -> tuple[str, ...]:
    return tuple(sorted({*row.bendera, flag}))


def _runs(filled: Any) -> list[tuple[int, int]]:
    """filled: a row of bools. Its stretches of True: [start, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], filled, [False])).astype(np.int8)))
    return [(int(start), int(end)) for start, end in edges.reshape(-1, 2)]


def _sides(boxes: Floats) -> Floats:
    """n × 4 → 4n × 4: each side as a box without width."""
    x0, top, x1, bottom = boxes.reshape(-1, 4).T
    return np.concatenate(
        [np.column_stack(side) for side in ((x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom))]
    )
