"""For notebooks: the printed place of a number.

from warehouse.report.notebook import page_of
page_of("0123456789abcdef-1-7")           # a target_id: the page, cut around the row, its cell boxed
page_of(doc_id="lakip.pdf", baris=120)    # doc_id (or file name) and baris of any row: capaian, serapan, kontribusi_ro …
"""

from pathlib import Path

from PIL import Image

from warehouse.database.contents import find_document, opened
from warehouse.review.page_crops import Pages
from warehouse.review.page_places import place_of_row, place_of_target
from warehouse.store.errors import NameUnknown


class Lines(str):
    """Lines of a text dump; a notebook shows them as they stand."""

    def __repr__(self) -> str:
        return str(self)


def page_of(
    target_id: str | None = None, data_dir: Path | str = "data", *, doc_id: str | None = None, baris: int | None = None
) -> Image.Image | Lines:
    """The page around a row, as a picture; the lines of a text dump. Notebooks draw both.

    The row: a target_id, or doc_id and baris, which every row of every fact table has; doc_id may be the name of the file.
    Raises NameUnknown for a row the warehouse does not have, or a document that is no longer where it was read; WarehouseMissing.
    """
    folder = Path(data_dir)
    with opened(folder) as con:
        if target_id is not None and doc_id is None and baris is None:
            place = place_of_target(con, target_id)
        elif target_id is None and doc_id is not None and baris is not None:
            place = place_of_row(con, find_document(con, doc_id), int(baris))
        else:
            raise NameUnknown("Sebut target_id saja, atau doc_id dan baris.")
    pages = Pages(folder, scale=2)
    found = pages.picture(place)
    if found is not None:
        return found
    lines = pages.lines(place)
    if not lines:
        raise NameUnknown(f"Berkas {place.nama_berkas} tidak ada lagi di tempatnya atau berubah: jalankan `python pipeline.py run` lagi.")
    return Lines("\n".join(f"{'>' if number == place.line else ' '}{number:6} {text}" for number, text in lines))
