"""Pages drawn while nobody watches: one that takes for ever costs its picture and nothing else."""

import hashlib
import io
import json
from pathlib import Path

import pypdf
import pytest
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, FloatObject, NameObject, NumberObject

from extract.task_limits import Limits
from tests.extract.halaman import pdf_bytes
from warehouse.database.contents import PLACES
from warehouse.review import page_crops
from warehouse.review.page_crops import Pages, drawn_apart
from warehouse.review.page_places import Place


def tiled_for_ever() -> bytes:
    """A page filled with a pattern whose tiles lie a hundredth of a point apart."""
    writer = pypdf.PdfWriter()
    page = writer.add_blank_page(600, 800)
    tile, content = DecodedStreamObject(), DecodedStreamObject()
    tile.set_data(b"0 0 300 300 re f " * 400)
    box, step = ArrayObject([FloatObject(edge) for edge in (0, 0, 300, 300)]), FloatObject(0.01)
    one = NumberObject(1)
    kind = {NameObject(f"/{name}"): one for name in ("PatternType", "PaintType", "TilingType")}
    place = {NameObject("/BBox"): box, NameObject("/XStep"): step, NameObject("/YStep"): step, NameObject("/Resources"): DictionaryObject()}
    tile.update(kind | place)
    patterns = DictionaryObject({NameObject("/P"): writer._add_object(tile)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Pattern"): patterns})
    content.set_data(b"/Pattern cs /P scn 0 0 600 800 re f")
    page[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_a_page_that_is_drawn_for_ever_has_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = {}
    for name, content in (("baik.pdf", pdf_bytes("teks")), ("ubin.pdf", tiled_for_ever())):
        (tmp_path / name).write_bytes(content)
        paths[hashlib.sha256(content).hexdigest()] = str(tmp_path / name)
    (tmp_path / PLACES).parent.mkdir()
    (tmp_path / PLACES).write_text(json.dumps(paths))
    good, endless = (Place(doc_id, Path(path).name, 1, None) for doc_id, path in paths.items())
    with drawn_apart() as draw:
        assert Pages(tmp_path, draw=draw).png(good)
    monkeypatch.setattr(page_crops, "DRAWING", Limits(seconds=0.3))
    with drawn_apart() as draw:
        assert Pages(tmp_path, draw=draw).png(endless) is None
