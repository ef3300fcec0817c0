"""Letters of a page's picture → pieces of text: runs of letters that stand on one line, each inside one cell."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Kotak
from extract.ocr.picture import Grey, PagePicture
from extract.page.lattice import homes_of
from extract.page.words import Word

_INK = 170
_SPECK = 0.45
"""Points: nothing smaller, either way, is ink."""
_SMALL, _TALL = 0.55, 2.6
"""In usual letter heights: below are points, dashes and marks, above are stamps, signatures and what is left of drawings."""
_APART = 1.1
"""A gap of so many letter heights parts two pieces outside cells, where it may be that of two columns, and two numbers anywhere: on the
pages of eleven scans no gap in a number was wider than 0.6, none between the numbers of two columns narrower than 1.7."""
_APART_IN_CELL = 3.0
_LETTER = 0.6
"""A digit is so wide, in its height."""
_HIGH = 0.15
"""A point stands on the foot of the letters, a hyphen more than so many letter heights above it."""
_SIDE = 1.5
"""Points: so near to a cell's sides what is left of their rules still shows."""
_BETWEEN = 0.25
"""Paper between two letters side by side, in letter heights."""
_MARGIN = 0.28
"""Paper around a piece that is cut out, in letter heights: models read what has air around it."""
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.uint8]


class Piece(Struct, frozen=True):
    """A run of letters. box: in pixels (x0, top, x1, bottom). cell: the number of its cell, -1 outside all.

    dash: it is a level stroke and nothing else, such as stands for «no value». cut: a rule was painted over where it stands, or
    something drawn touches it, so that a part of it may be missing; at_end: at its last letter alone. gaps: where the paper shows between
    its letters, from and to. hyphen: its last mark stands too high for a point.
    """

    box: tuple[int, int, int, int]
    cell: int
    dash: bool = False
    cut: bool = False
    at_end: bool = False
    gaps: tuple[tuple[int, int], ...] = ()
    hyphen: bool = False


def pieces_of(picture: PagePicture, cells: Sequence[Kotak], painted: Mask | None = None) -> tuple[list[Piece], float]:
    """The pieces of text, and the usual height of letters in pixels. picture: without rules. cells: in points. painted: as in `Grid`."""
    stats, homes, height, lost = _letters(picture, cells)
    if painted is not None:
        lost |= painted
    found: list[Piece] = []
    for home in np.unique(homes).tolist():
        found += _cell_pieces(stats[homes == home], home, height)
    return [_touched(piece, lost) for piece in found], height


def hidden_cells(picture: PagePicture, cells: Sequence[Kotak], pieces: Sequence[Piece], height: float) -> list[Kotak]:
    """Cells (points) without a piece in which ink lies that is too large for letters: what a stamp or a signature hangs together with is
    not read, and not nothing. picture, cells: as in `pieces_of`. height: of its letters."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((picture.grey < _INK).astype(np.uint8), connectivity=8)
    large = (stats[:, cv2.CC_STAT_HEIGHT] > _TALL * height) | (stats[:, cv2.CC_STAT_WIDTH] > 12 * height)
    large[0] = False
    if not large.any():
        return []
    mask = large[labels]
    used = {piece.cell for piece in pieces}
    found = []
    for number, cell in enumerate(cells):
        if number in used:
            continue
        x0, top, x1, bottom = (round(edge * picture.scale) for edge in (cell[0] + _SIDE, cell[1] + _SIDE, cell[2] - _SIDE, cell[3] - _SIDE))
        if np.count_nonzero(mask[max(0, top) : bottom, max(0, x0) : x1].any(axis=1)) >= _SMALL * height:
            found.append(cell)
    return found


def _touched(piece: Piece, lost: Mask) -> Piece:
    """The piece, and whether what is lost comes as near as a pixel."""
    x0, top, x1, bottom = piece.box
    near: npt.NDArray[np.bool_] = np.asarray(lost[max(0, top - 1) : bottom + 1, max(0, x0 - 1) : x1 + 1].any(axis=0))
    last = round(_LETTER * (bottom - top))
    return replace(piece, cut=bool(near.any()), at_end=bool(near.any() and not near[:-last].any()))


def _letters(picture: PagePicture, cells: Sequence[Kotak]) -> tuple[Ints, Ints, float, Mask]:
    """n × 4 (x, y, width, height in pixels) of all ink, the cell of each, the usual height of letters, and ink too large for one."""
    dark = (picture.grey < _INK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    every = stats
    stats = stats[1:].astype(np.int64)
    least = max(2.0, _SPECK * picture.scale)
    stats = stats[np.maximum(stats[:, 2], stats[:, 3]) >= least]
    letter = stats[(stats[:, 3] >= 3.0 * picture.scale) & (stats[:, 3] <= 14 * picture.scale) & (stats[:, 2] <= 20 * picture.scale)]
    height = float(np.median(letter[:, 3])) if len(letter) else 6 * picture.scale
    stats = stats[(stats[:, 3] <= 3 * _TALL * height) & (stats[:, 2] <= 12 * height)]
    large = (every[:, 3] > _TALL * height) | (every[:, 2] > 12 * height)
    large[0] = False
    lost: Mask = cv2.dilate(large[labels].astype(np.uint8), np.ones((5, 5), np.uint8))
    middles = [
        Word("", x / picture.scale, y / picture.scale, (x + w) / picture.scale, (y + h) / picture.scale)
        for x, y, w, h in stats[:, :4].tolist()
    ]
    return stats[:, :4], np.array(homes_of(cells, middles), np.int64), height, lost


def _cell_pieces(boxes: Ints, home: int, height: float) -> list[Piece]:
    """The pieces of one cell, or of all that is outside cells."""
    found = []
    for line in _lines(boxes, height):
        for run in _runs(line, _APART if home < 0 else _APART_IN_CELL):
            x0, top = int(run[:, 0].min()), int(run[:, 1].min())
            x1, bottom = int((run[:, 0] + run[:, 2]).max()), int((run[:, 1] + run[:, 3]).max())
            if max(run[:, 3]) >= _SMALL * height:
                found.append(Piece((x0, top, x1, bottom), home, gaps=_gaps(run), hyphen=_ends_high(run, height)))
            elif _is_dash(run, height):
                found.append(Piece((x0, top, x1, bottom), home, dash=True))
    return found


def _gaps(run: Ints) -> tuple[tuple[int, int], ...]:
    """Where no letter of a run stands, left to right."""
    ordered = run[np.argsort(run[:, 0], kind="stable")]
    ends = np.maximum.accumulate(ordered[:, 0] + ordered[:, 2])
    free = np.flatnonzero(ordered[1:, 0] > ends[:-1])
    return tuple((int(ends[k]), int(ordered[k + 1, 0])) for k in free.tolist())


def _ends_high(run: Ints, height: float) -> bool:
    """True where the last ink of a run is small and stands above the foot of its letters."""
    _, y, _, high = run[np.argmax(run[:, 0])].tolist()
    foot = float(np.median((run[:, 1] + run[:, 3])[run[:, 3] >= _SMALL * height]))
    return bool(high < _SMALL * height and y + high < foot - _HIGH * height)


def apart(picture: PagePicture, piece: Piece, height: float) -> list[Piece]:
    """The parts of a piece between gaps too wide for those of a number; [] without any. A part without a letter or a dash is left out:
    dots are all that is left of a thin rule there."""
    wide = [gap for gap in piece.gaps if gap[1] - gap[0] > _APART * height]
    if not wide:
        return []
    x0, top, x1, bottom = piece.box
    parts = []
    for left, right in zip([x0, *(end for _, end in wide)], [*(start for start, _ in wide), x1], strict=True):
        ink = picture.grey[top:bottom, left:right] < _INK
        rows = np.flatnonzero(ink.any(axis=1))
        if not len(rows):
            continue
        box = (left, top + int(rows[0]), right, top + int(rows[-1]) + 1)
        run = np.array([[left, box[1], right - left, box[3] - box[1]]])
        dash = _is_dash(run, height)
        if dash or box[3] - box[1] >= _SMALL * height:
            gaps = tuple(gap for gap in piece.gaps if left <= gap[0] and gap[1] <= right)
            parts.append(replace(piece, box=box, dash=dash, gaps=gaps, at_end=piece.at_end and right == x1))
    return parts


def _is_dash(run: Ints, height: float) -> bool:
    """One level stroke, about as long as a hyphen or a dash is."""
    wide = run[run[:, 2] >= 0.22 * height]
    if len(wide) != 1:
        return False
    _, _, width, high = wide[0].tolist()
    return bool(1.3 * high <= width <= 2.5 * height and high <= 0.4 * height)


def _lines(boxes: Ints, height: float) -> list[Ints]:
    """Ink that stands on one line: letters by their middles, then what is small beside the nearest of them."""
    tall = boxes[(boxes[:, 3] >= _SMALL * height) & (boxes[:, 3] <= _TALL * height)]
    small = boxes[boxes[:, 3] < _SMALL * height]
    lines: list[list[npt.NDArray[np.int64]]] = []
    bands: list[tuple[float, float]] = []
    for box in tall[np.argsort(tall[:, 1] + tall[:, 3] / 2, kind="stable")]:
        top, bottom = float(box[1]), float(box[1] + box[3])
        middle = (top + bottom) / 2
        for n in range(len(bands) - 1, max(-1, len(bands) - 4), -1):
            low, high = bands[n]
            if low <= middle <= high and min(bottom, high) - max(top, low) >= 0.5 * min(bottom - top, high - low):
                lines[n].append(box)
                bands[n] = _band(lines[n])
                break
        else:
            lines.append([box])
            bands.append((top, bottom))
    _share_out(small, lines, bands, height)
    return [np.array(line) for line in lines]


def _band(line: list[npt.NDArray[np.int64]]) -> tuple[float, float]:
    """Upper and lower edge of a line's usual letters."""
    made = np.array(line)
    return float(np.median(made[:, 1])), float(np.median(made[:, 1] + made[:, 3]))


def _share_out(small: Ints, lines: list[list[npt.NDArray[np.int64]]], bands: list[tuple[float, float]], height: float) -> None:
    """Points, commas, dashes and dots of letters go to the line that they stand on; a stroke far from any is a line of its own."""
    for box in small[np.argsort(small[:, 1], kind="stable")]:
        middle = float(box[1] + box[3] / 2)
        near = [n for n, (top, bottom) in enumerate(bands) if top - 0.55 * height <= middle <= bottom + 0.4 * height]
        if near:
            best = min(near, key=lambda n: abs(middle - (bands[n][0] + bands[n][1]) / 2))
            lines[best].append(box)
        elif box[2] >= 0.22 * height:
            lines.append([box])
            bands.append((middle - height / 2, middle + height / 2))


def _runs(line: Ints, apart: float) -> list[Ints]:
    """A line cut where the paper shows for so many heights of its letters."""
    ordered = line[np.argsort(line[:, 0], kind="stable")]
    ends = np.maximum.accumulate(ordered[:, 0] + ordered[:, 2])
    tall = float(np.percentile(ordered[:, 3], 80))
    cuts = np.flatnonzero(ordered[1:, 0] - ends[:-1] > apart * max(tall, 1.0)) + 1
    return np.split(ordered, cuts)


def cut_out(picture: PagePicture, piece: Piece, height: float) -> Grey:
    """The piece's picture with some paper around it; a small one is given the height of a line, so that a point stays a point."""
    x0, top, x1, bottom = piece.box
    margin = max(2, round(_MARGIN * height))
    lack = max(0, round((1.1 * height - (bottom - top)) / 2))
    h, w = picture.grey.shape
    return np.ascontiguousarray(
        picture.grey[max(0, top - margin - lack) : min(h, bottom + margin + lack), max(0, x0 - margin) : min(w, x1 + margin)]
    )


def thrice(cut: Grey, height: float) -> Grey:
    """What a cut-out shows three times side by side, as near as the letters of a word stand."""
    inked = np.flatnonzero((cut < _INK).any(axis=0))
    if not len(inked):
        return cut
    shown = cut[:, max(0, int(inked[0]) - 1) : int(inked[-1]) + 2]
    gap = np.full((cut.shape[0], max(2, round(_BETWEEN * height))), 255, np.uint8)
    return np.ascontiguousarray(np.hstack([gap, shown, gap, shown, gap, shown, gap]))
