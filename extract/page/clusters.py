"""Boxes that hang together."""

import numpy as np
import numpy.typing as npt


def hanging_together(boxes: npt.NDArray[np.float64], gap: float) -> list[list[int]]:
    """The indices of boxes (n × 4: x0, top, x1, bottom) that touch, overlap or stand nearer than `gap`, directly or through others."""
    if not len(boxes):
        return []
    x0, top, x1, bottom = boxes.T
    right, low = x1 + gap, bottom + gap
    meet = (x0[:, None] <= right) & (x0 <= right[:, None]) & (top[:, None] <= low) & (top <= low[:, None])
    left = np.ones(len(boxes), bool)
    groups: list[list[int]] = []
    while left.any():
        group = np.zeros(len(boxes), bool)
        group[np.flatnonzero(left)[0]] = True
        size = 0
        while size != group.sum():
            size = int(group.sum())
            group = meet[group].any(axis=0)
        left &= ~group
        groups.append(np.flatnonzero(group).tolist())
    return groups
