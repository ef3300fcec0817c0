"""The characters of one page through PDFium, in the frame in which a person reads it."""

import ctypes
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import repeat

import numpy as np
import numpy.typing as npt

from extract.cells import UNREADABLE, Kotak
from extract.page.characters import LIMITS, Characters, Floats
from extract.page.frame import Frame
from extract.page.medians import median_of
from extract.page.unknown_letters import NO_LETTER
from extract.pdf import pdfium_calls as pdfium

STACKED = 0.05
"""The letters of one glyph that lie above one another meet (points)."""
_SURROGATES = 0xD800, 0xDFFF
_BROKEN_WORD, _HYPHEN, _NO_BREAK = 0xFFFE, 0x2, 0xA0
"""The hyphen that breaks a word, in PDFium's text and as a character."""
_FLAT = 0.1
"""Letters lower than this share of the page's usual ones cannot be read."""
_FIRST, _LAST = ord("0"), ord("9")
_LOOKED_AT = 32
"""Of each of the ten digits so many on a page are looked at."""
_ALIKE = 0.004
"""The sides of one shape lie no farther apart, in widths of the letter: PDFium knows them in thousandths of the font's size."""
_room = np.zeros((10 * _LOOKED_AT, 4))
_places = [[ctypes.c_void_p(_room.ctypes.data + 8 * (4 * row + side)) for row in range(len(_room))] for side in range(4)]


def characters_of(
    page: pdfium.Handle,
    frame: Frame,
    cut: Mapping[int, Kotak],
    forms: Mapping[int, Floats],
    turned_too: bool,
    overlaid: Mapping[int, int],
    objects_too: bool,
) -> dict[int, Characters]:
    """Turn → characters, as `PdfiumPage.characters` says. page: its handle. objects_too: it is asked which text object each belongs to.
    cut: text objects outside their clip. forms: those inside forms, with the matrix to the page. turned_too: not all text is level.
    overlaid: those that lie over others or under them, with the layer in which each is read."""
    parts: list[dict[int, Characters]] = []
    for layer in sorted({0, *overlaid.values()}, reverse=True):
        if overlaid:
            pdfium.leave_out(item for item, n in overlaid.items() if n != layer)
            pdfium.put_back(item for item, n in overlaid.items() if n == layer)
        only = {item for item, n in overlaid.items() if layer and n == layer}
        parts.append(_characters(page, frame, cut, forms, turned_too, only, objects_too or bool(overlaid)))
    pdfium.put_back(item for item, n in overlaid.items() if n)
    return parts[0] if len(parts) == 1 else _together(parts[::-1])


def _together(parts: Sequence[dict[int, Characters]]) -> dict[int, Characters]:
    """The characters of all layers, turn by turn."""
    found: dict[int, Characters] = {}
    for turn in sorted({turn for part in parts for turn in part}):
        layers = [part[turn] for part in parts if turn in part]
        starts = np.cumsum([0, *(len(layer.codes) for layer in layers[:-1])]).tolist()
        found[turn] = Characters(
            np.concatenate([layer.codes for layer in layers]),
            np.concatenate([layer.boxes for layer in layers]),
            sum(layer.broken for layer in layers),
            {start + k: box for start, layer in zip(starts, layers, strict=True) for k, box in layer.cut.items()},
            np.concatenate([layer.objects for layer in layers]),
            np.concatenate([layer.torn if len(layer.torn) else np.zeros(len(layer.codes), bool) for layer in layers]),
        )
    return found


def _characters(
    page: pdfium.Handle,
    frame: Frame,
    cut: Mapping[int, Kotak],
    forms: Mapping[int, Floats],
    turned_too: bool,
    only: Collection[int],
    objects_too: bool,
) -> dict[int, Characters]:
    """The characters of one layer. only: its text objects; all where there are none."""
    text = pdfium.load_text(page)
    if not text:
        return {0: Characters(np.empty(0, np.uint32), np.empty((0, 4)))}
    try:
        count = max(0, pdfium.count_chars(text))
        codes = _unswapped(_codes(text, count))
        wide = pdfium.numbers_of(pdfium.get_loose_box, (text, count), 4)[0].astype(np.float64)
        doubtful = _of_two_shapes(text, codes, wide)
        if forms:
            _ligatures_in_forms(text, wide, forms)
        asked = objects_too or cut or only
        objects = _objects(text, codes) if asked else np.empty(0, np.int64)
        clips = {k: cut[item] for k, item in enumerate(objects.tolist()) if item in cut} if cut else {}
        seen = np.array([item in only for item in _asked(text, np.arange(count)).tolist()], bool) if only else np.ones(count, bool)
        level, turned = seen, {}
        if turned_too:
            matrices = pdfium.numbers_of(pdfium.get_char_matrix, (text, count), 6)[0].astype(np.float64)
            level = seen & _level(matrices, frame)
            turned = {turn: seen & ~level & _level(matrices, frame.turned(turn)) for turn in (90, 270)}
        _tall_fonts(text, wide, frame)
    finally:
        pdfium.close_text(text)
    found = {0: _placed(codes, wide, level, frame, clips, objects, doubtful)}
    for turn, chosen in turned.items():
        if chosen.any():
            found[turn] = _placed(codes, wide, chosen, frame.turned(turn), {}, objects, doubtful)
    return found


def _codes(text: pdfium.Handle, count: int) -> npt.NDArray[np.uint32]:
    """The Unicode value of each character. PDFium's text in one go has one 16-bit unit a character, but for some that it leaves out or that
    take two: then each is asked for."""
    units = np.zeros(count + 1, np.uint16)
    whole = pdfium.get_all_text(text, 0, count, units.ctypes.data) == count + 1 if count else True
    codes = units[:count].astype(np.uint32)
    if not whole or ((codes >= _SURROGATES[0]) & (codes <= _SURROGATES[1])).any():
        return np.array([pdfium.get_unicode(text, k) for k in range(count)], np.uint32)
    return np.where(codes == _BROKEN_WORD, _HYPHEN, codes).astype(np.uint32)


def _objects(text: pdfium.Handle, codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.int64]:
    """The text object of each printed character, by address; 0 for blanks. The characters of an object follow one another: between two of
    the same all are, so that mostly the first letter of each word is asked. (Each letter asked: 0.25 ms a page more.)"""
    found = np.zeros(len(codes), np.int64)
    printed = np.flatnonzero(codes > ord(" "))
    if not len(printed):
        return found
    breaks = np.flatnonzero(np.diff(printed) > 1)
    starts, ends = printed[np.concatenate(([0], breaks + 1))], printed[np.append(breaks, len(printed) - 1)]
    first = _asked(text, starts)
    last = np.append(first[1:], 0)
    unlike = np.flatnonzero(first != last)
    last[unlike] = _asked(text, ends[unlike])
    lengths = ends - starts + 1
    found[printed] = np.repeat(first, lengths)
    several = printed[np.repeat(first != last, lengths)]
    found[several] = _asked(text, several)
    return found


def _asked(text: pdfium.Handle, places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """The text objects of the characters at these places."""
    return np.array(list(map(pdfium.get_text_object, repeat(text), places.tolist())), np.int64)


def _of_two_shapes(text: pdfium.Handle, codes: npt.NDArray[np.uint32], boxes: Floats) -> npt.NDArray[np.bool_]:
    """Digits that the file calls by one name and draws in two shapes: it calls another digit so too, and nobody knows which one is meant.
    boxes: n × 4 (left, top, right, bottom), from the origin of each letter to that of the next."""
    found = np.zeros(len(codes), bool)
    digits = np.flatnonzero((codes >= _FIRST) & (codes <= _LAST))
    if len(digits) < 2:
        return found
    digits = digits[np.argsort(codes[digits], kind="stable")]
    parts = np.split(digits, np.flatnonzero(np.diff(codes[digits])) + 1)
    looked_at = np.concatenate([part[:: -(-len(part) // _LOOKED_AT)] for part in parts])
    shapes = _shapes(text, looked_at, boxes[looked_at])
    names = codes[looked_at].tolist()
    first = {key: n for n, key in enumerate(zip(names, *(shapes.T / _ALIKE).round().tolist(), strict=True))}
    known: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in first.values():
        known[_font(text, int(looked_at[n])), names[n]].append(n)
    for (font, digit), several in known.items():
        if len(several) > 1 and np.ptp(shapes[several], axis=0).max() > _ALIKE and _stand_alike(text, looked_at[several].tolist()):
            found[[k for k in np.flatnonzero(codes == digit).tolist() if _font(text, k) == font]] = True
    return found


def _shapes(text: pdfium.Handle, places: npt.NDArray[np.int64], boxes: Floats) -> Floats:
    """The sides of the ink of these letters from the lower left corner of their boxes, in widths of them."""
    count = len(places)
    _room[:count] = 0.0
    list(map(pdfium.get_char_box, repeat(text), places.tolist(), *(side[:count] for side in _places)))
    left, _, right, bottom = boxes.T
    corner = np.column_stack((left, left, bottom, bottom))
    shapes: Floats = (_room[:count] - corner) / np.where(right > left, right - left, np.inf)[:, None]
    return shapes


def _font(text: pdfium.Handle, k: int) -> int:
    font: int = pdfium.get_font(pdfium.Handle(pdfium.get_text_object(text, k)))
    return font


def _stand_alike(text: pdfium.Handle, places: list[int]) -> bool:
    """Whether these letters stand level and upright, none of them stretched."""
    matrix = (ctypes.c_float * 6)()
    widths = set()
    for k in places:
        pdfium.get_char_matrix(text, k, matrix)
        a, b, c, d = matrix[:4]
        if b or c or a <= 0 or d <= 0:
            return False
        widths.add(round(a / d, 3))
    return len(widths) == 1


def _placed(
    codes: npt.NDArray[np.uint32],
    wide: Floats,
    chosen: npt.NDArray[np.bool_],
    frame: Frame,
    clips: Mapping[int, Kotak],
    objects: npt.NDArray[np.int64],
    doubtful: npt.NDArray[np.bool_],
) -> Characters:
    """The chosen characters on the visible page, in this frame. doubtful: those that the file calls by a wrong name, or may."""
    placed = _ligatures_side_by_side(frame.boxes(wide[:, 0], wide[:, 3], wide[:, 2], wide[:, 1]), objects)
    held = frame.holds(placed)
    inside = held & chosen
    lost = chosen & ~held & (codes > ord(" ")) & (codes != _NO_BREAK)
    torn = _torn(placed, inside, lost)[inside] if lost.any() else np.empty(0, bool)
    cut = {n: clips[k] for n, k in enumerate(np.flatnonzero(inside).tolist()) if k in clips} if clips else {}
    codes, unknown = codes[inside], _unknown(codes)[inside]
    broken = int(np.count_nonzero(unknown))
    if broken:
        codes = np.where(unknown, NO_LETTER, codes).astype(np.uint32)
    codes[doubtful[inside]] = ord(UNREADABLE)
    return Characters(codes, placed[inside], broken, cut, objects[inside] if len(objects) else objects, torn)


def _torn(boxes: Floats, inside: npt.NDArray[np.bool_], outside: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """The characters on the page that touch the next one of their line beyond its edge: a table wider than its paper."""
    x0, top, x1, bottom = boxes.T
    height = bottom - top
    printed = (height > 0) & (x1 > x0)
    near = np.abs(np.diff(top + bottom)) < height[1:]
    near &= (np.maximum(x0[1:], x0[:-1]) - np.minimum(x1[1:], x1[:-1]) < LIMITS.beside * height[1:]) & printed[1:] & printed[:-1]
    torn = np.zeros(len(boxes), bool)
    torn[:-1] |= near & inside[:-1] & outside[1:]
    torn[1:] |= near & inside[1:] & outside[:-1]
    return torn


def _ligatures_side_by_side(boxes: Floats, objects: npt.NDArray[np.int64]) -> Floats:
    """PDFium parts the box of a glyph that is several letters ('fi') from left to right in the page's own space: on a page that is turned
    the letters lie above one another. They stand side by side, each over the whole height."""
    if len(boxes) < 2 or not len(objects):
        return boxes
    x0, top, x1, bottom = boxes.T
    stacked = (np.abs(np.diff(x0)) < STACKED) & (np.abs(np.diff(x1)) < STACKED) & (x1[1:] > x0[1:]) & (objects[1:] == objects[:-1])
    stacked &= (np.abs(top[1:] - bottom[:-1]) < STACKED) | (np.abs(bottom[1:] - top[:-1]) < STACKED)
    stacked &= (bottom[1:] > top[1:]) & (bottom[:-1] > top[:-1])
    if not stacked.any():
        return boxes
    boxes = boxes.copy()
    first = np.flatnonzero(stacked & ~np.concatenate(([False], stacked[:-1])))
    for start in first.tolist():
        end = start + 1
        while end < len(stacked) and stacked[end]:
            end += 1
        upper, lower = boxes[start : end + 1, 1].min(), boxes[start : end + 1, 3].max()
        edges = np.linspace(boxes[start, 0], boxes[start, 2], end - start + 2)
        boxes[start : end + 1] = np.column_stack((edges[:-1], np.full(end - start + 1, upper), edges[1:], np.full(end - start + 1, lower)))
    return boxes


def _unknown(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Characters that name no letter: none, the sign for none, and control characters but those that PDFium puts in (ends of lines, the
    hyphen that breaks a word)."""
    found: npt.NDArray[np.bool_] = (codes < 0x20) & (codes != 0x2) & (codes != 0x9) & (codes != 0xA) & (codes != 0xD)
    found |= codes == 0xFFFD
    return found


def _unswapped(codes: npt.NDArray[np.uint32]) -> npt.NDArray[np.uint32]:
    """Some distillers write the two bytes of a ligature's letters in the wrong order: U+7400 for 't', U+0074. Ideographs beside
    Latin letters are such letters."""
    swapped = ((codes & 0xFF) == 0) & (((codes >> 8) & 0xDF) >= ord("A")) & (((codes >> 8) & 0xDF) <= ord("Z")) & (codes < 0x8000)
    return np.where(swapped, codes >> 8, codes).astype(np.uint32) if swapped.any() else codes


def _level(matrices: Floats, frame: Frame) -> npt.NDArray[np.bool_]:
    """True for characters that stand on level lines in this frame."""
    a, b = frame.direction(matrices[:, 0], matrices[:, 1])
    level: npt.NDArray[np.bool_] = (a > 0) & (np.abs(b) <= 0.1 * np.abs(a))
    # PDFium puts blanks and line ends of its own between the letters; they carry no direction.
    level |= (matrices[:, 4] == 0) & (matrices[:, 5] == 0)
    return level


def _ligatures_in_forms(text: pdfium.Handle, boxes: Floats, forms: Mapping[int, Floats]) -> None:
    """The letters of a glyph whose meaning the page tells ('fi', ActualText) have the place that they have in their form: PDFium leads
    only the others to the page. Such letters share one origin. Changes boxes."""
    places = np.zeros((len(boxes), 2))
    at = places.ctypes.data
    for k in range(len(boxes)):
        pdfium.get_char_origin(text, k, ctypes.c_void_p(at + 16 * k), ctypes.c_void_p(at + 16 * k + 8))
    printed = (boxes[:, 2] > boxes[:, 0]) & (boxes[:, 1] > boxes[:, 3])
    pairs = np.flatnonzero((places[1:] == places[:-1]).all(axis=1) & printed[1:] & printed[:-1])
    for k in sorted({*pairs.tolist(), *(pairs + 1).tolist()}):
        form = forms.get(pdfium.get_text_object(text, k))
        if form is None:
            continue
        matrix = _matrix(text, k)
        placed = (np.array([*places[k], 1.0]) @ form)[:2]
        if _off_line(places[k], matrix) > _off_line(placed, matrix) + 0.5:
            left, top, right, bottom = boxes[k]
            corners = (np.array([[left, bottom, 1], [left, top, 1], [right, bottom, 1], [right, top, 1]]) @ form)[:, :2]
            (left, bottom), (right, top) = corners.min(axis=0), corners.max(axis=0)
            boxes[k] = left, top, right, bottom


def _matrix(text: pdfium.Handle, k: int) -> list[float]:
    numbers = (ctypes.c_float * 6)()
    pdfium.get_char_matrix(text, k, numbers)
    return list(numbers)


def _off_line(place: Floats, matrix: Sequence[float]) -> float:
    """How far (points) a place is from the line on which a text with this matrix is written."""
    a, b, _, _, e, f = matrix
    return abs((float(place[0]) - e) * b - (float(place[1]) - f) * a) / (np.hypot(a, b) or 1.0)


def _tall_fonts(text: pdfium.Handle, boxes: Floats, frame: Frame) -> None:
    """Some fonts claim letters several times as tall as they are; their boxes shrink to the font's size around the base line. Letters of
    next to no height are there for nobody: they lose their boxes."""
    across = frame.rotation % 180 != 0
    low, high = (0, 2) if across else (3, 1)
    heights = np.abs(boxes[:, high] - boxes[:, low])
    printed = heights[heights > 0]
    if not len(printed):
        return
    usual = median_of(printed)
    boxes[(heights > 0) & (heights < _FLAT * usual)] = 0.0  # blanks have none and keep their place
    tall = np.flatnonzero(heights > 1.6 * usual)
    for k in tall.tolist():
        a, b, _, _, e, f = _matrix(text, k)
        size = pdfium.get_font_size(text, k) * (a * a + b * b) ** 0.5
        if heights[k] > 1.8 * size > 0:
            base, sign = (e, -1.0 if b > 0 else 1.0) if across else (f, 1.0 if a >= 0 else -1.0)
            ends = sorted((base - 0.22 * size * sign, base + 0.78 * size * sign))
            boxes[k, low], boxes[k, high] = (ends[0], ends[1])
