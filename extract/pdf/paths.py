"""The pieces of a drawn path."""

import ctypes
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

from extract.cells import Kotak
from extract.page.rulings import LIMITS as RULING
from extract.page.rulings import Rule, frame_of_box
from extract.pdf import pdfium_calls as pdfium

Floats = npt.NDArray[np.float64]
_LINE, _MOVE = pdfium_c.FPDF_SEGMENT_LINETO, pdfium_c.FPDF_SEGMENT_MOVETO


def parts_of(item: int, segments: int) -> list[tuple[Floats, list[bool]]]:
    """The subpaths: their points (n × 2), and for each point whether a straight line leads to it; a closed one ends where it began."""
    parts: list[tuple[list[tuple[float, float]], list[bool]]] = []
    place = (ctypes.c_float * 2)()
    at = ctypes.addressof(place)
    for k in range(segments):
        segment = pdfium.get_segment(item, k)
        kind = pdfium.get_segment_type(segment)
        pdfium.get_segment_point(segment, at, at + 4)
        if kind == _MOVE or not parts:
            parts.append(([], []))
        points, straight = parts[-1]
        points.append((place[0], place[1]))
        straight.append(kind == _LINE)
        if pdfium.get_segment_close(segment):
            points.append(points[0])
            straight.append(True)
    return [(np.array(points), straight) for points, straight in parts if len(points) > 1]


def ring(boxes: Sequence[Kotak]) -> list[Rule]:
    """The rules of a frame that is filled between an outer and an inner box; [] for anything else."""
    if len(boxes) != 2:
        return []
    outer, inner = sorted(boxes, key=lambda box: (box[0] - box[2]) * (box[3] - box[1]))
    gaps = (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])
    if not all(0 <= gap <= RULING.thin for gap in gaps) or max(gaps) <= 0:
        return []
    return frame_of_box(*outer)
