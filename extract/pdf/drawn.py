"""What is drawn on a page: its objects walked, into its forms, in the frame in which a person reads it."""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from math import atan, degrees

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from extract.cells import Kotak
from extract.page.frame import Frame
from extract.page.overlaid import layers
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, corner_rules, rule_of_box, rules_of_dots
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.paths import parts_of, ring
from extract.pdf.unseen import SHOWN, Painted, unseen_texts

Floats = npt.NDArray[np.float64]
_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_WHITE = 250
"""Red, green and blue from here on are paper."""
_ALIKE = 8
"""Colours whose parts differ by no more look the same."""
_FAINT = 200
"""Text whose red, green and blue are all from here on may be one with its ground."""
_MOST_DEPTH = 8
"""So deep are form XObjects looked into: a form that holds itself never ends."""
_MOST_OBJECTS = 60_000
"""A page with more drawn things than any table needs is a map or an attack."""
_ACROSS = 45.0
"""The direction of all text that runs neither level nor upright."""
_CELL = 0.5
"""A clip over more of the page's width is that of a page or a table: what lies outside is not there."""
_FAR = 3.0
"""A line so many heights above or below its clip is of a cell that goes on over pages: the other page shows it."""
_SIMPLE = 5
"""A rectangle has so many segments: its bounds say all."""
_SCAN = 0.5
"""Pictures over so much of a page, and so much of its text that nobody sees: the text is what OCR read in the picture."""


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page, in the frame of reading: rules, filled areas (box, is it darker than paper), pictures."""

    rules: list[Rule] = field(default_factory=list)
    areas: list[tuple[Kotak, bool]] = field(default_factory=list)
    pictures: list[Kotak] = field(default_factory=list)
    unseen: list[Kotak] = field(default_factory=list)
    """Where texts stand that nobody sees; they are left out of the page."""
    cut: dict[int, Kotak] = field(default_factory=dict)
    """Text objects that lie outside the part of the page into which they are clipped, by address: that part, where it is a cell's. They
    are the rest of a text that is too long for its cell."""
    across: list[Kotak] = field(default_factory=list)
    """Where texts stand that run neither level nor upright: watermarks."""
    forms: dict[int, Floats] = field(default_factory=dict)
    """Text objects inside forms, by address, with the matrix (3 × 3, for row vectors) that leads to the page."""
    hidden: dict[int, list[Kotak]] = field(default_factory=dict)
    """Text objects of which something painted later hides a part, by address: where."""
    overlaid: dict[int, int] = field(default_factory=dict)
    """Text objects that lie over others or under them, by address, with the layer in which each is read."""
    turns: dict[float, int] = field(default_factory=dict)
    """Direction of writing in degrees, counterclockwise in the page's own space → how many text objects."""
    ocr: bool = False
    """The page is a picture, and its text is what OCR read on it."""
    too_many: bool = False
    """More objects than are walked: rules may be missing."""


class Collector:
    """Walks the objects of a page, into its forms."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.drawn = Drawn()
        self.painted = Painted()
        self.invisible: dict[int, Kotak] = {}
        """Text objects that print nothing whatever is around them, by address."""
        self.leaning: list[float] = []
        """Of each text that is nearly level or upright, and not quite: degrees by which it leans counterclockwise."""
        self.seen = 0
        self._floats = (ctypes.c_float * 6)()
        self._ints = (ctypes.c_uint * 4)()
        self._mode = (ctypes.c_int * 2)()
        self._mode_at = ctypes.addressof(self._mode)
        at = ctypes.addressof(self._floats)
        self._at = at
        self._edges = (at, at + 4, at + 8, at + 12)
        paint = ctypes.addressof(self._ints)
        self._paint = (paint, paint + 4, paint + 8, paint + 12)

    def page(self, handle: int) -> None:
        self._walk(partial(pdfium.get_object, handle), pdfium.count_objects(handle), None, 0)
        self._dotted_rules()
        boxes = self.painted.boxes(self.frame)
        if np.all((boxes[:, 2] == boxes[:, 0]) | (boxes[:, 3] == boxes[:, 1])):
            # a text of white space has no height (on its side no width): nothing of it is printed, and no letter of it is unknown
            self.drawn.turns.clear()

    def leave_out_unseen(self, handle: int) -> None:
        """Takes out of the page what nobody sees. On a page that is a picture such text is what OCR read in it: it is the page's text."""
        painted, drawn = self.painted, self.drawn
        unseen = unseen_texts(handle, self.frame, painted)
        gone = self.invisible | unseen.whole
        if self.is_scan and len(gone) > _SCAN * (len(painted.items) + len(self.invisible)):
            drawn.ocr = True
            pdfium.put_back(unseen.whole)
            return
        pdfium.leave_out(self.invisible)
        drawn.hidden = unseen.parts
        drawn.unseen = list(gone.values())
        boxes = [(x0, top, x1, bottom) for x0, top, x1, bottom in painted.boxes(self.frame).tolist()]
        placed = [(item, box) for item, box in zip(painted.items, boxes, strict=True) if item not in gone]
        found = layers([box for _, box in placed])
        if any(found):
            drawn.overlaid = {item: layer for (item, _), layer in zip(placed, found, strict=True)}

    def _dotted_rules(self) -> None:
        dots = [box for box, _ in self.drawn.areas if box[2] - box[0] <= RULING.thin and box[3] - box[1] <= RULING.thin]
        if dots:
            corners = corner_rules(dots, self.drawn.rules)
            self.drawn.rules.extend(rules_of_dots([((x0 + x1) / 2, (y0 + y1) / 2) for x0, y0, x1, y1 in dots]))
            self.drawn.rules.extend(corners)
            self.drawn.areas = [
                (box, dark) for box, dark in self.drawn.areas if box[2] - box[0] > RULING.thin or box[3] - box[1] > RULING.thin
            ]

    @property
    def is_scan(self) -> bool:
        """True where pictures cover the page."""
        frame = self.frame
        covered = sum((x1 - x0) * (y1 - y0) for x0, y0, x1, y1 in self.drawn.pictures)
        return covered >= _SCAN * frame.width * frame.height

    def _walk(self, get: Callable[[int], int], count: int, outer: "Floats | None", depth: int) -> None:
        for k in range(count):
            self.seen += 1
            if self.seen > _MOST_OBJECTS:
                self.drawn.too_many = True
                return
            item = get(k)
            kind = pdfium.get_type(item)
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                self._text(item, outer)
            elif kind == pdfium_c.FPDF_PAGEOBJ_PATH:
                self._path(item, outer)
            elif kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                self._picture(item, outer)
            elif kind == pdfium_c.FPDF_PAGEOBJ_SHADING:
                self._cover(self._box(item, outer))
            elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _MOST_DEPTH:
                matrix = self._matrix(item)
                inner = matrix if outer is None else matrix @ outer
                self._walk(partial(pdfium.form_get_object, item), pdfium.form_count_objects(item), inner, depth + 1)

    def _matrix(self, item: int) -> Floats:
        """3 × 3, for row vectors."""
        pdfium.get_matrix(item, self._at)
        a, b, c, d, e, f = self._floats
        return np.array([[a, b, 0.0], [c, d, 0.0], [e, f, 1.0]])

    def _bounds(self, item: int, outer: "Floats | None") -> Sequence[float] | None:
        """Left, bottom, right, top in the page's own space."""
        if not pdfium.get_bounds(item, *self._edges):
            return None
        bounds: Sequence[float] = self._floats[:4]
        if outer is None:
            return bounds
        left, bottom, right, top = bounds
        corners = np.array([[left, bottom, 1], [left, top, 1], [right, bottom, 1], [right, top, 1]]) @ outer
        (left, bottom, _), (right, top, _) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return left, bottom, right, top

    def _box(self, item: int, outer: "Floats | None") -> Kotak | None:
        """Bounds in the frame of reading."""
        bounds = self._bounds(item, outer)
        return self.frame.box(*bounds) if bounds else None

    def _text(self, item: int, outer: "Floats | None") -> None:
        pdfium.get_matrix(item, self._at)
        a, b = self._floats[0], self._floats[1]
        if outer is not None:
            a, b = a * outer[0, 0] + b * outer[1, 0], a * outer[0, 1] + b * outer[1, 1]
        turns = self.drawn.turns
        # Slanted letters lean by the matrix's third number; a turned line shows in the second.
        if abs(b) <= 0.1 * abs(a):
            angle = 0.0 if a > 0 else 180.0
        elif abs(a) <= 0.1 * abs(b):
            angle = 90.0 if b > 0 else 270.0
        else:
            angle = _ACROSS
        turns[angle] = turns.get(angle, 0) + 1
        if a and b and angle != _ACROSS:
            self.leaning.append(degrees(atan(b / a) if abs(b) < abs(a) else atan(-a / b)))
        if outer is not None:
            self.drawn.forms[item] = outer
        bounds = self._bounds(item, outer)
        if bounds is None:
            return
        mode = pdfium.get_render_mode(item)
        if mode == pdfium_c.FPDF_TEXTRENDERMODE_FILL and pdfium.get_fill_colour(item, *self._paint):
            red, green, blue, alpha = self._ints
            if not alpha:
                mode = pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
            elif min(red, green, blue) >= _FAINT:
                self._faint(item, bounds)
        if mode in _INVISIBLE or self._clipped(item, bounds, outer):
            self.invisible[item] = self.frame.box(*bounds)
            return
        if angle == _ACROSS:
            self.drawn.across.append(self.frame.box(*bounds))
        painted = self.painted
        painted.items.append(item)
        painted.orders.append(self.seen)
        painted.bounds.extend(bounds)

    def _faint(self, item: int, bounds: Sequence[float]) -> None:
        """Notes a light text that no dark area lies under."""
        box = self.frame.box(*bounds)
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if not any(dark and x0 <= x <= x1 and y0 <= y <= y1 for (x0, y0, x1, y1), dark in self.drawn.areas):
            self.painted.faint.add(item)

    def _clipped(self, item: int, bounds: Sequence[float], outer: "Floats | None") -> bool:
        """True for a text that its clip leaves out. What a cell's clip cuts off is noted: it is the rest of the cell's text."""
        clip = pdfium.get_clip(item)
        paths = pdfium.count_clips(clip) if clip and outer is None else 0
        shown = self._clip_box(clip, paths) if paths > 0 else None
        if shown is None:
            return False
        box = self.frame.box(*bounds)
        height = box[3] - box[1]
        if shown[3] - shown[1] < SHOWN * height:
            return True  # of a row that is folded away
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        if shown[0] <= x <= shown[2] and shown[1] <= y <= shown[3]:
            return False
        away = max(shown[1] - box[3], box[1] - shown[3])
        if shown[2] - shown[0] > _CELL * self.frame.width or away > _FAR * height:
            return True
        self.drawn.cut[item] = shown
        self.painted.kept.add(item)
        return False

    def _clip_box(self, clip: int, paths: int) -> Kotak | None:
        """What of the page all these paths leave, in the frame of reading."""
        left, bottom, right, top = -1e6, -1e6, 1e6, 1e6
        for path in range(paths):
            points = []
            for k in range(pdfium.count_clip_segments(clip, path)):
                pdfium.get_segment_point(pdfium.get_clip_segment(clip, path, k), self._at, self._at + 4)
                points.append((self._floats[0], self._floats[1]))
            if points:
                left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
                bottom, top = max(bottom, min(y for _, y in points)), min(top, max(y for _, y in points))
        return self.frame.box(left, bottom, right, top) if left < right and bottom < top else None

    def _picture(self, item: int, outer: "Floats | None") -> None:
        box = self._box(item, outer)
        if box is None:
            return
        rule = rule_of_box(*box)
        if rule:
            self.drawn.rules.append(rule)
        else:
            self.drawn.pictures.append(box)
            self._cover(box)

    def _cover(self, box: Kotak | None) -> None:
        """Notes what may hide texts that were painted before it."""
        if box and box[2] - box[0] > RULING.thin and box[3] - box[1] > RULING.thin and self.painted.items:
            self.painted.covers.append((self.seen, box))

    def _path(self, item: int, outer: "Floats | None") -> None:
        pdfium.get_draw_mode(item, self._mode_at, self._mode_at + 4)
        fill, stroke = self._mode
        if not fill and not stroke:
            return
        if fill and stroke and self._is_one_colour(item):
            stroke = 0  # a box in one colour has no frame
        segments = pdfium.count_segments(item)
        if segments <= (2 if stroke else _SIMPLE):
            box = self._box(item, outer)
            if box is None:
                return
            rule = rule_of_box(*box)
            if rule:
                self.drawn.rules.append(rule)
                return
            self._cover(box)
            if not stroke:
                self.drawn.areas.append((box, self._is_dark(item)))
                return
        elif fill:
            self._cover(self._box(item, outer))
        if segments <= _MOST_OBJECTS:
            self._subpaths(item, segments, bool(fill), bool(stroke), outer)

    def _is_one_colour(self, item: int) -> bool:
        pdfium.get_fill_colour(item, *self._paint)
        filled = self._ints[:4]
        return bool(pdfium.get_stroke_colour(item, *self._paint)) and all(
            abs(a - b) <= _ALIKE for a, b in zip(filled, self._ints[:4], strict=True)
        )

    def _is_dark(self, item: int) -> bool:
        return not pdfium.get_fill_colour(item, *self._paint) or (min(self._ints[:3]) < _WHITE and self._ints[3] > 0)

    def _subpaths(self, item: int, segments: int, fill: bool, stroke: bool, outer: "Floats | None") -> None:
        matrix = self._matrix(item)
        if outer is not None:
            matrix = matrix @ outer
        parts = parts_of(item, segments)
        boxes: list[Kotak] = []
        for points, straight in parts:
            placed = (np.column_stack([points, np.ones(len(points))]) @ matrix)[:, :2]
            seen = [self.frame.point(float(x), float(y)) for x, y in placed]
            xs, ys = [x for x, _ in seen], [y for _, y in seen]
            box = (min(xs), min(ys), max(xs), max(ys))
            if stroke:
                self._strokes(seen, straight)
            if fill:
                boxes.append(box)
        rings = ring(boxes)
        if rings:
            self.drawn.rules.extend(rings)
            return
        dark = bool(boxes) and self._is_dark(item)
        for box in boxes:
            rule = rule_of_box(*box)
            if rule:
                self.drawn.rules.append(rule)
            else:
                self.drawn.areas.append((box, dark))

    def _strokes(self, points: Sequence[tuple[float, float]], straight: Sequence[bool]) -> None:
        """The level and upright ones of a stroked path's lines; straight[k]: point k is reached by a straight line."""
        for (x0, y0), (x1, y1), line in zip(points, points[1:], straight[1:], strict=False):
            if line and (abs(x0 - x1) <= RULING.thin / 2 or abs(y0 - y1) <= RULING.thin / 2):
                rule = rule_of_box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
                if rule:
                    self.drawn.rules.append(rule)
