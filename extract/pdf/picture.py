"""A page drawn small and grey, in the frame in which it is read: the referee between what the file says and what a person sees."""

import ctypes
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from extract.cells import Kotak
from extract.page.frame import Frame

SCALE = 2.0
"""Pixels a point: a digit of 5 points is 7 pixels high, and a page of a table is drawn in 4 ms."""
MOST_PIXELS = 6_000_000
"""Posters are drawn smaller."""
CONTRAST = 16
"""Grey values (of 255) that differ by less look the same: near white on white, or a letter in the colour of its ground."""

Greys = npt.NDArray[np.uint8]
Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Picture:
    """greys: rows × columns, 0 black to 255 white. scale: pixels a point of the frame of reading."""

    greys: Greys
    scale: float

    def pixels(self, box: Kotak, margin: float = 0.0) -> tuple[slice, slice]:
        """Rows and columns of the pixels that a box touches, `margin` points wider on each side."""
        height, width = self.greys.shape
        x0, top, x1, bottom = box
        rows = slice(_within((top - margin) * self.scale, height), _within((bottom + margin) * self.scale + 1, height))
        return rows, slice(_within((x0 - margin) * self.scale, width), _within((x1 + margin) * self.scale + 1, width))


def _within(place: float, end: int) -> int:
    return max(0, min(end, int(place)))


def picture_of(page: int, frame: Frame) -> Picture | None:
    """The loaded page (its handle) as PDFium draws it now; None where it cannot be drawn."""
    scale = min(SCALE, (MOST_PIXELS / max(1.0, frame.width * frame.height)) ** 0.5)
    width, height = max(1, round(frame.width * scale)), max(1, round(frame.height * scale))
    greys = np.full((height, width), 255, np.uint8)
    bitmap = pdfium_c.FPDFBitmap_CreateEx(width, height, pdfium_c.FPDFBitmap_Gray, greys.ctypes.data, width)
    if not bitmap:
        return None
    try:
        flags = pdfium_c.FPDF_GRAYSCALE | pdfium_c.FPDF_RENDER_LIMITEDIMAGECACHE
        pdfium_c.FPDF_RenderPageBitmap(bitmap, ctypes.cast(page, pdfium_c.FPDF_PAGE), 0, 0, width, height, frame.extra // 90, flags)
    finally:
        pdfium_c.FPDFBitmap_Destroy(bitmap)
    return Picture(greys, scale)


class Ink:
    """Where a page shows something: pixels that differ from their neighbours."""

    def __init__(self, picture: Picture) -> None:
        greys = picture.greys
        self.picture = picture
        self.mask: Bools = np.zeros(greys.shape, bool)
        level = np.maximum(greys[:, 1:], greys[:, :-1]) - np.minimum(greys[:, 1:], greys[:, :-1]) > CONTRAST
        upright = np.maximum(greys[1:], greys[:-1]) - np.minimum(greys[1:], greys[:-1]) > CONTRAST
        self.mask[:, 1:] |= level
        self.mask[:, :-1] |= level
        self.mask[1:] |= upright
        self.mask[:-1] |= upright

    def without(self, boxes: Iterable[Kotak], margin: float) -> None:
        """Takes the ink out of these boxes and so many points around them."""
        for box in boxes:
            self.mask[self.picture.pixels(box, margin)] = False

    def counts(self, boxes: Floats) -> npt.NDArray[np.int64]:
        """For each box (n × 4) how many of its pixels are ink."""
        height, width = self.mask.shape
        sums = np.zeros((height + 1, width + 1), np.int32)
        np.cumsum(np.cumsum(self.mask, axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
        scale = self.picture.scale
        x0, x1 = (np.clip(boxes[:, k] * scale + extra, 0, width).astype(np.int64) for k, extra in ((0, 0), (2, 1)))
        y0, y1 = (np.clip(boxes[:, k] * scale + extra, 0, height).astype(np.int64) for k, extra in ((1, 0), (3, 1)))
        found: npt.NDArray[np.int64] = (sums[y1, x1] - sums[y0, x1] - sums[y1, x0] + sums[y0, x0]).astype(np.int64)
        return found
