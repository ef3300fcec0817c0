"""A piece of a page, as printed, with the cells in question boxed: small enough to stand beside a question."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from extract.cells import Kotak

_BOX = (214, 39, 40)
_AROUND = 46
"""Points of the page kept above and below the boxes."""
_TALLEST = 300
"""Points; what is taller is cut below, with its head still to be seen."""


def boxed(page: Image.Image, boxes: Sequence[Kotak], scale: float) -> Image.Image:
    """The whole page, the boxes outlined in red. scale: pixels a point of the boxes."""
    picture = page.copy()
    pen = ImageDraw.Draw(picture)
    for x0, top, x1, bottom in _edges(boxes, scale):
        pen.rectangle((x0 - 2, top - 2, x1 + 2, bottom + 2), outline=_BOX, width=max(2, round(scale * 1.4)))
    return picture


def crop_around(page: Image.Image, boxes: Sequence[Kotak], scale: float) -> Image.Image:
    """The page's whole width, from a little above the boxes to a little below; the top of the page where there is no box.

    scale: pixels a point of the boxes. The boxes are outlined in red, what is around them stays as printed.
    """
    picture, edges = boxed(page, boxes, scale), _edges(boxes, scale)
    first = min((edge[1] for edge in edges), default=0)
    last = max((edge[3] for edge in edges), default=0)
    start = max(0, first - round(_AROUND * scale))
    end = min(picture.height, last + round(_AROUND * scale), start + round(_TALLEST * scale))
    return picture.crop((0, start, picture.width, max(end, start + 1)))


def _edges(boxes: Sequence[Kotak], scale: float) -> list[tuple[int, int, int, int]]:
    """Left, top, right, bottom in pixels."""
    return [
        (round(min(x0, x1) * scale), round(min(top, bottom) * scale), round(max(x0, x1) * scale), round(max(top, bottom) * scale))
        for x0, top, x1, bottom in boxes
    ]
