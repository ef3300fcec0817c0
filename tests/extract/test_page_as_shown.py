"""A page is read as it is shown: what covers, hides, clips or strikes out a figure counts, and so does what no letter explains."""

from collections.abc import Callable
from math import cos, radians, sin
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import Image
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject, TextStringObject
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.pathobject import PDFPathObject

from extract.cells import STRUCK, UNREADABLE, UNSEEN
from extract.pdf.pdfium_pages import FirstReading, read_page

WIDTH, HEIGHT = 400, 300
X, Y = (40, 160, 220, 280, 340), (260, 240, 220, 200)
OLD, NEW = "81,50", "84,50"
HEAD = ("Indikator", "B01", "B02", "B03")
Draw = Callable[[Canvas], None]


def sheet(canvas: Canvas, values: tuple[tuple[str, ...], ...] = (("Obat", "80", "", "82,5"), ("Makanan", "70", "71", "72,5"))) -> None:
    """A ruled table of two indicators and three months; the field of the first one's B02 is left empty."""
    canvas.setFont("Helvetica", 8)
    for x in X:
        canvas.line(x, Y[0], x, Y[-1])
    for y in Y:
        canvas.line(X[0], y, X[-1], y)
    for row, y in zip((HEAD, *values), Y[1:], strict=True):
        for x, text in zip(X, row, strict=False):
            canvas.drawString(x + 4, y + 6, text)


def figure(canvas: Canvas, text: str, dx: float = 4) -> None:
    canvas.drawString(X[2] + dx, Y[2] + 6, text)


FIELD = (X[2] + 2, Y[2] + 2, 56, 16)
"""x, y, width and height of what covers the empty field."""


def saved(path: Path, draw: Draw) -> Path:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT), pageCompression=0)
    sheet(canvas)
    draw(canvas)
    canvas.save()
    return path


def reading(path: Path) -> FirstReading:
    with pypdfium2.PdfDocument(path) as document:
        found = read_page(document, 0)
    assert found is not None
    return found


def field_of(found: FirstReading) -> tuple[str, tuple[str, ...]]:
    """The text of the field, and its row's flags; every other cell is as printed."""
    (block,) = found.page.blocks
    rows = [[cell.text for cell in row.cells] for row in block.rows]
    text = rows[1][2]
    rows[1][2] = ""
    assert rows == [list(HEAD), ["Obat", "80", "", "82,5"], ["Makanan", "70", "71", "72,5"]]
    assert not block.rows[0].bendera and not block.rows[2].bendera
    return text, block.rows[1].bendera


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


def with_layer(source: Path, target: Path, visible: bool, as_form: bool) -> Path:
    """A copy with a number on a layer: as marked content of the page, or as a form that belongs to it."""
    writer = pypdf.PdfWriter(clone_from=source)
    page = writer.pages[0]
    layer = writer._add_object(DictionaryObject({NameObject("/Type"): NameObject("/OCG"), NameObject("/Name"): TextStringObject("draf")}))
    off = ArrayObject([] if visible else [layer])
    view = DictionaryObject({NameObject("/OFF"): off, NameObject("/Order"): ArrayObject([layer])})
    writer.root_object[NameObject("/OCProperties")] = DictionaryObject({NameObject("/OCGs"): ArrayObject([layer]), NameObject("/D"): view})
    text = b"BT /F1 8 Tf 0 g %d %d Td (%s) Tj ET" % (X[2] + 4, Y[2] + 6, OLD.encode())
    resources: Any = page["/Resources"]
    if as_form:
        form = StreamObject()
        form.set_data(text)
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"), NameObject("/OC"): layer})
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, WIDTH, HEIGHT)])
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): resources["/Font"]})
        resources[NameObject("/XObject")] = DictionaryObject({NameObject("/Lapis"): writer._add_object(form)})
        added = b"\nq /Lapis Do Q"
    else:
        resources[NameObject("/Properties")] = DictionaryObject({NameObject("/L0"): layer})
        added = b"\n/OC /L0 BDC %s EMC" % text
    contents = page.get_contents()
    assert contents is not None
    contents.set_data(contents.get_data() + added)
    page[NameObject("/Contents")] = writer._add_object(contents)
    writer.write(target)
    return target


@pytest.mark.parametrize("as_form", [False, True])
def test_a_layer_that_is_off_is_not_printed(tmp_path: Path, as_form: bool) -> None:
    plain = saved(tmp_path / "polos.pdf", lambda canvas: None)
    assert field_of(reading(with_layer(plain, tmp_path / "mati.pdf", False, as_form))) == ("", (UNSEEN,))
    assert field_of(reading(with_layer(plain, tmp_path / "nyala.pdf", True, as_form))) == (OLD, ())


@pytest.mark.parametrize("as_form", [False, True])
def test_a_layer_that_is_off_does_not_cost_the_letters_over_it(tmp_path: Path, as_form: bool) -> None:
    printed = saved(tmp_path / "cetak.pdf", lambda canvas: figure(canvas, NEW))
    assert field_of(reading(with_layer(printed, tmp_path / "mati.pdf", False, as_form)))[0] == NEW


def test_a_layer_that_is_off_is_not_printed_on_a_page_whose_texts_run_into_one_another(tmp_path: Path) -> None:
    def notes(canvas: Canvas) -> None:
        canvas.drawString(60, 150, "CATATAN")
        canvas.drawString(95, 150, "KEDUA")

    crowded = saved(tmp_path / "padat.pdf", notes)
    assert field_of(reading(with_layer(crowded, tmp_path / "mati.pdf", False, False))) == ("", (UNSEEN,))


def with_note(source: Path, target: Path, look: bytes | None, kind: str = "/FreeText") -> Path:
    """A copy with a note over the field that a viewer shows."""
    writer = pypdf.PdfWriter(clone_from=source)
    x, y, width, height = FIELD
    font = writer._add_object(
        DictionaryObject(
            {NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}.items()}
        )
    )
    note = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject(kind),
            NameObject("/F"): NumberObject(4),
            NameObject("/Rect"): ArrayObject([FloatObject(n) for n in (x, y, x + width, y + height)]),
        }
    )
    if look is not None:
        form = StreamObject()
        form.set_data(look)
        form.update({NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form")})
        form[NameObject("/BBox")] = ArrayObject([NumberObject(n) for n in (0, 0, width, height)])
        form[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F9"): font})})
        note[NameObject("/AP")] = DictionaryObject({NameObject("/N"): writer._add_object(form)})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(note)])
    writer.write(target)
    return target


@pytest.mark.parametrize("kind", ["/FreeText", "/Stamp", "/Widget"])
def test_what_is_typed_over_the_page_counts(tmp_path: Path, kind: str) -> None:
    """A white note over the old number, the new one on it."""
    printed = saved(tmp_path / "cetak.pdf", lambda canvas: figure(canvas, OLD))
    look = b"1 g 0 0 56 16 re f 0 g BT /F9 8 Tf 2 4 Td (%s) Tj ET" % NEW.encode()
    assert field_of(reading(with_note(printed, tmp_path / "catatan.pdf", look, kind)))[0] == NEW


def test_a_link_over_a_number_leaves_it(tmp_path: Path) -> None:
    printed = saved(tmp_path / "cetak.pdf", lambda canvas: figure(canvas, OLD))
    assert field_of(reading(with_note(printed, tmp_path / "tautan.pdf", None, "/Link"))) == (OLD, ())


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


def test_a_page_in_greater_units_is_read_and_its_boxes_are_the_page_s(tmp_path: Path) -> None:
    path = tmp_path / "satuan.pdf"
    canvas = Canvas(str(path), pagesize=(WIDTH / 10, HEIGHT / 10))
    canvas.scale(0.1, 0.1)
    sheet(canvas)
    canvas.save()
    found = reading(path)
    assert field_of(found) == ("", ())
    turn, cell = found.page.turn, found.page.blocks[0].rows[0].cells[0]
    assert turn is not None and cell.bbox is not None
    assert turn.as_shown(cell.bbox) == pytest.approx((4, 4, 16, 6), abs=0.1)


@pytest.mark.parametrize("shown_turned", [True, False])
@pytest.mark.parametrize("turned", [90, 270])
def test_a_page_in_greater_units_may_be_turned(tmp_path: Path, turned: int, shown_turned: bool) -> None:
    """Its letters are 2 points high and its words wider; shown_turned: the page does not say how it is held."""
    path = tmp_path / "satuan.pdf"
    canvas = Canvas(str(path), pagesize=(HEIGHT / 6, WIDTH / 6))
    canvas.translate(*((HEIGHT / 6, 0) if turned == 90 else (0, WIDTH / 6)))
    canvas.rotate(90 if turned == 90 else -90)
    canvas.scale(1 / 6, 1 / 6)
    sheet(canvas, (("Persentase Obat", "80,25", "", "82,50"), ("Persentase", "70,25", "71,25", "72,50")))
    canvas.save()
    if not shown_turned:
        writer = pypdf.PdfWriter(clone_from=path)
        writer.pages[0].rotate(turned)
        writer.write(path)
    rows = reading(path).page.blocks[0].rows
    assert [[cell.text for cell in row.cells] for row in rows] == [
        list(HEAD),
        ["Persentase Obat", "80,25", "", "82,50"],
        ["Persentase", "70,25", "71,25", "72,50"],
    ]


@pytest.mark.parametrize("degrees", [0.2, -1.0, 2.0])
@pytest.mark.parametrize("turned", [0, 90])
def test_a_page_that_stands_askew_is_turned_level_and_its_boxes_are_the_page_s(tmp_path: Path, degrees: float, turned: int) -> None:
    writer = pypdf.PdfWriter(clone_from=saved(tmp_path / "tegak.pdf", lambda canvas: figure(canvas, NEW)))
    middle = pypdf.Transformation().translate(-WIDTH / 2, -HEIGHT / 2)
    writer.pages[0].add_transformation(middle.rotate(degrees).translate(WIDTH / 2, HEIGHT / 2))
    writer.pages[0].rotate(turned)
    writer.write(tmp_path / "miring.pdf")
    with pypdfium2.PdfDocument(tmp_path / "miring.pdf") as document:
        found, again = read_page(document, 0), read_page(document, 0)
    assert found is not None and again is not None and found.page == again.page, "a page is left as it was"
    assert field_of(found) == (NEW, ())
    turn, box = found.page.turn, found.page.blocks[0].rows[1].cells[1].bbox
    assert turn is not None and box is not None
    x0, top, x1, bottom = turn.as_shown(box)
    x, y = (X[1] + X[2]) / 2 - WIDTH / 2, (Y[2] + Y[1]) / 2 - HEIGHT / 2  # the cell's middle about the page's, upwards
    x, y = x * cos(radians(degrees)) - y * sin(radians(degrees)), x * sin(radians(degrees)) + y * cos(radians(degrees))
    shown = (HEIGHT / 2 + y, WIDTH / 2 + x) if turned else (WIDTH / 2 + x, HEIGHT / 2 - y)
    assert ((x0 + x1) / 2, (top + bottom) / 2) == pytest.approx(shown, abs=0.5)
