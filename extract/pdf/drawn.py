"""What is drawn on a page: its objects walked, into its forms, in the frame in which a person reads it."""

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import repeat
from math import atan, degrees
from operator import itemgetter

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c
from msgspec import Struct, field

from extract.cells import Kotak
from extract.page.frame import Frame
from extract.page.overlaid import overlaid
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, corner_rules, rule_of_box, rules_of_dots
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.paths import (
    MOST_OBJECTS,
    Ordered,
    Things,
    bounds_of,
    boxes_of,
    clip_boxes,
    colours_of,
    draw_paths,
    is_large,
    kotak_of,
    matrix_of,
)
from extract.pdf.unseen import SHOWN, Painted, unseen_texts

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
_INVISIBLE = (pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium_c.FPDF_TEXTRENDERMODE_CLIP)
_KINDS = (pdfium_c.FPDF_PAGEOBJ_TEXT, pdfium_c.FPDF_PAGEOBJ_PATH, pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING)
"""Of the things that are drawn; forms hold others."""
_FAINT = 200
"""Text whose red, green and blue are all from here on may be one with its ground."""
_MOST_DEPTH = 8
"""So deep are form XObjects looked into: a form that holds itself never ends."""
_ACROSS = 45.0
"""The direction of all text that runs neither level nor upright."""
_CELL = 0.5
"""A clip over more of the page's width is that of a page or a table: what lies outside is not there."""
_FAR = 3.0
"""A line so many heights above or below its clip is of a cell that goes on over pages: the other page shows it."""
_LINE = 1.2
"""A clip that is lower, in heights of its text, holds no line."""
_SCAN = 0.5
"""Pictures over so much of a page, and so much of its text that nobody sees: the text is what OCR read in the picture."""


class Drawn(Struct):
    """What is drawn on a page, in the frame of reading: rules, filled areas (box, is it darker than paper), pictures."""

    rules: list[Rule] = field(default_factory=list)
    areas: list[tuple[Kotak, bool]] = field(default_factory=list)
    pictures: list[Kotak] = field(default_factory=list)
    picture_items: list[int] = field(default_factory=list)
    """By address."""
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
    twice: list[tuple[int, int]] = field(default_factory=list)
    """Pairs of text objects in one place, by address, in the order of painting."""
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
        self._seen = 0
        self._things = {kind: Things() for kind in _KINDS}

    def page(self, handle: pdfium.Handle) -> None:
        self._walk(pdfium.get_object, handle, pdfium.count_objects(handle), None, 0)
        others = Ordered()
        draw_paths(self._things[pdfium_c.FPDF_PAGEOBJ_PATH], self.frame, others)
        self._pictures(others)
        self.drawn.rules = [rule for _, rule in sorted(others.rules, key=itemgetter(0))]
        self.drawn.areas = [(box, dark) for _, box, dark in sorted(others.areas, key=itemgetter(0))]
        self._texts(others.areas)
        painted = self.painted
        painted.covers = [cover for cover in sorted(others.covers, key=itemgetter(0)) if painted.items and cover[0] > painted.orders[0]]
        self._dotted_rules()
        if not _printed(painted.boxes).any():
            # a text of white space has no height (on its side no width): nothing of it is printed, and no letter of it is unknown
            self.drawn.turns.clear()

    def leave_out_unseen(self, handle: pdfium.Handle) -> None:
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
        left = np.array([item not in gone for item in painted.items], bool)
        found = overlaid(painted.boxes[left])
        if any(found.layers) or found.twice:
            placed = [item for item in painted.items if item not in gone]
            drawn.overlaid = dict(zip(placed, found.layers, strict=True)) if any(found.layers) else {}
            drawn.twice = [(placed[first], placed[second]) for first, second in found.twice]

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

    def _walk(self, get: Callable[..., pdfium.Handle], whole: pdfium.Handle, count: int, outer: Floats | None, depth: int) -> None:
        items = list(map(get, repeat(whole), range(min(count, MOST_OBJECTS + 1 - self._seen))))
        kinds = np.array(list(map(pdfium.get_type, items)), np.int64)
        start = 0
        for end in [*np.flatnonzero(kinds == pdfium_c.FPDF_PAGEOBJ_FORM).tolist(), len(items)]:
            if self._seen + end - start > MOST_OBJECTS:
                self.drawn.too_many = True
                end = start + MOST_OBJECTS - self._seen
            for kind, things in self._things.items():
                places = (start + np.flatnonzero(kinds[start:end] == kind)).tolist()
                things.add([items[k] for k in places], [self._seen + 1 + k - start for k in places], outer)
            self._seen += end - start
            if self.drawn.too_many or end == len(items):
                return
            self._seen += 1
            start = end + 1
            if depth < _MOST_DEPTH:
                inner = matrix_of(items[end], outer)
                self._walk(pdfium.form_get_object, items[end], pdfium.form_count_objects(items[end]), inner, depth + 1)

    def _pictures(self, onto: Ordered) -> None:
        """Notes pictures, and shadings, which only cover."""
        for kind in (pdfium_c.FPDF_PAGEOBJ_IMAGE, pdfium_c.FPDF_PAGEOBJ_SHADING):
            things = self._things[kind]
            boxes, there = boxes_of(things, self.frame)
            large = is_large(boxes)
            for k in np.flatnonzero(there).tolist():
                box = kotak_of(boxes[k].tolist())
                rule = rule_of_box(*box) if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE else None
                if rule:
                    onto.rules.append((things.orders[k], rule))
                    continue
                if kind == pdfium_c.FPDF_PAGEOBJ_IMAGE:
                    self.drawn.pictures.append(box)
                    self.drawn.picture_items.append(things.items[k].address)
                onto.covers += [(things.orders[k], box)] if large[k] else []

    def _texts(self, areas: Sequence[tuple[int, Kotak, bool]]) -> None:
        """Notes the texts, and those apart that nobody sees. areas: each with its place in the order of painting."""
        texts = self._things[pdfium_c.FPDF_PAGEOBJ_TEXT]
        across = self._turns(texts)
        self.drawn.forms = {texts.items[k].address: outer for k, outer in texts.outers.items()}
        bounds, there = bounds_of(texts)
        boxes = self.frame.boxes(*bounds.T)
        modes = np.array(list(map(pdfium.get_render_mode, texts.items)), np.int64)
        colours, coloured = colours_of(texts.items)
        coloured &= modes == pdfium_c.FPDF_TEXTRENDERMODE_FILL
        nothing = (modes == _INVISIBLE[0]) | (modes == _INVISIBLE[1]) | (coloured & (colours[:, 3] == 0))
        light = coloured & (colours[:, 3] > 0) & (colours[:, :3].min(axis=1, initial=255) >= _FAINT)
        for k in np.flatnonzero(light & there).tolist():
            if self._is_faint(texts.orders[k], kotak_of(boxes[k].tolist()), areas):
                self.painted.faint.add(texts.items[k].address)
        nothing |= self._clipped(texts, boxes, there & ~nothing)
        for k in np.flatnonzero(nothing & there).tolist():
            self.invisible[texts.items[k].address] = kotak_of(boxes[k].tolist())
        shown = there & ~nothing
        self.drawn.across = [kotak_of(box) for box in boxes[shown & across].tolist()]
        left = texts.chosen(np.flatnonzero(shown).tolist())
        self.painted.items = [item.address for item in left.items]
        self.painted.orders = left.orders
        self.painted.boxes = boxes[shown]

    def _turns(self, texts: Things) -> Bools:
        """Notes the directions of writing; which of the texts run neither level nor upright."""
        a, b = pdfium.numbers_of(pdfium.get_matrix, texts.items, 6)[0][:, :2].astype(np.float64).T
        for k, outer in texts.outers.items():
            (xx, xy), (yx, yy) = outer[:2, :2].tolist()
            a[k], b[k] = a[k] * xx + b[k] * yx, a[k] * xy + b[k] * yy
        # Slanted letters lean by the matrix's third number; a turned line shows in the second.
        level, upright = np.abs(b) <= 0.1 * np.abs(a), np.abs(a) <= 0.1 * np.abs(b)
        angles = np.where(level, np.where(a > 0, 0.0, 180.0), np.where(upright, np.where(b > 0, 90.0, 270.0), _ACROSS))
        self.drawn.turns = dict(Counter(angles.tolist()))
        for k in np.flatnonzero((a != 0) & (b != 0) & (angles != _ACROSS)).tolist():
            x, y = float(a[k]), float(b[k])
            self.leaning.append(degrees(atan(y / x) if abs(y) < abs(x) else atan(-x / y)))
        found: Bools = angles == _ACROSS
        return found

    def _is_faint(self, order: int, box: Kotak, areas: Sequence[tuple[int, Kotak, bool]]) -> bool:
        """True for a light text that no dark area lies under."""
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        under = (area for painted, area, dark in areas if dark and painted < order)
        return not any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in under)

    def _clipped(self, texts: Things, boxes: Floats, asked: Bools) -> Bools:
        """Which of the texts asked about their clip leaves out. What a cell's clip cuts off is noted: it is the rest of the cell's text."""
        found = np.zeros(len(texts.items), bool)
        clips = list(map(pdfium.get_clip, texts.items))
        counts = np.array(list(map(pdfium.count_clips, clips)), np.int64)  # -1 where there is none
        some = np.flatnonzero(asked & (counts > 0)).tolist()
        shown_of = clip_boxes([clips[k] for k in some], counts[some].tolist(), [texts.outers.get(k) for k in some], self.frame)
        for k, shown in zip(some, shown_of, strict=True):
            found[k] = shown is not None and self._is_cut_off(texts.items[k].address, kotak_of(boxes[k].tolist()), shown)
        return found

    def _is_cut_off(self, item: int, box: Kotak, shown: Kotak) -> bool:
        """True for a text (by address) that its clip leaves out. shown: what the clip shows of the page."""
        height, seen = box[3] - box[1], min(shown[3], box[3]) - max(shown[1], box[1])
        if shown[3] - shown[1] < (_LINE * height if 0 < seen < SHOWN * height else SHOWN * height):
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


def _printed(boxes: Floats) -> Bools:
    """Which of the boxes have some size."""
    found: Bools = (boxes[:, 2] != boxes[:, 0]) & (boxes[:, 3] != boxes[:, 1])
    return found
