"""Roman numbers of quarters: 'TW III', 'Triwulan II', 'III 2020' of a head that goes on in the next line.

The first engine loses and doubles strokes that are alike ('TW IIIII', 'TW I' for 'TW III'), the second one takes them for other letters,
and the number decides of which quarter a column is. What is in doubt is settled by the strokes that the picture shows.
"""

from collections.abc import Callable

import cv2
import numpy as np
import regex

from extract.ocr.agree import AS_IT_STANDS
from extract.ocr.picture import Grey

# 'TW III' 'TWIIII' 'Triwulan II Tahun 2021'; alone or before the year: 'III 2020'.
_QUARTER = regex.compile(r"(?P<before>.*\b(?:TW|triwulan)\s*|^)(?P<strokes>I+)(?P<behind>\W.*|$)", regex.IGNORECASE)
_LIKE_STROKES = r"([Ii1l|!\[\]]+)"
_MOST = 3
"""A fourth quarter is written IV."""
_INK = 150
_STEM = 0.8
"""A stroke is so high at least, in letter heights."""
_APART = 0.6
"""Strokes of one number stand nearer than so many letter heights, those of two words farther."""


def with_quarter(text: str, cut: Grey, height: float, second: Callable[[int], str | None]) -> str:
    """The text with as many strokes in its quarter's number as two of three see: both engines, and who counts them in the picture.

    cut: the picture of the text. height: of its letters, in pixels. second: what the second engine reads at a try."""
    match = _QUARTER.fullmatch(text)
    if not match:
        return text
    first = len(match["strokes"])
    place = (match.start("strokes") + match.end("strokes")) / 2 / len(text)
    counted, other = _counted(cut, height, place), _read(second(AS_IT_STANDS) or "", match["before"], match["behind"])
    if first <= _MOST and first in (counted, other):
        return text
    seen = [count for count in (counted, other) if count and count <= _MOST]
    if not seen or (first <= _MOST and seen != 2 * seen[:1]):
        return text
    return f"{match['before'].rstrip()} {'I' * seen[0]}{match['behind']}".strip()


def _read(text: str, before: str, behind: str) -> int | None:
    """How many strokes the second engine sees between the words that the first one read; None where it has other words."""
    pattern = regex.escape("".join(before.split())) + _LIKE_STROKES + regex.escape("".join(behind.split()))
    match = regex.fullmatch(pattern, "".join(text.split()), flags=regex.IGNORECASE)
    return len(match[1]) if match else None


def _counted(cut: Grey, height: float, place: float) -> int | None:
    """How many upright strokes stand side by side nearest to this part of the picture's width; None without any."""
    ink = (cut < _INK).astype(np.uint8)
    stems = cv2.erode(ink, np.ones((max(3, round(_STEM * height)), 1), np.uint8), borderValue=0).any(axis=0)
    edges = np.flatnonzero(np.diff(np.concatenate([[0], stems.astype(np.int8), [0]])))
    middles = (edges[::2] + edges[1::2]) / 2
    if not len(middles):
        return None
    groups = np.split(middles, np.flatnonzero(np.diff(middles) > _APART * height) + 1)
    return len(min(groups, key=lambda group: abs(float(group.mean()) - place * cut.shape[1])))
