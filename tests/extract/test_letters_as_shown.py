"""Figures and letters of which the file says something else than the page shows, or nothing: what nobody can read is unreadable, and what
shows is there."""

from pathlib import Path
from typing import Any

import pypdf
import pytest
from PIL import Image, ImageDraw, ImageFont
from pypdf.generic import NameObject, StreamObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.cells import NO_TEXT
from tests.extract.isian import NEW, X, Y, field_of, figure, reading, saved


def drawn_figure(text: str) -> Image.Image:
    image = Image.new("L", (240, 80), 255)
    ImageDraw.Draw(image).text((12, 4), text, fill=0, font=ImageFont.load_default(size=64))
    return image


def test_a_figure_that_is_a_picture_is_something_that_is_no_text(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(drawn_figure(NEW)), X[2] + 6, Y[2] + 3, 42, 14)

    assert field_of(reading(saved(tmp_path / "gambar.pdf", draw))) == ("\ufffd", (NO_TEXT,))


def test_a_digit_that_is_a_picture_makes_its_number_unreadable(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(X[2] + 4, Y[2] + 6, "8")
        canvas.drawString(X[2] + 13, Y[2] + 6, ",50")
        canvas.setLineWidth(0.9)
        canvas.rect(X[2] + 9.3, Y[2] + 6.4, 3.0, 5.0)  # a nought drawn as lines

    text, flags = field_of(reading(saved(tmp_path / "lubang.pdf", draw)))
    assert "\ufffd" in text and flags == (NO_TEXT,)


def with_meaning(path: Path, digit: str, meaning: str) -> Path:
    """The file again, its Times saying that the glyph of a digit is another letter, or what no letter is."""
    writer = pypdf.PdfWriter(clone_from=path)
    resources: Any = writer.pages[0]["/Resources"]
    (times,) = (font.get_object() for font in resources["/Font"].values() if font.get_object()["/BaseFont"] == "/Times-Roman")
    lines = [f"<{code:02x}> <{meaning if chr(code) == digit else f'{code:04x}'}>" for code in range(0x2C, 0x3A)]
    told = StreamObject()
    told.set_data(
        f"begincmap 1 begincodespacerange <00> <ff> endcodespacerange {len(lines)} beginbfchar {' '.join(lines)} endbfchar".encode()
    )
    times[NameObject("/ToUnicode")] = writer._add_object(told)
    writer.write(path)
    return path


@pytest.mark.parametrize(
    ("called", "number", "read"), [("0033", "83,50", "\ufffd\ufffd,50"), ("0035", "83,50", "\ufffd3,\ufffd0"), ("0038", "83,50", "83,50")]
)
def test_two_digits_that_the_file_calls_by_one_name_are_unreadable(tmp_path: Path, called: str, number: str, read: str) -> None:
    """The glyph of 8 is called 3 too, or 5, or 8."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        figure(canvas, number)
        canvas.setFont("Helvetica", 11)
        canvas.drawString(40, 40, "83,50")  # digits of other fonts look otherwise

    text, _ = field_of(reading(with_meaning(saved(tmp_path / "dua_bentuk.pdf", draw), "8", called)))
    assert text == read


def test_a_digit_on_its_side_is_no_second_shape(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figure(canvas, "83,50")
        canvas.rotate(90)
        canvas.drawString(60, -300, "8350")
        canvas.rotate(90)
        canvas.drawString(-300, -60, "8350")

    assert field_of(reading(saved(tmp_path / "tegak.pdf", draw)))[0] == "83,50"


@pytest.mark.parametrize("meaning", ["fffd", "0020", "00a0", "00ad", "200b", "feff", "e006"])
@pytest.mark.parametrize("number", ["84,50", "58,40", "45,18", "8"])
def test_a_digit_whose_glyph_has_no_meaning_or_a_blank_s_makes_its_number_unreadable(tmp_path: Path, number: str, meaning: str) -> None:
    """'84,50' is never '4,50', wherever in the number the digit stands."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 8)
        figure(canvas, number)

    text, _ = field_of(reading(with_meaning(saved(tmp_path / "tanpa_makna.pdf", draw), "8", meaning)))
    alone = {"e006": "\ue006", "00ad": "-"} if number == "8" else {}  # one that touches no digit may be a tick, or a dash
    assert text == alone.get(meaning, number.replace("8", "\ufffd"))


def test_blanks_between_thousands_are_no_digits(tmp_path: Path) -> None:
    """A typewriter's blanks are as wide as its digits."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Courier", 6)
        figure(canvas, "162 210 400")

    assert field_of(reading(saved(tmp_path / "ribuan.pdf", draw))) == ("162 210 400", ())


@pytest.mark.parametrize("at", [1.0, 1.2, 1.4, 1.6])
def test_a_letter_on_which_a_rule_lies_is_there(tmp_path: Path, at: float) -> None:
    """Its ink goes with that of the rule; a name ends two points over it."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 7)
        canvas.drawRightString(X[1] + at, Y[2] + 6, "yang memenuhi standar")

    cells = [cell.text for block in reading(saved(tmp_path / "garis.pdf", draw)).page.blocks for row in block.rows for cell in row.cells]
    assert any(text.endswith("yang memenuhi standar") for text in cells)
