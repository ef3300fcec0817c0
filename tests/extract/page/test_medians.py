"""The median of a few numbers."""

import numpy as np
import pytest

from extract.page.medians import median_of


@pytest.mark.parametrize(("numbers", "median"), [([3.0, 1.0, 2.0], 2.0), ([4.0, 1.0], 2.5), ([[7.0, 1.0], [2.0, 9.0]], 4.5)])
def test_the_middle_number_or_what_lies_between_two(numbers: list[float], median: float) -> None:
    assert median_of(np.array(numbers)) == median


def test_greys_are_added_without_running_over() -> None:
    assert median_of(np.array([250, 200], np.uint8)) == 225
