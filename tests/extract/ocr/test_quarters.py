"""Strokes of a quarter's number, drawn here and read by engines that say what they are told to."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from extract.ocr.picture import Grey
from extract.ocr.quarters import with_quarter

HEIGHT = 24


def drawn(text: str) -> Grey:
    """A text whose capitals are HEIGHT pixels high, without paper at its sides, as pieces are cut out."""
    font = ImageFont.load_default(size=HEIGHT * 1.4)
    page = Image.new("L", (1000, 3 * HEIGHT), 255)
    ImageDraw.Draw(page).text((20, HEIGHT), text, fill=0, font=font)
    grey = np.array(page)
    inked = np.flatnonzero((grey < 150).any(axis=0))
    return np.ascontiguousarray(grey[:, inked[0] - 4 : inked[-1] + 5])


@pytest.mark.parametrize(
    ("printed", "first", "second", "text"),
    [
        ("TW III", "TW IIIII", "TW Ill", "TW III"),
        ("TW II", "TWIII", "TW il", "TW II"),  # the blank became a stroke: one that a quarter may have
        ("Capaian TW III", "Capaian TW I", "Capaian TW Ill", "Capaian TW III"),
        ("III 2020", "IIIII 2020", "Bl 2020", "III 2020"),
        ("TW III 2021", "TWIIII 2021", "", "TW III 2021"),
        ("TRIWULAN III TAHUN 2020", "TRIWULAN II TAHUN 2020", "TRIWULAN Ill TAHUN 2020", "TRIWULAN III TAHUN 2020"),
    ],
)
def test_strokes_that_the_first_engine_lost_or_doubled_are_those_of_the_picture(printed: str, first: str, second: str, text: str) -> None:
    assert with_quarter(first, drawn(printed), HEIGHT, lambda _: second) == text


@pytest.mark.parametrize(
    ("printed", "first", "second"),
    [
        ("TW II", "TWII", "TW |"),  # the picture agrees
        ("TW II", "TW III", "Tw"),  # one says so, nobody else
        ("TW IV", "TW IV", "TW N"),
        ("IKU III", "IKU I", "IKU Ill"),
        ("Indeks", "Indeks", ""),
    ],
)
def test_what_another_one_sees_too_and_what_is_no_quarter_stays(printed: str, first: str, second: str) -> None:
    assert with_quarter(first, drawn(printed), HEIGHT, lambda _: second) == first
