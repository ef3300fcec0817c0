"""Pages of text and rules that stand a little askew, as a print of a photographed page does: they are turned level before they are read."""

import ctypes
from collections.abc import Sequence
from math import cos, radians, sin

import numpy as np
import pypdfium2.raw as pdfium_c

from extract.page.frame import Frame
from extract.page.medians import median_of
from extract.pdf import pdfium_calls as pdfium

LEAST, MOST = 0.03, 3.0
"""Degrees: less moves no rule by its own width over a page; more is meant."""
ALIKE = 0.05
"""Degrees by which the texts of one page differ at most."""
NEARLY_ALL = 0.9
FEW_TEXTS = 3
"""Fewer texts tell no angle."""


def askew(leaning: Sequence[float], texts: int) -> float:
    """By how many degrees clockwise the page has to be turned to stand level; 0 where it does. leaning: counterclockwise, of those of
    its texts that do."""
    if len(leaning) < max(FEW_TEXTS, NEARLY_ALL * texts):
        return 0.0
    angles = np.array(leaning)
    angle = median_of(angles)
    alike = np.count_nonzero(np.abs(angles - angle) <= ALIKE) >= NEARLY_ALL * texts
    return angle if alike and LEAST <= abs(angle) <= MOST else 0.0


def turned_by(document: pdfium.Handle, index: int, page: pdfium.Handle, frame: Frame, degrees: float) -> pdfium.Handle:
    """The page `index` (from 0) of a document (their handles) with its content turned clockwise about the middle of what is visible;
    the handle of the page loaded anew, false where it cannot be."""
    x, y = (frame.left + frame.right) / 2, (frame.bottom + frame.top) / 2
    a, b = cos(radians(degrees)), -sin(radians(degrees))
    matrix = pdfium_c.FS_MATRIX(a, b, -b, a, x - a * x + b * y, y - b * x - a * y)
    pdfium_c.FPDFPage_TransFormWithClip(ctypes.cast(page, pdfium_c.FPDF_PAGE), matrix, None)
    pdfium.close_page(page)
    return pdfium.load_page(document, index)
