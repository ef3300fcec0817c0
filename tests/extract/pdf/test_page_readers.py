"""Small pages, each with one thing that printers do to tables: the same reading by the first reader and the second."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Block, Document, Metode
from extract.page.page_tables import PageReading
from extract.pdf import pdfium_pages, pdfplumber_pages
from extract.pdf.read_pdf import read_again, read_pdf

WIDTH, HEIGHT = 400, 300
X, Y = (40, 80, 200, 360), (260, 240, 220, 200)
Draw = Callable[[Canvas], None]


def by_pdfium(path: Path) -> PageReading:
    with pypdfium2.PdfDocument(path) as document:
        read = pdfium_pages.read_page(document, 0)
    assert read is not None
    return read.page


def by_pdfplumber(path: Path) -> PageReading:
    return pdfplumber_pages.read_pages(path, [1])[1]


@pytest.fixture(params=[by_pdfium, by_pdfplumber])
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., PageReading]:
    """A page of 400 × 300 points, drawn with the origin at the lower left."""

    def read(draw: Draw, turned: int = 0) -> PageReading:
        path = tmp_path / "halaman.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))  # as shown: reportlab turns the MediaBox of a turned page
        canvas.setFont("Helvetica", 8)
        if turned:
            canvas.setPageRotation(turned)
            move = {90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}[turned]
            canvas.translate(*move)
            canvas.rotate(turned)
        draw(canvas)
        canvas.save()
        reading: PageReading = request.param(path)
        return reading

    return read


def grid(canvas: Canvas, xs: Sequence[float] = X, ys: Sequence[float] = Y) -> None:
    for x in xs:
        canvas.line(x, ys[0], x, ys[-1])
    for y in ys:
        canvas.line(xs[0], y, xs[-1], y)


def fill(canvas: Canvas, xs: Sequence[float] = X, ys: Sequence[float] = Y, name: str = "") -> None:
    """A text in each cell: its row and column."""
    for r, y in enumerate(ys[1:]):
        for c, x in enumerate(xs[:-1]):
            canvas.drawString(x + 4, y + 6, f"{name}{r}{c}")


def table(block: Block) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in block.rows]


def only_table(reading: PageReading) -> list[list[str]]:
    (block,) = reading.blocks
    return table(block)


NUMBERED = [["00", "01", "02"], ["10", "11", "12"], ["20", "21", "22"]]


def test_a_plain_grid(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 280, "Tabel 1")
        grid(canvas)
        fill(canvas)
        canvas.drawString(40, 30, "Halaman 1")

    reading = page(draw)
    assert only_table(reading) == NUMBERED
    assert [line.text for line in reading.lines] == ["Tabel 1", "Halaman 1"]
    assert reading.sebelum == (1,)
    cell = reading.blocks[0].rows[1].cells[2]
    assert cell.bbox == pytest.approx((200, 60, 360, 80), abs=1), "the origin is the upper left corner"
    assert (cell.halaman, cell.kolom, cell.span) == (1, 2, 1)


def test_open_at_the_page_end(page: Callable[..., PageReading]) -> None:
    """Browsers draw no rule where the page breaks; the last row is there all the same."""

    def draw(canvas: Canvas) -> None:
        for x in X:
            canvas.line(x, 260, x, 20)
        for y in (260, 240):
            canvas.line(X[0], y, X[-1], y)
        canvas.drawString(44, 246, "kepala")
        canvas.drawString(84, 100, "isi di bawah")
        canvas.drawString(204, 100, "62,210,400")

    assert only_table(page(draw)) == [["kepala", "", ""], ["", "isi di bawah", "62,210,400"]]


def test_open_at_the_page_head(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for x in X:
            canvas.line(x, 280, x, 200)
        for y in (230, 200):
            canvas.line(X[0], y, X[-1], y)
        canvas.drawString(84, 250, "sambungan")
        canvas.drawString(84, 210, "berikut")

    assert only_table(page(draw)) == [["", "sambungan", ""], ["", "berikut", ""]]


def test_a_nested_table_keeps_its_own_rules(page: Callable[..., PageReading]) -> None:
    """Its rules stand 3 points inside the cell; the words of its cells do not count for the cell around it."""
    xs, ys = (83, 150, 220, 357), (217, 190, 163)

    def draw(canvas: Canvas) -> None:
        grid(canvas, (40, 80, 360), (260, 220, 160))
        grid(canvas, xs, ys)
        canvas.drawString(44, 240, "1.")
        canvas.drawString(84, 240, "indikator")
        fill(canvas, xs, ys, "d")

    rows = [[text for text in row if text] for row in only_table(page(draw))]
    assert [row for row in rows if row] == [["1.", "indikator"], ["d00", "d01", "d02"], ["d10", "d11", "d12"]]


def test_shading_is_no_rule(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        canvas.rect(40, 240, 320, 20, stroke=0, fill=1)
        canvas.rect(90, 200, 60, 8, stroke=0, fill=1)  # a highlighted word
        canvas.setFillGray(0)
        grid(canvas)
        fill(canvas)

    assert only_table(page(draw)) == NUMBERED


def test_shading_alone_is_no_table(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        for y in Y[1:]:
            canvas.rect(40, y, 320, 10, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.drawString(44, 242, "baris berwarna")

    reading = page(draw)
    assert reading.blocks == ()
    assert [line.text for line in reading.lines] == ["baris berwarna"]


def test_thin_boxes_are_rules(page: Callable[..., PageReading]) -> None:
    """Word and browsers fill boxes of less than a point, often one piece a cell."""

    def draw(canvas: Canvas) -> None:
        for y in Y:
            for x0, x1 in pairwise(X):
                canvas.rect(x0, y, x1 - x0, 0.75, stroke=0, fill=1)
        for x in X:
            for y0, y1 in pairwise(Y):
                canvas.rect(x, y1, 0.75, y0 - y1, stroke=0, fill=1)
        fill(canvas)

    assert only_table(page(draw)) == NUMBERED


def test_stroked_boxes_are_cells(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for y0, y1 in pairwise(Y):
            for x0, x1 in pairwise(X):
                canvas.rect(x0, y1, x1 - x0, y0 - y1, stroke=1, fill=0)
        fill(canvas)

    assert only_table(page(draw)) == NUMBERED


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_rotated_page_reads_as_a_person_sees_it(turned: int, page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(40, 280, "Tabel 1")
        grid(canvas)
        fill(canvas)

    upright, rotated = page(draw), page(draw, turned)
    assert only_table(rotated) == NUMBERED
    assert [line.text for line in rotated.lines] == ["Tabel 1"]
    for row, other in zip(upright.blocks[0].rows, rotated.blocks[0].rows, strict=True):
        for cell, twin in zip(row.cells, other.cells, strict=True):
            assert twin.bbox == pytest.approx(cell.bbox, abs=0.6)


def test_words_wrapped_in_a_cell_are_its_lines(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas, X, (260, 220, 180))
        for y, text in ((250, "Persentase sarana"), (241, "produksi yang  di-"), (232, "periksa")):
            canvas.drawString(84, y, text)
        canvas.drawString(204, 250, "40,638,37")
        canvas.drawString(204, 241, "5")

    cell, amount = page(draw).blocks[0].rows[0].cells[1:]
    assert cell.lines == ("Persentase sarana", "produksi yang di-", "periksa")
    assert amount.lines == ("40,638,37", "5")


def test_a_spanning_cell_keeps_the_columns_behind_it(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for x, top in ((40, 260), (80, 240), (200, 260), (360, 260)):
            canvas.line(x, top, x, 220)
        for y in (260, 240, 220):
            canvas.line(40, y, 360, y)
        canvas.drawString(44, 246, "TARGET")
        canvas.drawString(204, 246, "ANGGARAN")
        for x, text in ((44, "B01"), (84, "B02"), (204, "x")):
            canvas.drawString(x, 226, text)

    head, body = page(draw).blocks[0].rows
    assert [(cell.text, cell.kolom, cell.span) for cell in head.cells] == [("TARGET", 0, 2), ("ANGGARAN", 2, 1)]
    assert [(cell.text, cell.kolom) for cell in body.cells] == [("B01", 0), ("B02", 1), ("x", 2)]


def test_a_merged_cell_stands_in_its_first_row(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        for x in X:
            canvas.line(x, 260, x, 200)
        canvas.line(40, 260, 360, 260)
        canvas.line(40, 200, 360, 200)
        for y in (240, 220):
            canvas.line(80, y, 360, y)
        fill(canvas, X[1:], Y)
        canvas.drawString(44, 210, "S1")

    reading = page(draw)
    assert only_table(reading) == [["S1", "00", "01"], ["10", "11"], ["20", "21"]]
    assert [[cell.rowspan for cell in row.cells] for row in reading.blocks[0].rows] == [[3, 1, 1], [1, 1], [1, 1]]


def test_no_verticals_in_the_body(page: Callable[..., PageReading]) -> None:
    """The head's columns hold for the rows below it."""
    xs = (40, 80, 200, 280, 360)

    def draw(canvas: Canvas) -> None:
        grid(canvas, xs, (260, 240))
        for y in (220, 200, 180):
            canvas.line(40, y, 360, y)
        fill(canvas, xs, (260, 240, 220, 200, 180))

    assert only_table(page(draw)) == [[f"{r}{c}" for c in range(4)] for r in range(4)]


def test_text_over_the_lower_end_of_its_cell(page: Callable[..., PageReading]) -> None:
    """The table is open below and its sides end before the last line of text."""

    def draw(canvas: Canvas) -> None:
        for x in X:
            canvas.line(x, 260, x, 40)
        for y in (260, 240):
            canvas.line(40, y, 360, y)
        canvas.drawString(84, 246, "kepala")
        for y, text in ((50, "Terwujudnya Obat"), (41, "dan Makanan"), (32, "yang aman")):
            canvas.drawString(84, y, text)

    reading = page(draw)
    assert reading.blocks[0].rows[1].cells[1].lines == ("Terwujudnya Obat", "dan Makanan", "yang aman")
    assert reading.lines == ()


def test_a_foot_far_below_is_no_overflow(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        canvas.drawString(84, 150, "Jember, 19 Januari 2024")

    reading = page(draw)
    assert only_table(reading) == NUMBERED
    assert [line.text for line in reading.lines] == ["Jember, 19 Januari 2024"]


def test_a_frame_around_text_is_no_table(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 200, 300, 60)
        canvas.drawString(50, 230, "Dokumen ini sah")

    reading = page(draw)
    assert reading.blocks == ()
    assert [line.text for line in reading.lines] == ["Dokumen ini sah"]


def test_two_tables_and_the_line_between_them(page: Callable[..., PageReading]) -> None:
    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas, name="a")
        canvas.drawString(40, 170, "Tabel 2")
        grid(canvas, X, (150, 130, 110))
        fill(canvas, X, (150, 130, 110), "b")

    reading = page(draw)
    assert [table(block)[0][0] for block in reading.blocks] == ["a00", "b00"]
    assert reading.sebelum == (0, 1)


def test_text_printed_twice_counts_once(page: Callable[..., PageReading]) -> None:
    """Bold by printing again, a fifth of a point to the right."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        canvas.translate(0.2, 0)
        fill(canvas)

    assert only_table(page(draw)) == NUMBERED


@pytest.mark.parametrize("angle", [90, 45])
def test_text_on_its_side_is_left_out(angle: int, page: Callable[..., PageReading]) -> None:
    """A watermark or stamp across the table is none of its words."""

    def draw(canvas: Canvas) -> None:
        grid(canvas)
        fill(canvas)
        canvas.translate(100, 205)
        canvas.rotate(angle)
        canvas.drawString(0, 0, "SALINAN")

    assert only_table(page(draw)) == NUMBERED


def test_a_page_without_anything(page: Callable[..., PageReading]) -> None:
    assert page(lambda canvas: canvas.showPage()) == PageReading((), (), ())


def test_pages_in_order(tmp_path: Path) -> None:
    path = tmp_path / "dua.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for name in "ab":
        canvas.setFont("Helvetica", 8)
        canvas.drawString(40, 280, f"Halaman {name}")
        grid(canvas)
        fill(canvas, name=name)
        canvas.showPage()
    canvas.save()
    document = Document("0" * 64, path, path.name, Metode.PDF)
    reading = read_pdf(document)
    assert [(block.halaman, table(block)[0][0]) for block in reading.blocks] == [(1, "a00"), (2, "b00")]
    assert [(line.text, line.halaman) for line in reading.lines] == [("Halaman a", 1), ("Halaman b", 2)]
    assert (reading.sebelum, reading.halaman) == ((1, 2), 2)
    for reader in ("pdfplumber", "camelot"):
        again = read_again(reading, {2: "cek_gagal"}, reader)
        assert [block.pembaca for block in again.blocks] == ["pdfium", reader]
        assert [block.bendera for block in again.blocks] == [(), (f"pembaca_{reader}", "cek_gagal")]
        assert [table(block) for block in again.blocks] == [table(block) for block in reading.blocks]
        assert (again.lines, again.sebelum, again.halaman) == (reading.lines, reading.sebelum, reading.halaman)
