"""A page drawn as a grey picture, its light made even, so that dark is ink wherever it stands."""

from typing import Any

import cv2
import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c
from msgspec import Struct
from msgspec.structs import replace

Grey = npt.NDArray[np.uint8]

DPI = 200
"""Measured: 300 costs double and reads no more; below 150 letters are lost."""
FINE_DPI = 300
"""For small letters, where the scan itself is as fine."""
SMALL = 3.2
"""Points: letters whose usual height, most of them without ascender, is less are small; of a text of 6 points it is 3."""
_HIGHEST, _LOWEST = 14.0, 1.5
"""Points: what is higher is no letter, what is lower a point or dirt."""
_INK = 150
MOST_PIXELS = 16_000_000
"""A larger page is a poster: it is drawn coarser."""
POINTS = 72.0
_PAPER = 4
"""The paper's own light is looked at in a picture so many times smaller."""
_SPOT = 31
"""Dark things up to so many pixels of the small picture are ink, larger ones are shade."""


class PagePicture(Struct, frozen=True):
    """grey: height × width, 0 is ink and 255 paper. scale: pixels a point."""

    grey: Grey
    scale: float

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points."""
        height, width = self.grey.shape
        return width / self.scale, height / self.scale


def drawn(page: Any, dpi: float = DPI) -> PagePicture:
    """A pypdfium2 page as a person sees it. The page is drawn and not its picture taken out: masks come out inverted."""
    width, height = page.get_size()
    scale = min(dpi / POINTS, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    return PagePicture(np.array(bitmap.to_numpy(), np.uint8).reshape(bitmap.height, -1)[:, : bitmap.width].copy(), scale)


def finely_drawn(page: Any) -> PagePicture:
    """The page as a person sees it, finer where its letters are small and its own picture shows more of them."""
    picture = drawn(page)
    if source_dpi(page) >= FINE_DPI * 0.95 and letter_height(picture) < SMALL:
        return drawn(page, FINE_DPI)
    return picture


def source_dpi(page: Any) -> float:
    """Pixels an inch of the largest picture on a pypdfium2 page; 0 without one."""
    best, found = 0.0, 0.0
    for item in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,)):
        left, bottom, right, top = item.get_bounds()
        if (right - left) * (top - bottom) > best:
            best = (right - left) * (top - bottom)
            found = max(item.get_px_size()) * POINTS / max(right - left, top - bottom)
    return found


def letter_height(picture: PagePicture) -> float:
    """The usual height of what may be letters, in points; that of large ones for a page without any."""
    dark = (picture.grey < _INK).astype(np.uint8)
    heights = cv2.connectedComponentsWithStats(dark, connectivity=8)[2][1:, cv2.CC_STAT_HEIGHT] / picture.scale
    letters = heights[(heights >= _LOWEST) & (heights <= _HIGHEST)]
    return float(np.median(letters)) if len(letters) else _HIGHEST


def evenly_lit(picture: PagePicture) -> PagePicture:
    """The same page on white paper: a shadow or a lamp at one side is taken out, ink and black cells stay."""
    grey = picture.grey
    height, width = grey.shape
    small = cv2.resize(grey, (max(1, width // _PAPER), max(1, height // _PAPER)), interpolation=cv2.INTER_AREA)
    paper = cv2.dilate(small, np.ones((_SPOT, _SPOT), np.uint8))
    paper = cv2.blur(paper, (_SPOT, _SPOT))
    wide = np.maximum(cv2.resize(paper, (width, height), interpolation=cv2.INTER_LINEAR), 1)
    return replace(picture, grey=np.asarray(cv2.divide(grey, wide, scale=255), np.uint8))


def turned(picture: PagePicture, degrees: int) -> PagePicture:
    """The picture turned clockwise by quarters."""
    return replace(picture, grey=np.ascontiguousarray(np.rot90(picture.grey, -degrees // 90)))


def rotated(picture: PagePicture, degrees: float) -> PagePicture:
    """The picture turned clockwise by a small angle about its middle, as large as before; paper comes in at the corners."""
    if abs(degrees) < 0.02:
        return picture
    height, width = picture.grey.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    made = cv2.warpAffine(picture.grey, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_CONSTANT, borderValue=255.0)
    return replace(picture, grey=np.asarray(made, np.uint8))
