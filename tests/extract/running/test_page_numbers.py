"""Printed page numbers: a jump with steady numbers on both sides is a lost page, everything else is not."""

from collections.abc import Sequence

import pytest

from extract.cells import Line
from extract.running.page_numbers import lost_pages, misplaced_pages


def pages(numbers: Sequence[int | None], foot: str = "Laporan Kinerja 2023 | {}") -> list[Line]:
    """A page for each number; None: no foot."""
    lines = []
    for page, number in enumerate(numbers, 1):
        lines += [Line(f"Bab {'isi ' * page}", page), Line(f"Alinea {'kata ' * page}", page), Line(f"akhir {'baris ' * page}", page)]
        if number is not None:
            lines.append(Line(foot.format(number), page))
    return lines


@pytest.mark.parametrize("foot", ["Laporan Kinerja 2023 | {}", "{}", "Halaman {} dari 30", "- {} -"])
def test_one_page_left_out(foot: str) -> None:
    assert lost_pages(pages([1, 2, 3, 4, 6, 7, 8, 9], foot), 8) == ((4, 1),)


def test_three_pages_left_out_behind_a_cover() -> None:
    assert lost_pages(pages([None, 1, 2, 3, 4, 8, 9, 10]), 8) == ((5, 3),)


@pytest.mark.parametrize(
    "numbers",
    [
        [1, 2, 3, 4, 5, 6, 7, 8],
        [1, 2, 3, 4, 1, 2, 3, 4],  # a part numbered anew
        [1, 2, 3, 4, 4, 5, 6, 7],  # a page that stands twice
        [1, 2, 3, 5, 4, 6, 7, 8],  # two pages in each other's place
        [1, 2, 3, 4, 40, 41, 42, 43],  # another numbering
        [1, 2, 3, 4, None, 6, 7, 8],  # a page without a foot
        [1, 2, 3, 4, 5, 6, 7, 9],  # one number alone says nothing
    ],
)
def test_no_page_is_lost(numbers: Sequence[int | None]) -> None:
    assert lost_pages(pages(numbers), len(numbers)) == ()


def test_a_dump_has_no_pages() -> None:
    assert lost_pages([Line("1", line=1), Line("2", line=2), Line("4", line=3)], None) == ()


@pytest.mark.parametrize("foot", ["Laporan Kinerja 2023 | {}", "{}", "Halaman {} dari 30", "- {} -"])
def test_pages_in_each_others_place(foot: str) -> None:
    assert misplaced_pages(pages([1, 2, 3, 5, 4, 6, 7, 8], foot), 8) == ((4, 5), (5, 4))


def test_a_page_that_moved_over_several_behind_a_cover() -> None:
    assert misplaced_pages(pages([None, 1, 2, 6, 3, 4, 5, 7, 8, 9, 10]), 11) == ((4, 6), (5, 3), (6, 4), (7, 5))


@pytest.mark.parametrize(
    "numbers", [[1, 2, 3, 4, 5, 6], [1, 2, 3, 1, 2, 3], [1, 2, 3, 5, 6, 7], [1, 2, 2, 3, 4, 5], [1, 2, 3, 5, None, 6], [4, 3, 2, 1]]
)
def test_other_numberings_say_nothing_of_their_order(numbers: list[int | None]) -> None:
    assert misplaced_pages(pages(numbers), len(numbers)) == ()
