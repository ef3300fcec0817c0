"""Drawn things, where they stand, and what those that are paths draw: rules, filled areas. All of a page are asked in one go."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c
from msgspec import Struct, field

from extract.cells import Kotak
from extract.page.frame import Frame
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, frame_of_box, rule_of_box
from extract.pdf import pdfium_calls as pdfium

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_LINE, _MOVE = pdfium_c.FPDF_SEGMENT_LINETO, pdfium_c.FPDF_SEGMENT_MOVETO
_WHITE = 250
"""Red, green and blue from here on are paper."""
_ALIKE = 8
"""Colours whose parts differ by no more look the same."""
_SIMPLE, _STROKE = 5, 2
"""A rectangle has so many segments, a line so many: their bounds say all."""
MOST_OBJECTS = 60_000
"""A page with more drawn things than any table needs is a map or an attack."""


class Things(Struct):
    """Drawn things in the order of painting. orders: the place of each in it, from 1. outers: for those that stand in a form, by index,
    the matrix (3 × 3, for row vectors) from the form to the page."""

    items: list[pdfium.Handle] = field(default_factory=list)
    orders: list[int] = field(default_factory=list)
    outers: dict[int, Floats] = field(default_factory=dict)

    def add(self, items: Sequence[pdfium.Handle], orders: Sequence[int], outer: Floats | None) -> None:
        if outer is not None:
            self.outers.update((k, outer) for k in range(len(self.items), len(self.items) + len(items)))
        self.items += items
        self.orders += orders

    def chosen(self, places: Sequence[int]) -> "Things":
        """Those at some places."""
        outers = {n: self.outers[k] for n, k in enumerate(places) if k in self.outers} if self.outers else {}
        return Things([self.items[k] for k in places], [self.orders[k] for k in places], outers)


class Ordered(Struct):
    """Rules, filled areas (box, is it darker than paper), and what may cover a text, each with its place in the order of painting."""

    rules: list[tuple[int, Rule]] = field(default_factory=list)
    areas: list[tuple[int, Kotak, bool]] = field(default_factory=list)
    covers: list[tuple[int, Kotak]] = field(default_factory=list)


def bounds_of(things: Things) -> tuple[Floats, Bools]:
    """n × 4: left, bottom, right, top in the page's own space; and which of the things have bounds."""
    found, given = pdfium.numbers_of(pdfium.get_bounds, things.items, 4, apart=True)
    bounds = found.astype(np.float64)
    for k, outer in things.outers.items():
        left, bottom, right, top = bounds[k].tolist()
        corners = np.array([[left, bottom, 1], [left, top, 1], [right, bottom, 1], [right, top, 1]]) @ outer
        bounds[k, :2], bounds[k, 2:] = corners.min(axis=0)[:2], corners.max(axis=0)[:2]
    return bounds, np.array(given, bool)


def boxes_of(things: Things, frame: Frame) -> tuple[Floats, Bools]:
    """n × 4: the bounds in the frame of reading; and which of the things have bounds."""
    bounds, there = bounds_of(things)
    return frame.boxes(*bounds.T), there


def matrix_of(item: pdfium.Handle, outer: Floats | None) -> Floats:
    """From a thing's own space to the page: 3 × 3, for row vectors. outer: the matrix from the form around it."""
    ((a, b, c, d, e, f),) = pdfium.numbers_of(pdfium.get_matrix, [item], 6)[0].tolist()
    matrix = np.array([[a, b, 0.0], [c, d, 0.0], [e, f, 1.0]])
    return matrix if outer is None else matrix @ outer


def colours_of(items: Sequence[pdfium.Handle], get: Callable[..., int] = pdfium.get_fill_colour) -> tuple[Ints, Bools]:
    """n × 4: red, green, blue and how far each thing covers what is under it, 0 to 255; and which of them have a colour."""
    found, given = pdfium.numbers_of(get, items, 4, apart=True, kind=np.uint32)
    return found.astype(np.int64), np.array(given, bool)


def is_large(boxes: Floats) -> Bools:
    """Which of the boxes are neither rules nor dots."""
    found: Bools = (boxes[:, 2] - boxes[:, 0] > RULING.thin) & (boxes[:, 3] - boxes[:, 1] > RULING.thin)
    return found


def kotak_of(box: Sequence[float]) -> Kotak:
    x0, top, x1, bottom = box
    return x0, top, x1, bottom


def draw_paths(things: Things, frame: Frame, onto: Ordered) -> None:
    """Adds what the paths draw."""
    modes, _ = pdfium.numbers_of(pdfium.get_draw_mode, things.items, 2, apart=True, kind=np.int32)
    fill, stroke = modes.astype(bool).T
    things = things.chosen(np.flatnonzero(fill | stroke).tolist())
    if not things.items:
        return
    fill, stroke = fill[fill | stroke], stroke[fill | stroke]
    both = np.flatnonzero(fill & stroke)
    stroke[both[_is_one_colour(things.chosen(both.tolist()).items)]] = False  # a box in one colour has no frame
    segments = np.array(list(map(pdfium.count_segments, things.items)))
    simple = segments <= np.where(stroke, _STROKE, _SIMPLE)
    boxes, there = boxes_of(things, frame)
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    rule = simple & there & (np.minimum(width, height) <= RULING.thin) & (np.maximum(width, height) > RULING.thin)
    dark = np.zeros(len(things.items), bool)
    asked = np.flatnonzero(fill & ~rule)
    dark[asked] = _is_dark(things.chosen(asked.tolist()).items)
    covers = there & ~rule & (simple | fill) & is_large(boxes)
    onto.rules += _rules(things.orders, boxes, rule)
    placed = boxes.tolist()
    onto.covers += [(things.orders[k], kotak_of(placed[k])) for k in np.flatnonzero(covers).tolist()]
    left = ~rule & (~simple | there)
    for k in np.flatnonzero(left & simple & ~stroke).tolist():
        onto.areas.append((things.orders[k], kotak_of(placed[k]), bool(dark[k])))
    pieced = np.flatnonzero(left & ~(simple & ~stroke) & (segments <= MOST_OBJECTS)).tolist()
    for k, pieces in zip(pieced, _placed_pieces(things.chosen(pieced), segments[pieced].tolist(), frame), strict=True):
        _draw_pieces(things.orders[k], pieces, bool(stroke[k]), bool(fill[k]), bool(dark[k]), onto)


def _rules(orders: Sequence[int], boxes: Floats, chosen: Bools) -> list[tuple[int, Rule]]:
    """`rule_of_box` of the chosen boxes, with their orders."""
    places = np.flatnonzero(chosen)
    x0, top, x1, bottom = boxes[places].T
    upright = x1 - x0 < bottom - top
    at = np.where(upright, (x0 + x1) / 2, (top + bottom) / 2)
    start, end = np.where(upright, top, x0), np.where(upright, bottom, x1)
    rules = map(Rule, upright.tolist(), at.tolist(), start.tolist(), end.tolist())
    return list(zip([orders[k] for k in places.tolist()], rules, strict=True))


def _is_one_colour(items: Sequence[pdfium.Handle]) -> Bools:
    inner, (edge, stroked) = colours_of(items)[0], colours_of(items, pdfium.get_stroke_colour)
    found: Bools = stroked & (np.abs(inner - edge) <= _ALIKE).all(axis=1)
    return found


def _is_dark(items: Sequence[pdfium.Handle]) -> Bools:
    colours, given = colours_of(items)
    found: Bools = ~given | ((colours[:, :3].min(axis=1, initial=255) < _WHITE) & (colours[:, 3] > 0))
    return found


Piece = tuple[list[tuple[float, float]], list[bool]]
"""The points of a subpath, and for each whether a straight line leads to it; a closed one ends where it began."""


def _draw_pieces(order: int, pieces: Sequence[Piece], stroke: bool, fill: bool, dark: bool, onto: Ordered) -> None:
    """Adds what the pieces of one path draw."""
    boxes: list[Kotak] = []
    found: list[Rule] = []
    for points, straight in pieces:
        xs, ys = [x for x, _ in points], [y for _, y in points]
        if stroke:
            found += _strokes(points, straight)
        if fill:
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    rings = _ring(boxes)
    for box in [] if rings else boxes:
        rule = rule_of_box(*box)
        if rule:
            found.append(rule)
        else:
            onto.areas.append((order, box, dark))
    onto.rules += [(order, rule) for rule in [*found, *rings]]


def _placed_pieces(things: Things, counts: Sequence[int], frame: Frame) -> Iterator[list[Piece]]:
    """The subpaths of each path in the frame of reading. counts: of their segments; so many as a page may have things are asked at once."""
    start = 0
    while start < len(counts):
        end, total = start + 1, counts[start]
        while end < len(counts) and total + counts[end] <= MOST_OBJECTS:
            total += counts[end]
            end += 1
        items = things.items[start:end]
        segments = [pdfium.get_segment(item, n) for item, count in zip(items, counts[start:end], strict=True) for n in range(count)]
        matrices = pdfium.numbers_of(pdfium.get_matrix, items, 6)[0].astype(np.float64).reshape(-1, 3, 2)
        for k in things.outers.keys() & range(start, end):
            matrices[k - start] = matrix_of(things.items[k], things.outers[k])[:, :2]
        (xx, xy), (yx, yy), (left, down) = np.repeat(matrices, counts[start:end], axis=0).transpose(1, 2, 0)
        x, y = pdfium.numbers_of(pdfium.get_segment_point, segments, 2, apart=True)[0].astype(np.float64).T
        points = np.column_stack((x * xx + y * yx + left, x * xy + y * yy + down)).tolist()
        first = 0
        for count in counts[start:end]:
            yield _pieces(points[first : first + count], segments[first : first + count], frame)
            first += count
        start = end


def _pieces(points: Sequence[Sequence[float]], segments: Sequence[pdfium.Handle], frame: Frame) -> list[Piece]:
    """The subpaths of one path, whose segments end at these points of the page."""
    parts: list[Piece] = []
    for (x, y), kind, closes in zip(points, map(pdfium.get_segment_type, segments), map(pdfium.get_segment_close, segments), strict=True):
        if kind == _MOVE or not parts:
            parts.append(([], []))
        seen, straight = parts[-1]
        seen.append(frame.point(x, y))
        straight.append(kind == _LINE)
        if closes:
            seen.append(seen[0])
            straight.append(True)
    return [part for part in parts if len(part[0]) > 1]


def _strokes(points: Sequence[tuple[float, float]], straight: Sequence[bool]) -> list[Rule]:
    """The level and upright ones of a stroked path's lines; straight[k]: point k is reached by a straight line."""
    found = []
    for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
        if line and (abs(x0 - x1) <= RULING.thin / 2 or abs(y0 - y1) <= RULING.thin / 2):
            rule = rule_of_box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            found += [rule] if rule else []
    return found


def _ring(boxes: Sequence[Kotak]) -> list[Rule]:
    """The rules of a frame that is filled between an outer and an inner box; [] for anything else."""
    if len(boxes) != 2:
        return []
    outer, inner = sorted(boxes, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    if not all(0 <= gap <= RULING.thin for gap in gaps) or max(gaps) <= 0:
        return []
    return frame_of_box(*outer)


def clip_boxes(clips: Sequence[pdfium.Handle], counts: Sequence[int], outers: Sequence[Floats | None], frame: Frame) -> list[Kotak | None]:
    """What of the page each clip's paths leave, in the frame of reading; None where that is nothing. counts: of paths, one at least.
    outers: the matrices from the forms in which the clips stand to the page."""
    found: list[Kotak | None] = []
    parts = [(clip, path) for clip, count in zip(clips, counts, strict=True) for path in range(count)]
    lengths = [pdfium.count_clip_segments(clip, path) for clip, path in parts]
    segments = [pdfium.get_clip_segment(*part, k) for part, length in zip(parts, lengths, strict=True) for k in range(length)]
    points = pdfium.numbers_of(pdfium.get_segment_point, segments, 2, apart=True)[0].astype(np.float64)
    ends = np.cumsum(lengths).tolist()
    forms = {id(outer): outer for outer in outers if outer is not None}
    if forms:
        own = np.repeat(np.repeat([id(outer) for outer in outers], counts), np.maximum(lengths, 0))
        for key, outer in forms.items():
            inside = own == key
            points[inside] = (np.column_stack([points[inside], np.ones(np.count_nonzero(inside))]) @ outer)[:, :2]
    edges = [
        (points[end - length : end].min(axis=0).tolist(), points[end - length : end].max(axis=0).tolist()) if length > 0 else None
        for length, end in zip(lengths, ends, strict=True)
    ]
    first = 0
    for count in counts:
        left, bottom, right, top = -1e6, -1e6, 1e6, 1e6
        for low, high in filter(None, edges[first : first + count]):
            left, bottom, right, top = max(left, low[0]), max(bottom, low[1]), min(right, high[0]), min(top, high[1])
        found.append(frame.box(left, bottom, right, top) if left < right and bottom < top else None)
        first += count
    return found
