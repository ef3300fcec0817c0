"""For notebooks: the printed place of a number.

from warehouse.notebook import page_of
page_of("0123456789abcdef-1-7")        # the page, cut around the row, its cell boxed
"""

from pathlib import Path

from PIL import Image

from warehouse.contents import opened
from warehouse.errors import NameUnknown
from warehouse.page_crops import Pages
from warehouse.page_places import place_of_target


class Lines(str):
    """Lines of a text dump; a notebook shows them as they stand."""

    def __repr__(self) -> str:
        return str(self)


def page_of(target_id: str, data_dir: Path | str = "data") -> Image.Image | Lines:
    """The page around a row of `target`, as a picture; the lines of a text dump. Notebooks draw both.

    Raises NameUnknown for an id the warehouse does not have, or a document that is no longer where it was read; WarehouseMissing.
    """
    folder = Path(data_dir)
    with opened(folder) as con:
        place = place_of_target(con, target_id)
    pages = Pages(folder, scale=2)
    found = pages.picture(place)
    if found is not None:
        return found
    lines = pages.lines(place)
    if not lines:
        raise NameUnknown(f"Berkas {place.nama_berkas} tidak ada lagi di tempatnya atau berubah: jalankan `python pipeline.py run` lagi.")
    return Lines("\n".join(f"{'>' if number == place.line else ' '}{number:6} {text}" for number, text in lines))
