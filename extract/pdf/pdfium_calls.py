"""PDFium's functions that are called once a character or a drawn thing: the same entry points as in pypdfium2.raw, without its conversions.

pypdfium2 checks each argument and wraps each pointer; over the 3,000 characters of a page that costs more than the reading. Here the short
functions take their arguments as they are: a Handle or an address (`c_void_p`) for a pointer, an int for an int. With the argument types
declared, ctypes converts each argument of each call, and letting other threads run meanwhile takes its time too: 270 ns a call, 140 so.
Results are written into room that is kept (`numbers_of`).
"""

import ctypes
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as pdfium_c

_INT, _POINTER = ctypes.c_int, ctypes.c_void_p
PATH = pdfium_c.FPDF_PAGEOBJ_PATH
_ROWS, _WIDEST = 512, 6
"""So many calls write into the kept room before it is copied; a matrix is six numbers."""


class Handle(ctypes.c_void_p):
    """A page, its text, a drawn thing or its clip. ctypes makes an int of a `c_void_p`, and leaves what is derived from it alone."""

    @property
    def address(self) -> int:
        """By it a thing is known again."""
        return self.value or 0


def _entry(name: str) -> int:
    return ctypes.cast(getattr(pdfium_c, name), _POINTER).value or 0


def _short(name: str, result: Any = _INT) -> Callable[..., Any]:
    """A function that takes its arguments unconverted: an int given for a pointer would lose its upper half."""
    function: Callable[..., Any] = ctypes.PYFUNCTYPE(result)(_entry(name))
    return function


def _long(name: str, result: Any, *arguments: Any) -> Callable[..., Any]:
    """A function that works long, or takes the address of an object as an int; other threads run meanwhile."""
    function: Callable[..., Any] = ctypes.CFUNCTYPE(result, *arguments)(_entry(name))
    return function


def handle_of(made_by_pypdfium2: Any) -> Handle:
    """The handle behind one of pypdfium2.raw."""
    return Handle(ctypes.cast(made_by_pypdfium2, _POINTER).value)


load_page: Callable[..., Handle] = _long("FPDF_LoadPage", Handle, _POINTER, _INT)
close_page = _long("FPDF_ClosePage", None, _POINTER)
load_text = _long("FPDFText_LoadPage", Handle, _POINTER)
close_text = _long("FPDFText_ClosePage", None, _POINTER)
count_notes = _long("FPDFPage_GetAnnotCount", _INT, _POINTER)
flatten = _long("FPDFPage_Flatten", _INT, _POINTER, _INT)
get_all_text = _long("FPDFText_GetText", _INT, _POINTER, _INT, _INT, _POINTER)
count_chars = _short("FPDFText_CountChars")
get_unicode = _short("FPDFText_GetUnicode", ctypes.c_uint)
get_loose_box = _short("FPDFText_GetLooseCharBox")
get_char_box = _short("FPDFText_GetCharBox")
get_char_origin = _short("FPDFText_GetCharOrigin")
get_char_matrix = _short("FPDFText_GetMatrix")
get_font_size = _short("FPDFText_GetFontSize", ctypes.c_double)
get_text_object = _short("FPDFText_GetTextObject", ctypes.c_size_t)
"""The object's address, as `Handle.address`: it is compared and never given to PDFium again."""

get_font = _short("FPDFTextObj_GetFont", ctypes.c_size_t)
"""The font's address, of which the same holds."""

count_objects = _short("FPDFPage_CountObjects")
get_object = _short("FPDFPage_GetObject", Handle)
form_count_objects = _short("FPDFFormObj_CountObjects")
form_get_object = _long("FPDFFormObj_GetObject", Handle, _POINTER, ctypes.c_ulong)
_set_active = _long("FPDFPageObj_SetIsActive", _INT, _POINTER, _INT)
_get_active = _short("FPDFPageObj_GetIsActive")
get_type = _short("FPDFPageObj_GetType")
get_bounds = _short("FPDFPageObj_GetBounds")
get_matrix = _short("FPDFPageObj_GetMatrix")
get_fill_colour = _short("FPDFPageObj_GetFillColor")
get_stroke_colour = _short("FPDFPageObj_GetStrokeColor")
get_text_size = _long("FPDFTextObj_GetFontSize", _INT, _POINTER, _POINTER)
get_render_mode = _short("FPDFTextObj_GetTextRenderMode")
get_clip = _short("FPDFPageObj_GetClipPath", Handle)
count_clips = _short("FPDFClipPath_CountPaths")
count_clip_segments = _short("FPDFClipPath_CountPathSegments")
get_clip_segment = _short("FPDFClipPath_GetPathSegment", Handle)
get_draw_mode = _short("FPDFPath_GetDrawMode")
count_segments = _short("FPDFPath_CountSegments")
get_segment = _short("FPDFPath_GetPathSegment", Handle)
get_segment_type = _short("FPDFPathSegment_GetType")
get_segment_point = _short("FPDFPathSegment_GetPoint")
get_segment_close = _short("FPDFPathSegment_GetClose")

_room = np.zeros((_ROWS, _WIDEST), np.float32)
_places = [[_POINTER(_room.ctypes.data + _room.itemsize * (_WIDEST * row + column)) for row in range(_ROWS)] for column in range(4)]
"""The addresses of the first numbers of each row, ready to be given."""


def numbers_of(
    get: Callable[..., int], whose: Sequence[Handle] | tuple[Handle, int], width: int, apart: bool = False, kind: Any = np.float32
) -> tuple[npt.NDArray[Any], list[int]]:
    """What `get` writes of each thing (n × width; 0 where it writes nothing) and what it gives back. whose: the things, or a page's text
    and how many characters it has. apart: `get` takes an address for each number, not for the row. kind: of the numbers, 4 bytes
    each."""
    count = whose[1] if isinstance(whose, tuple) else len(whose)
    found = np.empty((count, width), kind)
    given: list[int] = []
    written = _room.view(kind)
    for start in range(0, count, _ROWS):
        rows = min(_ROWS, count - start)
        asked = (repeat(whose[0]), range(start, start + rows)) if isinstance(whose, tuple) else (whose[start : start + rows],)
        written[:rows] = 0
        given += map(get, *asked, *(places[:rows] for places in _places[: width if apart else 1]))
        found[start : start + rows] = written[:rows, :width]
    return found, given


def is_active(item: Handle) -> bool:
    """False for what is left out."""
    active = ctypes.c_int()
    return bool(_get_active(item, ctypes.byref(active)) and active.value)


def leave_out(items: Iterable[int]) -> None:
    """PDFium neither draws nor reads these objects of a loaded page (by address), until they are put back."""
    deque(map(_set_active, items, repeat(0)), maxlen=0)


def put_back(items: Iterable[int]) -> None:
    """These objects are drawn and read again."""
    deque(map(_set_active, items, repeat(1)), maxlen=0)
