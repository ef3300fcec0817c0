"""How far a page stands askew: the angle at which its ink lies in the sharpest rows."""

import cv2
import numpy as np
import numpy.typing as npt

from extract.ocr.picture import PagePicture

MOST = 3.0
"""Degrees up to which a page is looked at; more is a photo taken askew."""
_INK = 160
_STEPS = (0.25, 0.05, 0.01)
"""Degrees between two angles tried, coarse to fine, each around the best so far."""
_MOST_POINTS = 120_000
Floats = npt.NDArray[np.float64]


def skew(picture: PagePicture) -> float:
    """Degrees by which the picture has to be turned clockwise to stand level; 0 for a page without ink."""
    grey = picture.grey
    small = cv2.resize(grey, (max(1, grey.shape[1] // 2), max(1, grey.shape[0] // 2)), interpolation=cv2.INTER_AREA)
    # Lower edges of ink: a line of text and a rule have one edge each, however thick they are.
    ink = small < _INK
    edge = ink[:-1] & ~ink[1:]
    rows, columns = np.nonzero(edge)
    if len(rows) < 50:
        return 0.0
    step = max(1, len(rows) // _MOST_POINTS)
    y, x = rows[::step].astype(np.float64), columns[::step].astype(np.float64) - small.shape[1] / 2
    best, width = 0.0, MOST
    for step_degrees in _STEPS:
        angles = np.arange(best - width, best + width + step_degrees / 2, step_degrees)
        best = float(max(angles, key=lambda angle: _sharpness(x, y, angle)))
        width = 2 * step_degrees
    return -best if abs(best) < MOST else 0.0


def sharpness(picture: PagePicture) -> float:
    """How clearly the ink lies in rows: text lines read level give more than the same lines on their side."""
    ink = cv2.resize(picture.grey, (0, 0), fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA) < _INK
    rows, columns = np.nonzero(ink)
    return _sharpness(columns.astype(np.float64), rows.astype(np.float64), 0.0)


def _sharpness(x: Floats, y: Floats, degrees: float) -> float:
    places = y - x * np.tan(np.radians(degrees))
    counts = np.bincount((places - places.min()).astype(np.int64))
    return float(np.square(counts, dtype=np.float64).sum())
