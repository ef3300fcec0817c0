"""Layers that are off are not printed; what is typed over a page is."""

from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, StreamObject, TextStringObject
from reportlab.pdfgen.canvas import Canvas

from extract.cells import UNSEEN
from tests.extract.isian import FIELD, HEIGHT, NEW, OLD, WIDTH, X, Y, field_of, figure, reading, saved


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
