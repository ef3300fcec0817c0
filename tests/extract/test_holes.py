"""Gaps inside numbers."""

import pytest

from extract.page.holes import line_text
from extract.page.words import Word


def words(*parts: tuple[str, float]) -> list[Word]:
    """Each part (text, gap before it in points): digits 4 points wide, the line 8 points high."""
    found, x = [], 0.0
    for text, gap in parts:
        x += gap
        found.append(Word(text, x, 0, x + 4 * len(text), 8))
        x = found[-1].x1
    return found


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        ((("1", 0), ("5.673.941", 4)), "1\ufffd5.673.941"),
        ((("8", 0), (",50", 4)), "8\ufffd,50"),
        ((("618.", 0), ("65.800", 4)), "618. 65.800"),
        ((("415.446.000,", 0), ("00", 1.8)), "415.446.000, 00"),
        ((("1", 0), ("234", 4), ("567,50", 4)), "1 234 567,50"),
        ((("12,5", 0), ("30,4", 4)), "12,5 30,4"),
        ((("Rp", 0), ("1.250.000", 8)), "Rp 1.250.000"),
        ((("tahun", 0), ("2025", 4)), "tahun 2025"),
        ((("90", 0), ("95", 4)), "90 95"),
    ],
)
def test_a_gap_as_wide_as_a_digit_makes_a_number_unreadable(parts: tuple[tuple[str, float], ...], printed: str) -> None:
    assert line_text(words(*parts)) == printed
