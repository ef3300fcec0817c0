"""Specks: what dirt leaves on a scan, and what a threshold leaves of thin grey rules. They are no letters and no part of any."""

import cv2
import numpy as np
import numpy.typing as npt

from extract.ocr.picture import PagePicture

_DARK = 190
"""A speck of one pixel is grey once the page was turned."""
_SPECK = 1.6
"""Points: specks are no larger, either way."""
_LETTER = 2.4
"""Points: ink from this height is a letter; a dot so near to one as `_NEAR` points is its own."""
_NEAR = 2.3
_BESIDE = 6.0
"""Points: a level stroke with letters so near on both sides is the dash between two words."""
Mask = npt.NDArray[np.uint8]


def lone_specks(picture: PagePicture) -> Mask:
    """1 where a speck lies that belongs to no letter."""
    dark = (picture.grey < _DARK).astype(np.uint8)
    _count, labels, stats, _centres = cv2.connectedComponentsWithStats(dark, connectivity=8)
    size = np.maximum(stats[:, 2], stats[:, 3])
    letter = (size >= _LETTER * picture.scale).astype(np.uint8)
    letter[0] = 0
    near = cv2.dilate(letter[labels], np.ones((2 * round(_NEAR * picture.scale) + 1,) * 2, np.uint8))
    alone = size <= _SPECK * picture.scale
    alone[np.unique(labels[near > 0])] = False
    between = np.unique(labels[_between_letters(letter[labels], picture.scale) > 0])
    alone[between[stats[between, 2] >= 1.3 * stats[between, 3]]] = False
    alone[0] = False
    mask: Mask = alone[labels].astype(np.uint8)
    return mask


def _between_letters(letters: Mask, scale: float) -> Mask:
    """1 where letters stand on both sides in one row of pixels."""
    reach = round(_BESIDE * scale)
    line = np.ones((1, reach), np.uint8)
    left, right = cv2.dilate(letters, line, anchor=(reach - 1, 0)), cv2.dilate(letters, line, anchor=(0, 0))
    return np.asarray(left & right, np.uint8)
