"""Which text objects lie over one another; 10 points high."""

import numpy as np
import pytest

from extract.page.overlaid import overlaid


def over(width: float, other: float, shared: float, lower: float = 0.0) -> bool:
    """Two objects of these widths, of which so much lies over the other."""
    boxes = [(0.0, 0.0, width, 10.0), (width - shared, lower, width - shared + other, lower + 10)]
    return overlaid(np.array(boxes)).layers != [0, 0]


@pytest.mark.parametrize(("shared", "found"), [(1.0, False), (1.5, True)])
def test_a_blank_at_an_objects_end_lies_over_nothing(shared: float, found: bool) -> None:
    assert over(40, 40, shared) is found


@pytest.mark.parametrize(("narrow", "shared", "found"), [(14.0, 3.0, True), (10.0, 3.0, False), (10.0, 5.0, True)])
def test_of_a_single_letter_much_lies_over_the_other(narrow: float, shared: float, found: bool) -> None:
    """Its neighbour only leans over its edge."""
    assert over(40, narrow, shared) is found


@pytest.mark.parametrize(("shared", "found"), [(24.0, True), (32.0, False)])
def test_a_text_printed_twice_is_read_as_it_is(shared: float, found: bool) -> None:
    assert over(40, 40, shared) is found


@pytest.mark.parametrize(("lower", "found"), [(2.5, True), (3.8, False)])
def test_they_stand_on_one_line(lower: float, found: bool) -> None:
    assert over(40, 40, 10, lower) is found
