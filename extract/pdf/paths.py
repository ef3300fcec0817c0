"""Drawn things, where they stand, and what those that are paths draw: rules, filled areas. All of a page are asked in one go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

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


class Thing(NamedTuple):
    """A drawn thing. order: its place in the order of painting, from 1. outer: the matrix (3 × 3, for row vectors) from the form that it
    stands in to the page; None on the page itself."""

    order: int
    item: pdfium.Handle
    outer: Floats | None


@dataclass(slots=True)
class Ordered:
    """Rules, filled areas (box, is it darker than paper), and what may cover a text, each with its place in the order of painting."""

    rules: list[tuple[int, Rule]] = field(default_factory=list)
    areas: list[tuple[int, Kotak, bool]] = field(default_factory=list)
    covers: list[tuple[int, Kotak]] = field(default_factory=list)


def bounds_of(things: Sequence[Thing]) -> tuple[Floats, Bools]:
    """n × 4: left, bottom, right, top in the page's own space; and which of the things have bounds."""
    found, given = pdfium.numbers_of(pdfium.get_bounds, [thing.item for thing in things], len(things), 4, apart=True)
    bounds = found.astype(np.float64)
    for k, thing in enumerate(things):
        if thing.outer is not None:
            left, bottom, right, top = bounds[k].tolist()
            corners = np.array([[left, bottom, 1], [left, top, 1], [right, bottom, 1], [right, top, 1]]) @ thing.outer
            bounds[k, :2], bounds[k, 2:] = corners.min(axis=0)[:2], corners.max(axis=0)[:2]
    return bounds, np.array(given, bool)


def boxes_of(things: Sequence[Thing], frame: Frame) -> tuple[Floats, Bools]:
    """n × 4: the bounds in the frame of reading; and which of the things have bounds."""
    bounds, there = bounds_of(things)
    return frame.boxes(*bounds.T), there


def matrix_of(thing: Thing) -> Floats:
    """From the thing's own space to the page: 3 × 3, for row vectors."""
    ((a, b, c, d, e, f),) = pdfium.numbers_of(pdfium.get_matrix, [thing.item], 1, 6)[0].tolist()
    matrix = np.array([[a, b, 0.0], [c, d, 0.0], [e, f, 1.0]])
    return matrix if thing.outer is None else matrix @ thing.outer


def colours_of(things: Sequence[Thing], get: Callable[..., int] = pdfium.get_fill_colour) -> tuple[Ints, Bools]:
    """n × 4: red, green, blue and how far each thing covers what is under it, 0 to 255; and which of them have a colour."""
    found, given = pdfium.numbers_of(get, [thing.item for thing in things], len(things), 4, apart=True, kind=np.uint32)
    return found.astype(np.int64), np.array(given, bool)


def is_large(boxes: Floats) -> Bools:
    """Which of the boxes are neither rules nor dots."""
    found: Bools = (boxes[:, 2] - boxes[:, 0] > RULING.thin) & (boxes[:, 3] - boxes[:, 1] > RULING.thin)
    return found


def kotak_of(box: Sequence[float]) -> Kotak:
    x0, top, x1, bottom = box
    return x0, top, x1, bottom


def draw_paths(things: Sequence[Thing], frame: Frame, onto: Ordered) -> None:
    """Adds what the paths draw."""
    modes, _ = pdfium.numbers_of(pdfium.get_draw_mode, [thing.item for thing in things], len(things), 2, apart=True, kind=np.int32)
    things = [things[k] for k in np.flatnonzero(modes.any(axis=1)).tolist()]
    if not things:
        return
    fill, stroke = modes[modes.any(axis=1)].astype(bool).T
    both = np.flatnonzero(fill & stroke)
    stroke[both[_is_one_colour([things[k] for k in both.tolist()])]] = False  # a box in one colour has no frame
    segments = np.array(list(map(pdfium.count_segments, (thing.item for thing in things))))
    simple = segments <= np.where(stroke, _STROKE, _SIMPLE)
    boxes, there = boxes_of(things, frame)
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    rule = simple & there & (np.minimum(width, height) <= RULING.thin) & (np.maximum(width, height) > RULING.thin)
    dark = np.zeros(len(things), bool)
    asked = np.flatnonzero(fill & ~rule)
    dark[asked] = _is_dark([things[k] for k in asked.tolist()])
    covers = there & ~rule & (simple | fill) & is_large(boxes)
    onto.rules += _rules([thing.order for thing in things], boxes, rule)
    placed = boxes.tolist()
    onto.covers += [(things[k].order, kotak_of(placed[k])) for k in np.flatnonzero(covers).tolist()]
    for k in np.flatnonzero(~rule & (~simple | there)).tolist():
        if simple[k] and not stroke[k]:
            onto.areas.append((things[k].order, kotak_of(placed[k]), bool(dark[k])))
        elif segments[k] <= MOST_OBJECTS:
            _draw_pieces(things[k], int(segments[k]), frame, bool(stroke[k]), bool(fill[k]), bool(dark[k]), onto)


def _rules(orders: Sequence[int], boxes: Floats, chosen: Bools) -> list[tuple[int, Rule]]:
    """`rule_of_box` of the chosen boxes, with their orders."""
    places = np.flatnonzero(chosen)
    x0, top, x1, bottom = boxes[places].T
    upright = x1 - x0 < bottom - top
    at = np.where(upright, (x0 + x1) / 2, (top + bottom) / 2)
    start, end = np.where(upright, top, x0), np.where(upright, bottom, x1)
    rules = map(Rule, upright.tolist(), at.tolist(), start.tolist(), end.tolist())
    return list(zip([orders[k] for k in places.tolist()], rules, strict=True))


def _is_one_colour(things: Sequence[Thing]) -> Bools:
    inner, (edge, stroked) = colours_of(things)[0], colours_of(things, pdfium.get_stroke_colour)
    found: Bools = stroked & (np.abs(inner - edge) <= _ALIKE).all(axis=1)
    return found


def _is_dark(things: Sequence[Thing]) -> Bools:
    colours, given = colours_of(things)
    found: Bools = ~given | ((colours[:, :3].min(axis=1, initial=255) < _WHITE) & (colours[:, 3] > 0))
    return found


def _draw_pieces(thing: Thing, segments: int, frame: Frame, stroke: bool, fill: bool, dark: bool, onto: Ordered) -> None:
    """Adds what the pieces of one path draw."""
    matrix = matrix_of(thing)
    boxes: list[Kotak] = []
    found: list[Rule] = []
    for points, straight in _pieces(thing.item, segments):
        placed = (np.column_stack([points, np.ones(len(points))]) @ matrix)[:, :2]
        seen = [frame.point(x, y) for x, y in placed.tolist()]
        xs, ys = [x for x, _ in seen], [y for _, y in seen]
        if stroke:
            found += _strokes(seen, straight)
        if fill:
            boxes.append((min(xs), min(ys), max(xs), max(ys)))
    rings = _ring(boxes)
    for box in [] if rings else boxes:
        rule = rule_of_box(*box)
        if rule:
            found.append(rule)
        else:
            onto.areas.append((thing.order, box, dark))
    onto.rules += [(thing.order, rule) for rule in [*found, *rings]]


def _pieces(item: pdfium.Handle, segments: int) -> list[tuple[Floats, list[bool]]]:
    """The subpaths: their points (n × 2), and for each point whether a straight line leads to it; a closed one ends where it began."""
    parts: list[tuple[list[list[float]], list[bool]]] = []
    all_of_it = [pdfium.get_segment(item, k) for k in range(segments)]
    places = pdfium.numbers_of(pdfium.get_segment_point, all_of_it, segments, 2, apart=True)[0].tolist()
    kinds, closed = map(pdfium.get_segment_type, all_of_it), map(pdfium.get_segment_close, all_of_it)
    for place, kind, closes in zip(places, kinds, closed, strict=True):
        if kind == _MOVE or not parts:
            parts.append(([], []))
        points, straight = parts[-1]
        points.append(place)
        straight.append(kind == _LINE)
        if closes:
            points.append(points[0])
            straight.append(True)
    return [(np.array(points), straight) for points, straight in parts if len(points) > 1]


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


def clip_boxes(clips: Sequence[pdfium.Handle], counts: Sequence[int], frame: Frame) -> list[Kotak | None]:
    """What of the page each clip's paths leave, in the frame of reading; None where that is nothing. counts: of paths, one at least."""
    found: list[Kotak | None] = []
    parts = [(clip, path) for clip, count in zip(clips, counts, strict=True) for path in range(count)]
    lengths = [pdfium.count_clip_segments(clip, path) for clip, path in parts]
    segments = [pdfium.get_clip_segment(*part, k) for part, length in zip(parts, lengths, strict=True) for k in range(length)]
    points = pdfium.numbers_of(pdfium.get_segment_point, segments, len(segments), 2, apart=True)[0].astype(np.float64)
    ends = np.cumsum(lengths).tolist()
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
