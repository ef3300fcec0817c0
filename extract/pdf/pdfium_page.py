"""One page through PDFium: its characters and what is drawn on it, in the frame in which a person reads it."""

import ctypes
import math
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2.raw as pdfium_c
from msgspec import Struct
from msgspec.structs import replace

from extract.page.characters import Characters
from extract.page.frame import Frame
from extract.page.medians import median_of
from extract.pdf import pdfium_calls as pdfium
from extract.pdf.askew import askew, turned_by
from extract.pdf.drawn import Collector, Drawn
from extract.pdf.notes import with_notes_on_it
from extract.pdf.pdfium_text import characters_of
from extract.pdf.unseen import Painted

FEW_TEXTS = 3
"""Fewer text objects do not tell how a page is to be held."""
_TINY, _USUAL = 2.0, 5.0
"""Letters lower than the first (points) are those of a page that is drawn in greater units; in its units they are as high as the second."""

_LETTER = 0.3
"""Letters are higher than this part of their size: 'x' is half of it, a dash a twelfth."""


class PdfiumPage(Struct):
    """A page that is loaded; valid inside `loaded`. frame: how it is read."""

    handle: pdfium.Handle
    frame: Frame
    drawn: Drawn

    def characters(self) -> dict[int, Characters]:
        """Turn → characters. 0: those that stand level; 90 and 270: those that a page turned clockwise by so much shows level, each
        in the frame of that turn. Text that runs otherwise (watermarks across the page) is left out, and so are letters that lie under
        something; where they do is added to `drawn.unseen`."""
        drawn = self.drawn
        turned_too = set(drawn.turns) != {self.frame.level}
        # Where nothing is drawn no cell needs to know which text a letter is of; asking costs as much as the letters themselves.
        objects_too = bool(drawn.rules or drawn.areas or drawn.hidden or drawn.twice or self.frame.rotation)
        found = characters_of(self.handle, self.frame, drawn.cut, drawn.forms, turned_too, drawn.overlaid, objects_too)
        for item, parts in drawn.hidden.items():
            for part in parts:
                under = found[0].of_object_in(item, part)
                found[0].leave_out(under)
                drawn.unseen += [part] if under.any() else []
        for first, second in drawn.twice:
            found[0].typed_over(first, second)
        return found


@contextmanager
def loaded(document: Any, index: int) -> Iterator[PdfiumPage | None]:
    """Page `index` (from 0) of a pypdfium2 document; None where PDFium cannot load it."""
    raw = pdfium.handle_of(document.raw)
    handle = with_notes_on_it(raw, index)
    if not handle:
        yield None
        return
    sudut = 0.0
    try:
        frame = frame_of(handle)
        drawn = Collector(frame)
        drawn.page(handle)
        turned = _reading_turn(drawn.drawn, frame)
        unit = _reading_unit(drawn.painted, turned % 180 != 0)
        sudut = 0.0 if drawn.is_scan else askew(drawn.leaning, sum(drawn.drawn.turns.values()))
        if sudut:
            handle = turned_by(raw, index, handle, frame, sudut)
        if turned or unit != 1.0 or sudut:
            # Most of the text stands on its side, or is tiny, or askew, though the page does not say so: the reader turns his head or
            # bends down to it, and so do we.
            frame = replace(frame.turned(turned), unit=unit, sudut=sudut)
            drawn = Collector(frame)
            drawn.page(handle)
        drawn.leave_out_unseen(handle)
        yield PdfiumPage(handle, frame, drawn.drawn)
    finally:
        if sudut:
            handle = turned_by(raw, index, handle, frame, -sudut)
        pdfium.close_page(handle)


def frame_of(handle: pdfium.Handle) -> Frame:
    """The visible part of the page and its rotation, as PDFium shows it."""
    page = ctypes.cast(handle, pdfium_c.FPDF_PAGE)
    width, height = pdfium_c.FPDF_GetPageWidthF(page), pdfium_c.FPDF_GetPageHeightF(page)
    rotation = pdfium_c.FPDFPage_GetRotation(page) * 90
    across, down = (height, width) if rotation % 180 else (width, height)
    left = bottom = 0.0
    box = pdfium_c.FS_RECTF()
    if pdfium_c.FPDF_GetPageBoundingBox(page, box):
        left, bottom = float(box.left), float(box.bottom)
    return Frame(left, bottom, left + across, bottom + down, rotation)


def _reading_turn(drawn: Drawn, frame: Frame) -> int:
    """By how many degrees (clockwise) the page has to be turned to be read: that of nine text objects in ten; 0 where they are level."""
    total = sum(drawn.turns.values())
    level = frame.level
    for turn in (90, 180, 270):
        if total >= FEW_TEXTS and drawn.turns.get((level + turn) % 360, 0) >= 0.9 * total:
            return turn
    return 0


def _reading_unit(painted: Painted, on_side: bool) -> float:
    """How many points of reading a point of the page is: more than one where the page's units are greater than PDFium knows (UserUnit).
    on_side: the text stands on its side as the page is shown."""
    across, down = (0, 2) if on_side else (1, 3)
    heights = painted.boxes[:, down] - painted.boxes[:, across]
    usual = median_of(heights) if len(heights) >= FEW_TEXTS else 0.0
    if not 0 < usual < _TINY:
        return 1.0
    # On a page of a name and some dashes the usual text is a dash.
    letters = heights[[height >= _LETTER * _font_size(item) for item, height in zip(painted.items, heights.tolist(), strict=True)]]
    usual = median_of(letters) if len(letters) else usual
    return round(_USUAL / usual, 3) if usual < _TINY else 1.0


def _font_size(item: int) -> float:
    """Of a text object as its own matrix scales it, in points; what a form around it scales is left out."""
    size, matrix = ctypes.c_float(), (ctypes.c_float * 6)()
    pdfium.get_text_size(item, ctypes.addressof(size))
    pdfium.get_matrix(pdfium.Handle(item), matrix)
    return float(size.value) * math.hypot(matrix[2], matrix[3])
