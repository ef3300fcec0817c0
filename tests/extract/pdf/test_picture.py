"""A page drawn over a picture that is known from the page before looks as PDFium draws it."""

import io

import numpy as np
import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.pdf import pdfium_calls as pdfium
from extract.pdf.pdfium_page import loaded
from extract.pdf.picture import _known_by, picture_of, picture_over_ground


def _noise(seed: int) -> ImageReader:
    """A million pixels and some more."""
    greys = np.random.default_rng(seed).integers(80, 255, (100, 120), np.uint8)
    return ImageReader(Image.fromarray(greys).resize((1200, 1000)))


def _pages(*grounds: ImageReader) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(300, 200), invariant=True)
    for number, ground in enumerate(grounds):
        canvas.drawImage(ground, 0, 0, 300, 200)
        canvas.drawString(40, 100 + 10 * number, f"halaman {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_a_page_over_the_ground_of_the_one_before_looks_as_drawn_at_once() -> None:
    first, other = _noise(1), _noise(2)
    with pypdfium2.PdfDocument(_pages(first, first, other, first)) as document:
        for index in range(4):
            with loaded(document, index) as page:
                assert page is not None
                drawn, over = picture_of(page.handle, page.frame), picture_over_ground(page.handle, page.frame)
                assert drawn is not None and over is not None
                assert _known_by(page.handle, pdfium.get_object(page.handle, 0), page.frame)
                assert np.array_equal(drawn.greys, over.greys)
                assert drawn.greys.min() < 80  # its letters


def test_a_ground_that_is_left_out_is_none() -> None:
    with pypdfium2.PdfDocument(_pages(_noise(3), _noise(3))) as document:
        for index, out in enumerate((True, False)):
            with loaded(document, index) as page:
                assert page is not None
                pdfium.leave_out([pdfium.get_object(page.handle, 0).address] if out else [])
                over = picture_over_ground(page.handle, page.frame)
                assert over is not None
                assert bool(np.count_nonzero(over.greys == 255) > over.greys.size / 2) is out
