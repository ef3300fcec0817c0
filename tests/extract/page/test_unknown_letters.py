"""Blanks and glyphs without a letter in numbers: which of them may be digits that the file does not give."""

import numpy as np
import pytest

from extract.page.unknown_letters import NO_LETTER, may_be_digits

DIGIT, LETTER, SIGN = 5.0, 4.0, 2.5


def asked_of(text: str, blank: float) -> str:
    """The text, '?' for what may be a digit, of letters set side by side. '_': a glyph without a letter; blank: the width of a blank."""
    codes = [NO_LETTER if c == "_" else ord(c) for c in text]
    widths = [DIGIT if c.isdigit() else blank if c in " _" else SIGN if c in ",." else LETTER for c in text]
    ends = np.cumsum(widths)
    low = [3.0 if c in " ,." else 0.0 for c in text]  # some fonts give blanks and commas low boxes
    boxes = np.column_stack((ends - widths, low, ends, np.full(len(text), 8.0)))
    found, _ = may_be_digits(np.array(codes, np.uint32), boxes, np.array([c in " _" for c in text]))
    return "".join("?" if chosen else c for c, chosen in zip(text, found, strict=True))


@pytest.mark.parametrize("text", ["komunikasi, informasi", "27 Desember 2020", "1.2. Gambar", "6. 162 210 400"])
def test_blanks_are_half_as_wide_as_digits(text: str) -> None:
    assert asked_of(text, SIGN) == text


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8 ,50", "8?,50"),
        (" 4,5 ", "?4,5?"),
        ("162.2  .400", "162.2??.400"),
        (" , 5", "?,?5"),
        ("obat , dan", "obat , dan"),
        ("8_,50", "8?,50"),
        ("obat_ dan", "obat_ dan"),
    ],
)
def test_what_is_as_wide_as_a_digit_and_touches_one_may_be_one(text: str, found: str) -> None:
    assert asked_of(text, DIGIT) == found


def test_a_blank_without_size_beside_a_digit_makes_it_no_narrower() -> None:
    """As PDFium puts them in at a line's end, of a page that is turned beside the last letter's left edge."""
    codes = np.array([ord(c) for c in "s 0 "], np.uint32)
    boxes = np.array([(0, 0, 4, 8), (4, 0, 6.5, 8), (6.5, 0, 11.5, 8), (6.5, 3, 6.5, 3)], np.float64)
    assert not may_be_digits(codes, boxes, codes == ord(" "))[0].any()


def test_a_narrow_glyph_without_a_letter_between_digits_may_be_a_sign() -> None:
    """'94,25' is not '9425' where the comma has no letter; a blank is one."""
    assert asked_of("94_25", SIGN) == "94?25"
    assert asked_of("94 25", SIGN) == "94 25"


@pytest.mark.parametrize(
    ("gap", "lower", "chosen"), [(0.0, 0.0, True), (1.0, 0.0, True), (1.6, 0.0, False), (0.0, 2.0, True), (0.0, 3.2, False)]
)
def test_what_belongs_to_a_number_stands_next_to_it_on_its_line(gap: float, lower: float, chosen: bool) -> None:
    """gap: points between a digit and a blank as wide, both 8 points high; lower: how much the blank stands lower."""
    boxes = np.array([(0, 0, 5, 8), (5 + gap, lower, 10 + gap, 8 + lower)], np.float64)
    found, _ = may_be_digits(np.array([ord("8"), ord(" ")], np.uint32), boxes, np.array([False, True]))
    assert found[1] == chosen
