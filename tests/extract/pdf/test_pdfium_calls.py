"""What PDFium says of many things in one go is what pypdfium2 says of each."""

import io
from collections.abc import Iterator

import numpy as np
import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.pdf import pdfium_calls as pdfium
from extract.pdf.pdfium_text import _objects

Page = tuple[pypdfium2.PdfPage, pdfium.Handle]


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """1,600 letters and more: words of one text, a word of two texts, one text of two words; and a line and a box."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(400, 700), invariant=True)
    canvas.setFont("Helvetica", 8)
    for row in range(40):
        canvas.drawString(20, 690 - 15 * row, "Persentase obat yang memenuhi")
        canvas.drawString(200, 690 - 15 * row, f"{row}.5")
        canvas.drawString(200 + canvas.stringWidth(f"{row}.5", "Helvetica", 8), 690 - 15 * row, "00,25 rupiah")
    canvas.line(20, 50, 300, 50)
    canvas.rect(20, 20, 100, 20, fill=1)
    canvas.save()
    with pypdfium2.PdfDocument(out.getvalue()) as document:
        page = document[0]
        yield page, pdfium.handle_of(page.raw)


def test_boxes_of_more_letters_than_there_is_room_for(page: Page) -> None:
    text = page[0].get_textpage()
    count = text.count_chars()
    found, _ = pdfium.numbers_of(pdfium.get_loose_box, (pdfium.handle_of(text.raw), count), 4)
    assert count > 1600
    assert found[:, [0, 3, 2, 1]].tolist() == [list(text.get_charbox(k, loose=True)) for k in range(count)]


def test_bounds_of_what_is_drawn(page: Page) -> None:
    items = [pdfium.get_object(page[1], k) for k in range(pdfium.count_objects(page[1]))]
    found, given = pdfium.numbers_of(pdfium.get_bounds, items, 4, apart=True)
    assert found.tolist() == [list(item.get_bounds()) for item in page[0].get_objects()]
    assert all(given)


def test_the_text_of_each_letter_is_that_of_its_word_or_asked(page: Page) -> None:
    text = page[0].get_textpage()
    handle, count = pdfium.handle_of(text.raw), text.count_chars()
    codes = np.array([pdfium.get_unicode(handle, k) for k in range(count)], np.uint32)
    each = np.array([pdfium.get_text_object(handle, k) for k in range(count)])
    printed = codes > ord(" ")
    assert _objects(handle, codes)[printed].tolist() == each[printed].tolist()
    assert len(set(each[printed].tolist())) == 120


def test_what_is_left_out_is_not_active_until_it_is_put_back(page: Page) -> None:
    item = pdfium.get_object(page[1], 0)
    pdfium.leave_out([item.address])
    assert not pdfium.is_active(item)
    pdfium.put_back([item.address])
    assert pdfium.is_active(item)
