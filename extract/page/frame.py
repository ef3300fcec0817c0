"""The page's own space → the page as a person reads it: crop box, rotation, origin at the upper left."""

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from msgspec.structs import replace

from extract.cells import Kotak, Turn

Floats = npt.NDArray[np.float64]


class Frame(Struct, frozen=True):
    """left, bottom, right, top: the visible part in the page's own space (origin below). rotation: clockwise, 0, 90, 180 or 270.

    extra: what of the rotation is not the page's own but the reader's, who turns a page whose text stands on its side.
    unit: how many points of reading a point of the page's own space is. sudut: degrees clockwise by which the page's content was turned
    about its middle to stand level.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0
    extra: int = 0
    unit: float = 1.0
    sudut: float = 0.0

    @property
    def width(self) -> float:
        return self.unit * (self.right - self.left if self.rotation % 180 == 0 else self.top - self.bottom)

    @property
    def height(self) -> float:
        return self.unit * (self.top - self.bottom if self.rotation % 180 == 0 else self.right - self.left)

    @property
    def level(self) -> float:
        """The direction (degrees counterclockwise in the page's own space) of text that a reader sees level."""
        return float(self.rotation)

    def turned(self, degrees: int) -> "Frame":
        """The same page turned clockwise by so much more."""
        return replace(self, rotation=(self.rotation + degrees) % 360, extra=(self.extra + degrees) % 360)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space, in the frame of reading."""
        unit = self.unit
        if self.rotation == 0:
            return (x - self.left) * unit, (self.top - y) * unit
        if self.rotation == 90:
            return (y - self.bottom) * unit, (x - self.left) * unit
        if self.rotation == 180:
            return (self.right - x) * unit, (y - self.bottom) * unit
        return (self.top - y) * unit, (self.right - x) * unit

    def box(self, left: float, bottom: float, right: float, top: float) -> Kotak:
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def boxes(self, left: Floats, bottom: Floats, right: Floats, top: Floats) -> Floats:
        """n × 4: x0, top, x1, bottom in the frame of reading."""
        if self.rotation == 0:
            edges = (left - self.left, self.top - top, right - self.left, self.top - bottom)
        elif self.rotation == 90:
            edges = (bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        elif self.rotation == 180:
            edges = (self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        else:
            edges = (self.top - top, self.right - right, self.top - bottom, self.right - left)
        placed: Floats = np.column_stack(edges) * self.unit
        return placed

    def direction(self, a: Floats, b: Floats) -> tuple[Floats, Floats]:
        """Directions of the page's own space as seen: (along the line, across it)."""
        if self.rotation == 0:
            return a, b
        if self.rotation == 90:
            return b, -a
        if self.rotation == 180:
            return -a, -b
        return -b, a

    def holds(self, boxes: Floats) -> npt.NDArray[np.bool_]:
        """Which of the boxes have their middle on the visible page."""
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        inside: npt.NDArray[np.bool_] = (x >= 0) & (x <= self.width) & (y >= 0) & (y <= self.height)
        return inside

    @property
    def turn(self) -> Turn | None:
        """How the frame of reading stands to the page as shown; None where they are the same."""
        if not self.extra and self.unit == 1.0 and not self.sudut:
            return None
        return Turn(self.extra, self.width, self.height, self.unit, self.sudut)
