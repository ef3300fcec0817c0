"""What the first reader sees of a page: what a person sees, and nothing that only the file knows."""

from collections.abc import Callable
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from extract.pdf import drawn
from extract.pdf.pdfium_pages import FirstReading, read_page

WIDTH, HEIGHT = 400, 300
X, Y = (40, 80, 200, 360), (260, 240, 220, 200)
Draw = Callable[[Canvas], None]
NUMBERED = [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[[Draw], FirstReading]:
    def page(draw: Draw) -> FirstReading:
        path = tmp_path / "halaman.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        canvas.setFont("Helvetica", 8)
        draw(canvas)
        canvas.save()
        with pypdfium2.PdfDocument(path) as document:
            found = read_page(document, 0)
        assert found is not None
        return found

    return page


def grid(canvas: Canvas) -> None:
    for x in X:
        canvas.line(x, Y[0], x, Y[-1])
    for y in Y:
        canvas.line(X[0], y, X[-1], y)


def fill(canvas: Canvas) -> None:
    for r, y in enumerate(Y[1:]):
        for c, x in enumerate(X[:-1]):
            canvas.drawString(x + 4, y + 6, f"{r}{c}")


def table(found: FirstReading) -> list[list[str]]:
    (block,) = found.page.blocks
    return [[cell.text for cell in row.cells] for row in block.rows]


def test_invisible_text_is_not_read(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        text = canvas.beginText(90, 246)
        text.setTextRenderMode(3)
        text.textOut("99")
        canvas.drawText(text)

    assert table(read(draw)) == NUMBERED


def clipped(canvas: Canvas, box: tuple[float, float, float, float], *texts: tuple[float, float, str]) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(box[0], box[1], box[2] - box[0], box[3] - box[1])
    canvas.clipPath(path, stroke=0, fill=0)
    for x, y, text in texts:
        canvas.drawString(x, y, text)
    canvas.restoreState()


def test_a_text_that_is_cut_off_at_its_cell_stays_its_cell_s(read: Callable[[Draw], FirstReading]) -> None:
    """A spreadsheet's cell that is too low or too narrow for its text: the rest lies over the cells beside it, and nobody sees it."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        clipped(
            canvas, (X[1], Y[1], X[2], Y[0]), (X[1] + 20, Y[0] - 14, "obat"), (X[1] + 4, Y[1] - 12, "dan"), (X[2] + 20, Y[0] - 14, "aman")
        )

    found = table(read(draw))
    assert [sorted(text.split()) for text in found[0]] == [["00"], ["01", "aman", "dan", "obat"], ["02"]]
    assert found[1:] == NUMBERED[1:]


@pytest.mark.parametrize("in_form", [False, True])
def test_a_row_that_is_folded_to_a_third_of_a_line_is_not_there(in_form: bool, read: Callable[[Draw], FirstReading]) -> None:
    """The clip reaches below the letters, as that of a cell does whose text stands too high for it; a form clips by its own box."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        x, y = X[1] + 20, Y[1] + 8
        if in_form:
            canvas.saveState()
            canvas.translate(5, 3)
            canvas.beginForm("lipatan", x - 5, y - 7, x + 30, y - 1)
            canvas.drawString(x - 5, y - 3, "99")
            canvas.endForm()
            canvas.doForm("lipatan")
            canvas.restoreState()
        else:
            clipped(canvas, (X[1], y - 4, X[2], y + 2), (x, y, "99"))

    assert table(read(draw)) == NUMBERED


def test_a_text_far_from_its_clip_is_what_another_page_shows(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        clipped(canvas, (X[1], Y[1], X[2], Y[0]), (X[1] + 4, Y[-1] - 30, "lanjutan"), (X[1] + 4, Y[-1] + 6, "21"))

    found = read(draw)
    assert table(found) == NUMBERED and not found.page.lines


def test_a_text_outside_the_clip_of_the_page_is_not_there(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        clipped(canvas, (X[0], Y[-1], X[-1], Y[1]), (X[1] + 20, Y[1] + 6, "99"))

    assert table(read(draw)) == NUMBERED


def test_a_ligature_in_a_form_that_is_drawn_smaller_stands_in_its_word(tmp_path: Path) -> None:
    """'serti', one glyph that the page says to mean 'fi', 'kasi', in a form of half the size, as browsers write it."""
    text = b"BT /F 40 Tf 200 400 Td (serti) Tj /Span<</ActualText(fi)>>BDC (z) Tj EMC (kasi) Tj ET"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 800 600]/Resources<</Font<</F 6 0 R>>>>"
    page = b"q .5 0 0 .5 0 0 cm /X Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 300]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        b"<<%s/Length %d>>stream\n%s\nendstream" % (form, len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, content) for n, content in enumerate(objects, 1))
    path = tmp_path / "ligatur.pdf"
    path.write_bytes(b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>")
    with pypdfium2.PdfDocument(path) as document:
        found = read_page(document, 0)
    assert found is not None and [word.text for word in found.words] == ["sertifikasi"]


def test_the_invisible_text_of_a_scan_is_its_text(read: Callable[[Draw], FirstReading]) -> None:
    """What a program for text recognition puts behind the picture of a page."""

    def draw(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(Image.new("L", (40, 30), 230)), 0, 0, WIDTH, HEIGHT)
        text = canvas.beginText(44, 246)
        text.setTextRenderMode(3)
        text.textOut("RENCANA AKSI")
        canvas.drawText(text)

    assert [line.text for line in read(draw).page.lines] == ["RENCANA AKSI"]


def test_white_on_paper_is_not_read_and_white_on_a_dark_head_is(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.2)
        canvas.rect(40, 240, 320, 20, stroke=0, fill=1)
        canvas.setFillGray(0)
        grid(canvas)
        canvas.setFillGray(1)
        fill(canvas)

    assert table(read(draw)) == [NUMBERED[0], *[[""] * 3] * 2] or table(read(draw)) == [NUMBERED[0]]


def test_what_was_painted_over_is_not_read(read: Callable[[Draw], FirstReading]) -> None:
    """A white box over the old amount, the new one on it."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        canvas.drawString(90, 246, "415.446.000")
        canvas.setFillGray(1)
        canvas.rect(81, 241, 118, 18, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(84, 246, "62.210.400")

    assert table(read(draw))[0] == ["00", "62.210.400", "02"]


def test_a_raised_mark_is_no_digit(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.drawString(84, 226, "19")
        canvas.setFont("Helvetica", 5)
        canvas.drawString(84 + 8.9, 230, "1)")
        canvas.setFont("Helvetica", 8)
        canvas.drawString(204, 226, "97")

    assert table(read(draw))[1][1:] == ["19¹⁾", "97"]


def test_months_written_upwards_in_narrow_columns(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for x in (40, 80, 100, 120):
            canvas.line(x, 260, x, 180)
        for y in (260, 200, 180):
            canvas.line(40, y, 120, y)
        for x, name in ((93, "September"), (113, "Oktober")):
            canvas.saveState()
            canvas.translate(x, 205)
            canvas.rotate(90)
            canvas.drawString(0, 0, name)
            canvas.restoreState()
        canvas.drawString(44, 220, "Nama")
        for x, text in ((44, "AKIP"), (84, "80"), (104, "81")):
            canvas.drawString(x, 186, text)

    assert table(read(draw)) == [["Nama", "September", "Oktober"], ["AKIP", "80", "81"]]


def test_texts_that_nearly_touch_across_a_rule_stay_in_their_cells(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.drawString(84, 226, "x")
        canvas.drawRightString(199.4, 226, "1.234.567")
        canvas.drawString(200.6, 226, "7.654.321")

    assert table(read(draw))[1] == ["", "x 1.234.567", "7.654.321"]


def test_text_over_the_edge_of_its_cell_is_one_number(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        canvas.drawString(170, 226, "15.673.941")

    assert "15.673.941" in table(read(draw))[1]


def test_digits_placed_one_by_one_in_any_order(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        places, x = [], 84.0
        for digit in "415.446.000":
            places.append((x, digit))
            x += canvas.stringWidth(digit, "Helvetica", 8)
        for x, digit in [*places[::2], *places[1::2]]:
            canvas.drawString(x, 226, digit)

    assert table(read(draw))[1][1] == "415.446.000"


@pytest.mark.parametrize("deep", [1, 3])
def test_tables_inside_forms(deep: int, read: Callable[[Draw], FirstReading]) -> None:
    """Programs that put pages together wrap them into form XObjects, moved and in one another."""

    def draw(canvas: Canvas) -> None:
        canvas.beginForm("f1")
        canvas.setFont("Helvetica", 8)
        grid(canvas)
        fill(canvas)
        canvas.endForm()
        for n in range(2, deep + 1):
            canvas.beginForm(f"f{n}")
            canvas.translate(5, -5)
            canvas.doForm(f"f{n - 1}")
            canvas.endForm()
        canvas.doForm(f"f{deep}")

    found = read(draw)
    assert table(found) == NUMBERED
    box = found.page.blocks[0].rows[0].cells[0].bbox
    assert box == pytest.approx((40 + 5 * (deep - 1), 40 + 5 * (deep - 1), 80 + 5 * (deep - 1), 60 + 5 * (deep - 1)), abs=1)


@pytest.mark.parametrize("style", [(1, 2), (3, 3), (0.8, 1.6)])
def test_dotted_and_dashed_rules(style: tuple[float, float], read: Callable[[Draw], FirstReading]) -> None:
    """Each dash a small filled box, as browsers print them."""
    drawn, free = style

    def draw(canvas: Canvas) -> None:
        step = drawn + free
        for x in X:
            for n in range(int((Y[0] - Y[-1]) / step) + 1):
                canvas.rect(x - 0.4, min(Y[-1] + n * step, Y[0] - drawn), 0.8, drawn, stroke=0, fill=1)
        for y in Y:
            for n in range(int((X[-1] - X[0]) / step) + 1):
                canvas.rect(min(X[0] + n * step, X[-1] - drawn), y - 0.4, drawn, 0.8, stroke=0, fill=1)
        fill(canvas)

    assert table(read(draw)) == NUMBERED


def test_cells_with_space_between_their_frames(read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for (x0, x1), (y1, y0) in [(pair, rows) for pair in pairwise(X) for rows in pairwise(Y)]:
            canvas.rect(x0 + 1, y0 + 1, x1 - x0 - 2, y1 - y0 - 2)
        fill(canvas)

    assert table(read(draw)) == NUMBERED


def test_a_page_with_more_drawn_things_than_are_walked_is_in_doubt(
    read: Callable[[Draw], FirstReading], monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)

    assert not read(draw).page.ragu
    monkeypatch.setattr(drawn, "MOST_OBJECTS", 10)
    assert read(draw).page.ragu


def test_what_a_page_holds_is_told(read: Callable[[Draw], FirstReading]) -> None:
    def picture(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(BytesIO(_png())), 10, 10, 380, 280)

    def text(canvas: Canvas) -> None:
        for n in range(10):
            canvas.drawString(20, 280 - 12 * n, "Kata demi kata " * 3)

    assert read(picture).isi == "gambar"
    assert read(lambda canvas: canvas.showPage()).isi == "kosong"
    assert read(text).isi == "teks"


@pytest.mark.parametrize("what", ["kotak", "gambar", "teks"])
def test_a_page_that_shows_nothing_is_empty(what: str, read: Callable[[Draw], FirstReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        if what == "kotak":
            canvas.rect(0, 0, 400, 300, stroke=0, fill=1)
        elif what == "gambar":
            canvas.drawImage(ImageReader(Image.new("L", (40, 30), 255)), 0, 0, 400, 300)
        else:
            canvas.drawString(90, 246, "halaman ini kosong")

    found = read(draw)
    assert found.isi == "kosong" and not found.huruf_ragu


def _png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (38, 28), (200, 210, 220)).save(out, "PNG")
    return out.getvalue()


def test_a_page_of_blanks_is_empty(read: Callable[[Draw], FirstReading]) -> None:
    """Word processors leave a last page with a paragraph of nothing but blanks."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, 200, " ")
        canvas.drawString(60, 180, "  ")
        canvas.rotate(90)
        canvas.drawString(60, -180, "  ")

    found = read(draw)
    assert (found.isi, found.huruf_ragu, found.words) == ("kosong", False, ())


def test_dashes_do_not_make_the_letters_of_a_page_small(read: Callable[[Draw], FirstReading]) -> None:
    """The last row of a table without a target before December: its usual text is as low as the letters of a page in greater units."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 200, "Indeks")
        for x in (100, 130, 160, 190):
            canvas.drawString(x, 200, "-")

    words = read(draw).words
    assert [word.text for word in words] == ["Indeks", "-", "-", "-", "-"] and round(words[1].x0) == 100
