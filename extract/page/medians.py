"""The median of a few numbers."""

from typing import Any

import numpy as np
import numpy.typing as npt


def median_of(numbers: npt.NDArray[Any]) -> float:
    """Of one number at least. As np.median, which in each process first loads numpy.ma: 13 ms, a fifth of what a document takes."""
    ordered = np.sort(numbers, axis=None)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (float(ordered[half - 1]) + float(ordered[half])) / 2
