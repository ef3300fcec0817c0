"""A page drawn small and grey, in the frame in which it is read: the referee between what the file says and what a person sees."""

import ctypes
import sys
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c
from msgspec import Struct

from extract.cells import Kotak
from extract.page.frame import Frame
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.pdfium_calls import Handle

SCALE = 1.5
"""Pixels a point: a digit of 5 points is 5 pixels high, and a page of a table is drawn in 3 ms."""
MOST_PIXELS = 6_000_000
"""Posters are drawn smaller."""
CONTRAST = 16
"""Grey values (of 255) that differ by less look the same: near white on white, or a letter in the colour of its ground."""

_LARGE = 1_000_000
"""So many pixels of a picture take longer to unpack than a page to draw."""
_MOST_BLANK = 40_000
"""Bytes of a picture's data: one of a blank page has fewer."""
_KEPT = 8 * 1024 * 1024
"""Bytes that the C library keeps for the next picture, and the size from which an array is no part of what it keeps: to ask the system for
each picture anew cost a twentieth of all reading."""
_TRIM_THRESHOLD, _MMAP_THRESHOLD = -1, -3
"""Of glibc's malloc.h."""

_FEW_STEPS, _STEPS = 4, 10
"""So many places across a letter, and so many down, are looked at first, and at last."""
_MIDDLE = slice(1, 3)
"""Of the first ones down those in which nearly every letter shows."""

Greys = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Picture(Struct, frozen=True):
    """greys: rows × columns, 0 black to 255 white. scale: pixels a point of the frame of reading."""

    greys: Greys
    scale: float

    def pixels(self, boxes: Floats, margin: float = 0.0) -> Ints:
        """n × 4: the pixels (x0, top, x1, bottom, ends left out) that boxes touch, `margin` points wider on each side."""
        height, width = self.greys.shape
        wider = boxes.reshape(-1, 4) * self.scale + np.array([-margin, -margin, margin, margin]) * self.scale + np.array([0, 0, 1, 1])
        within: Ints = np.clip(wider, 0, np.array([width, height, width, height])).astype(np.int64)
        return within

    def parts(self, boxes: Sequence[Kotak]) -> list[Greys]:
        """The pixels that each box touches."""
        return [self.greys[top:bottom, x0:x1] for x0, top, x1, bottom in self.pixels(np.array(boxes, np.float64)).tolist()]


def _keep_freed_memory() -> None:
    """Where the C library can be told; it is told once a process."""
    if sys.platform == "linux":
        with suppress(AttributeError):  # not glibc
            for option in (_TRIM_THRESHOLD, _MMAP_THRESHOLD):
                ctypes.CDLL(None).mallopt(option, _KEPT)


_keep_freed_memory()


def picture_of(page: Handle, frame: Frame, within: Kotak | None = None) -> Picture | None:
    """The loaded page (its handle) as PDFium draws it now; None where it cannot be drawn. within: only this part of it is drawn, and the
    rest is blank: a photograph under the page takes as long as all its text."""
    scale = min(SCALE, (MOST_PIXELS / max(1.0, frame.width * frame.height)) ** 0.5)
    height, width = max(1, round(frame.height * scale)), max(1, round(frame.width * scale))
    return _drawn_on(page, frame, Picture(np.full((height, width), 255, np.uint8), scale), within)


def _drawn_on(page: Handle, frame: Frame, picture: Picture, within: Kotak | None = None) -> Picture | None:
    """The picture with the page drawn over what it shows; None where it cannot be drawn."""
    height, width = picture.greys.shape
    x0, top, x1, bottom = picture.pixels(np.array(within))[0].tolist() if within else (0, 0, width, height)
    if x0 == x1 or top == bottom:
        return picture
    start = picture.greys.ctypes.data + top * width + x0
    bitmap = pdfium_c.FPDFBitmap_CreateEx(x1 - x0, bottom - top, pdfium_c.FPDFBitmap_Gray, start, width)
    if not bitmap:
        return None
    try:
        flags = pdfium_c.FPDF_GRAYSCALE | pdfium_c.FPDF_RENDER_LIMITEDIMAGECACHE
        handle = ctypes.cast(page, pdfium_c.FPDF_PAGE)
        pdfium_c.FPDF_RenderPageBitmap(bitmap, handle, -x0, -top, width, height, frame.extra // 90, flags)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    return picture


def shows_nothing(page: Handle, frame: Frame, pictures: Sequence[int]) -> bool:
    """True for a page that is blank as it is shown, whatever is drawn on it. pictures: those on it, by address; one with much data is not
    unpacked, for it shows something."""
    for item in pictures:
        if pdfium_c.FPDFImageObj_GetImageDataRaw(ctypes.cast(item, pdfium_c.FPDF_PAGEOBJECT), None, 0) > _MOST_BLANK:
            return False
    picture = picture_of(page, frame)
    return picture is not None and bool(picture.greys.size) and int(picture.greys.max()) - int(picture.greys.min()) <= CONTRAST


_ground: dict[tuple[object, ...], Picture] = {}
"""The last large picture that lay under a page, as it was drawn."""


def picture_over_ground(page: Handle, frame: Frame) -> Picture | None:
    """As `picture_of`, but a large picture under the page, painted before all else, is drawn once for all pages in a row that have it: one
    of four million pixels takes 65 ms, twenty times the rest of a page, and many reports have theirs under each page."""
    first = pdfium.get_object(page, 0)
    known = _known_by(page, first, frame)
    if not known:
        return picture_of(page, frame)
    if known not in _ground:
        others = (pdfium.get_object(page, k) for k in range(1, pdfium.count_objects(page)))
        drawn = [item.address for item in others if pdfium.is_active(item)]
        pdfium.leave_out(drawn)
        ground = picture_of(page, frame)
        pdfium.put_back(drawn)
        if ground is None:
            return None
        _ground.clear()
        _ground[known] = ground
    ground = _ground[known]
    pdfium.leave_out([first.address])
    picture = _drawn_on(page, frame, Picture(ground.greys.copy(), ground.scale))
    pdfium.put_back([first.address])
    return picture


def _known_by(page: Handle, first: Handle, frame: Frame) -> tuple[object, ...]:
    """By what a page's ground is known again; () where its first object is no large picture, is left out, or shows through."""
    if not first or pdfium.get_type(first) != pdfium_c.FPDF_PAGEOBJ_IMAGE or not pdfium.is_active(first):
        return ()
    item, width, height = ctypes.cast(first, pdfium_c.FPDF_PAGEOBJECT), ctypes.c_uint(), ctypes.c_uint()
    pdfium_c.FPDFImageObj_GetImagePixelSize(item, width, height)
    see_through = pdfium_c.FPDFPage_HasTransparency(ctypes.cast(page, pdfium_c.FPDF_PAGE)) or pdfium_c.FPDFPageObj_HasTransparency(item)
    if width.value * height.value < _LARGE or see_through:
        return ()
    data = ctypes.create_string_buffer(pdfium_c.FPDFImageObj_GetImageDataRaw(item, None, 0))
    pdfium_c.FPDFImageObj_GetImageDataRaw(item, data, len(data))
    matrix = pdfium.numbers_of(pdfium.get_matrix, [first], 6)[0].tolist()
    return frame, str(matrix), width.value, height.value, blake2b(data, digest_size=16).digest()


class Ink:
    """Where a page shows something: pixels that differ from the one beside them. A level line shows at its ends only."""

    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        greys = picture.greys.ravel()
        step = np.maximum(greys[1:], greys[:-1])
        step -= np.minimum(greys[1:], greys[:-1])
        self.mask: Bools = np.zeros(picture.greys.shape, bool)
        np.greater(step, CONTRAST, out=self.mask.ravel()[1:])
        self.mask[:, 0] = False

    def without(self, boxes: Floats, margin: float) -> None:
        """Takes the ink out of these boxes (n × 4) and so many points around them."""
        for x0, top, x1, bottom in self.picture.pixels(boxes, margin).tolist():
            self.mask[top:bottom, x0:x1] = False

    def inside(self, pixels: Ints) -> Bools:
        """The part of the mask that these pixels (x0, top, x1, bottom) are."""
        x0, top, x1, bottom = pixels.tolist()
        return self.mask[top:bottom, x0:x1]

    def shown(self, boxes: Floats) -> Bools:
        """For each box (n × 4) whether ink shows in it, at one of some places as near to each other as the strokes of a letter."""
        found = self._shown_at(boxes, _FEW_STEPS, _MIDDLE)
        for count in (_FEW_STEPS, _STEPS):
            rest = np.flatnonzero(~found)
            if len(rest):
                found[rest] = self._shown_at(boxes[rest], count)
        return found

    def _shown_at(self, boxes: Floats, count: int, down: slice = slice(None)) -> Bools:
        height, width = self.mask.shape
        steps = np.linspace(0.0, self.picture.scale, count)
        first, last = boxes[:, :2, None], boxes[:, 2:, None]
        places = (first * self.picture.scale + (last - first) * steps).astype(np.int32)  # n × 2 × count
        columns, rows = np.clip(places[:, 0], 0, width - 1), np.clip(places[:, 1, down], 0, height - 1)
        at = rows[:, :, None] * width + columns[:, None, :]
        found: Bools = self.mask.ravel()[at].any(axis=(1, 2))
        return found
