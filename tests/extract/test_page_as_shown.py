"""A page is read as it is shown: what covers, hides or strikes out a figure counts."""

from pathlib import Path

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from extract.cells import STRUCK, UNREADABLE, UNSEEN
from tests.extract.isian import FIELD, HEIGHT, NEW, OLD, WIDTH, Draw, X, Y, field_of, figure, reading, saved, sheet


def box(canvas: Canvas) -> None:
    canvas.rect(*FIELD, stroke=0, fill=1)


def stroked(canvas: Canvas) -> None:
    canvas.setStrokeColorRGB(0.98, 0.98, 0.98)
    canvas.rect(*FIELD, stroke=1, fill=1)
    canvas.setStrokeGray(0)


def rounded(canvas: Canvas) -> None:
    canvas.roundRect(*FIELD, 4, stroke=0, fill=1)


def polygon(canvas: Canvas) -> None:
    x, y, width, height = FIELD
    path: PDFPathObject = canvas.beginPath()
    path.moveTo(x, y)
    for corner in ((x + width, y), (x + width - 2, y + height), (x + width / 2, y + height + 1), (x, y + height)):
        path.lineTo(*corner)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


def picture(canvas: Canvas) -> None:
    x, y, width, height = FIELD
    canvas.drawImage(ImageReader(Image.new("RGB", (9, 4), "white")), x, y, width, height)


def shading(canvas: Canvas) -> None:
    x, y, width, height = FIELD
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(x, y, width, height)
    canvas.clipPath(path, stroke=0, fill=0)
    canvas.linearGradient(x, y, x + width, y, ("white", "white"))
    canvas.restoreState()


@pytest.mark.parametrize("cover", [box, stroked, rounded, polygon, picture, shading])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_number_painted_over_and_typed_anew_is_the_new_one(tmp_path: Path, cover: Draw, turned: int) -> None:
    """PDFium drops the second of two equal letters at one place: without the old number the new one is whole."""

    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turned)
        figure(canvas, OLD)
        canvas.setFillGray(1)
        cover(canvas)
        canvas.setFillGray(0)
        figure(canvas, NEW)

    path = saved(tmp_path / "tutup.pdf", draw)
    if turned:
        (block,) = reading(path).page.blocks
        assert NEW in [cell.text for row in block.rows for cell in row.cells]
    else:
        assert field_of(reading(path)) == (NEW, (UNSEEN,))


@pytest.mark.parametrize(("old", "new", "read"), [(OLD, NEW, "8\ufffd,50"), ("65,44", "65,49", "65,4\ufffd"), (NEW, NEW, NEW)])
def test_a_number_typed_over_another_without_a_cover_is_unreadable(tmp_path: Path, old: str, new: str, read: str) -> None:
    """PDFium leaves out the equal digits of the second one: '65,449'. A number printed twice is bold."""

    def draw(canvas: Canvas) -> None:
        figure(canvas, old)
        figure(canvas, new, dx=4.2)

    assert field_of(reading(saved(tmp_path / "timpa.pdf", draw))) == (read, ())


@pytest.mark.parametrize("new", [NEW, "81.50", "9", "-"])
def test_a_number_painted_over_in_a_row_that_is_one_text_is_the_new_one(tmp_path: Path, new: str) -> None:
    def draw(canvas: Canvas) -> None:
        places, texts, at, parts = [x + 4 for x in X], ("Obat", "80", OLD, "82,5"), X[0] + 4.0, []
        for x, text in zip(places, texts, strict=False):
            parts += [f"{(at - x) / 8 * 1000:.0f} ({text})"]
            at = x + stringWidth(text, "Helvetica", 8)
        canvas._code.append(f"BT 1 0 0 1 {places[0]} {Y[2] + 6} Tm /F1 8 Tf [{' '.join(parts)}] TJ ET")
        canvas.setFillGray(1)
        box(canvas)
        canvas.setFillGray(0)
        figure(canvas, new)

    canvas = Canvas(str(tmp_path / "baris.pdf"), pagesize=(WIDTH, HEIGHT), pageCompression=0)
    sheet(canvas, (("", "", "", ""), ("Makanan", "70", "71", "72,5")))
    draw(canvas)
    canvas.save()
    assert field_of(reading(tmp_path / "baris.pdf")) == (new, (UNSEEN,))


def stroke_of_a_stamp(first: int, last: int) -> Draw:
    """Covers these letters of the number as the broad strokes of an opaque stamp do."""
    x0, x1 = (X[2] + 4 + stringWidth(OLD[:n], "Helvetica", 8) for n in (first, last))

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.85)
        canvas.rect(x0 - 0.3, Y[2] - 4, x1 - x0 + 0.6, 30, stroke=0, fill=1)

    return draw


@pytest.mark.parametrize(("first", "last"), [(0, 2), (0, 3), (3, 5), (1, 5)])
def test_what_a_stamp_leaves_of_a_number_is_not_read(tmp_path: Path, first: int, last: int) -> None:
    def draw(canvas: Canvas) -> None:
        figure(canvas, OLD)
        stroke_of_a_stamp(first, last)(canvas)

    text, flags = field_of(reading(saved(tmp_path / "a.pdf", draw)))
    assert text.endswith(UNREADABLE) and text.strip(UNREADABLE) in OLD
    assert flags == (UNSEEN,)


def test_a_word_of_which_a_stamp_leaves_something_is_whole(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        x0, x1 = (X[0] + 4 + stringWidth("Makanan"[:n], "Helvetica", 8) for n in (2, 4))
        canvas.setFillGray(0.85)
        canvas.rect(x0 - 0.3, Y[3] + 2, x1 - x0 + 0.6, 16, stroke=0, fill=1)

    (block,) = reading(saved(tmp_path / "a.pdf", draw)).page.blocks
    assert [cell.text for cell in block.rows[2].cells] == ["Makanan", "70", "71", "72,5"]
    assert block.rows[2].bendera == (UNSEEN,)


def test_the_end_of_a_number_typed_anew_makes_a_whole_one(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figure(canvas, OLD)
        stroke_of_a_stamp(3, 5)(canvas)
        canvas.setFillGray(0)
        figure(canvas, "75", 4 + stringWidth(OLD[:3], "Helvetica", 8))

    text, _ = field_of(reading(saved(tmp_path / "a.pdf", draw)))
    assert text.replace(" ", "") == OLD[:3] + "75"


def test_a_transparent_marker_covers_nothing(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        figure(canvas, OLD)
        canvas.setFillColorRGB(1, 1, 0, alpha=0.4)
        box(canvas)

    assert field_of(reading(saved(tmp_path / "stabilo.pdf", draw))) == (OLD, ())


def near_white(canvas: Canvas) -> None:
    canvas.setFillGray(0.97)
    figure(canvas, OLD)


def same_colour(canvas: Canvas) -> None:
    canvas.setFillColorRGB(0.2, 0.4, 0.8)
    box(canvas)
    figure(canvas, OLD)


def transparent(canvas: Canvas) -> None:
    canvas.setFillAlpha(0.02)
    figure(canvas, OLD)


def flat(canvas: Canvas) -> None:
    canvas.saveState()
    canvas.transform(1, 0, 0, 0.001, 0, Y[2] + 6)
    canvas.drawString(X[2] + 4, 0, OLD)
    canvas.restoreState()


def folded(canvas: Canvas) -> None:
    canvas.saveState()
    path = canvas.beginPath()
    path.rect(X[2], Y[2] + 8, 60, 1)
    canvas.clipPath(path, stroke=0, fill=0)
    figure(canvas, OLD)
    canvas.restoreState()


@pytest.mark.parametrize("hide", [near_white, same_colour, transparent, flat, folded])
def test_a_number_that_nobody_sees_is_not_read(tmp_path: Path, hide: Draw) -> None:
    text, flags = field_of(reading(saved(tmp_path / "hilang.pdf", hide)))
    assert text == "" and flags in ((UNSEEN,), ())


@pytest.mark.parametrize("mark", ["garis bawah", "latar", "strip"])
def test_what_is_drawn_beside_the_figures_is_no_figure(tmp_path: Path, mark: str) -> None:
    def draw(canvas: Canvas) -> None:
        if mark == "garis bawah":
            canvas.line(X[1] + 4, Y[2] + 4, X[1] + 13, Y[2] + 4)
        elif mark == "latar":
            canvas.setFillGray(0.85)
            canvas.rect(X[2], Y[2], 60, 20, stroke=0, fill=1)
        else:
            canvas.line(X[2] + 25, Y[2] + 9, X[2] + 29, Y[2] + 9)

    assert field_of(reading(saved(tmp_path / "hiasan.pdf", draw))) == ("", ())


@pytest.mark.parametrize("thick", [0.6, 1.2])
def test_a_number_struck_out_gives_way_to_the_one_beside_it(tmp_path: Path, thick: float) -> None:
    def draw(canvas: Canvas) -> None:
        figure(canvas, OLD)
        canvas.setLineWidth(thick)
        canvas.line(X[2] + 3.5, Y[2] + 8.6, X[2] + 25, Y[2] + 8.6)
        figure(canvas, NEW, dx=30)

    assert field_of(reading(saved(tmp_path / "coret.pdf", draw))) == (NEW, (STRUCK,))
