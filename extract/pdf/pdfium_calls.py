"""PDFium's functions that are called once a character or a path: the same entry points as in pypdfium2.raw, without its conversions.

pypdfium2 checks each argument and wraps each pointer; over the 3,000 characters of a page that costs more than the reading. Here a
handle is an integer address and results are written into buffers of the caller.
"""

import ctypes
from collections.abc import Callable, Iterable
from typing import Any

import pypdfium2.raw as pdfium_c

_HANDLE = ctypes.c_void_p
PATH = pdfium_c.FPDF_PAGEOBJ_PATH


def _bound(name: str, result: Any, *arguments: Any) -> Callable[..., int]:
    prototype = ctypes.CFUNCTYPE(result, *arguments)
    return prototype(ctypes.cast(getattr(pdfium_c, name), _HANDLE).value or 0)


def address(handle: Any) -> int:
    """The address behind a handle of pypdfium2.raw."""
    return ctypes.cast(handle, _HANDLE).value or 0


load_page = _bound("FPDF_LoadPage", _HANDLE, _HANDLE, ctypes.c_int)
close_page = _bound("FPDF_ClosePage", None, _HANDLE)
load_text = _bound("FPDFText_LoadPage", _HANDLE, _HANDLE)
close_text = _bound("FPDFText_ClosePage", None, _HANDLE)
count_notes = _bound("FPDFPage_GetAnnotCount", ctypes.c_int, _HANDLE)
flatten = _bound("FPDFPage_Flatten", ctypes.c_int, _HANDLE, ctypes.c_int)
count_chars = _bound("FPDFText_CountChars", ctypes.c_int, _HANDLE)
get_all_text = _bound("FPDFText_GetText", ctypes.c_int, _HANDLE, ctypes.c_int, ctypes.c_int, _HANDLE)
get_unicode = _bound("FPDFText_GetUnicode", ctypes.c_uint, _HANDLE, ctypes.c_int)
get_loose_box = _bound("FPDFText_GetLooseCharBox", ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)
get_char_origin = _bound("FPDFText_GetCharOrigin", ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE, _HANDLE)
get_char_matrix = _bound("FPDFText_GetMatrix", ctypes.c_int, _HANDLE, ctypes.c_int, _HANDLE)
get_font_size = _bound("FPDFText_GetFontSize", ctypes.c_double, _HANDLE, ctypes.c_int)
get_text_object = _bound("FPDFText_GetTextObject", ctypes.c_size_t, _HANDLE, ctypes.c_int)

count_objects = _bound("FPDFPage_CountObjects", ctypes.c_int, _HANDLE)
get_object = _bound("FPDFPage_GetObject", _HANDLE, _HANDLE, ctypes.c_int)
form_count_objects = _bound("FPDFFormObj_CountObjects", ctypes.c_int, _HANDLE)
form_get_object = _bound("FPDFFormObj_GetObject", _HANDLE, _HANDLE, ctypes.c_ulong)
_set_active = _bound("FPDFPageObj_SetIsActive", ctypes.c_int, _HANDLE, ctypes.c_int)
get_type = _bound("FPDFPageObj_GetType", ctypes.c_int, _HANDLE)
get_bounds = _bound("FPDFPageObj_GetBounds", ctypes.c_int, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
get_matrix = _bound("FPDFPageObj_GetMatrix", ctypes.c_int, _HANDLE, _HANDLE)
get_fill_colour = _bound("FPDFPageObj_GetFillColor", ctypes.c_int, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
get_stroke_colour = _bound("FPDFPageObj_GetStrokeColor", ctypes.c_int, _HANDLE, _HANDLE, _HANDLE, _HANDLE, _HANDLE)
get_text_size = _bound("FPDFTextObj_GetFontSize", ctypes.c_int, _HANDLE, ctypes.c_void_p)
get_render_mode = _bound("FPDFTextObj_GetTextRenderMode", ctypes.c_int, _HANDLE)
get_clip = _bound("FPDFPageObj_GetClipPath", _HANDLE, _HANDLE)
count_clips = _bound("FPDFClipPath_CountPaths", ctypes.c_int, _HANDLE)
count_clip_segments = _bound("FPDFClipPath_CountPathSegments", ctypes.c_int, _HANDLE, ctypes.c_int)
get_clip_segment = _bound("FPDFClipPath_GetPathSegment", _HANDLE, _HANDLE, ctypes.c_int, ctypes.c_int)
get_draw_mode = _bound("FPDFPath_GetDrawMode", ctypes.c_int, _HANDLE, _HANDLE, _HANDLE)
count_segments = _bound("FPDFPath_CountSegments", ctypes.c_int, _HANDLE)
get_segment = _bound("FPDFPath_GetPathSegment", _HANDLE, _HANDLE, ctypes.c_int)
get_segment_type = _bound("FPDFPathSegment_GetType", ctypes.c_int, _HANDLE)
get_segment_point = _bound("FPDFPathSegment_GetPoint", ctypes.c_int, _HANDLE, _HANDLE, _HANDLE)
get_segment_close = _bound("FPDFPathSegment_GetClose", ctypes.c_int, _HANDLE)


def leave_out(items: Iterable[int]) -> None:
    """PDFium neither draws nor reads these objects of a loaded page, until they are put back."""
    for item in items:
        _set_active(item, 0)


def put_back(items: Iterable[int]) -> None:
    """These objects are drawn and read again."""
    for item in items:
        _set_active(item, 1)
