"""For notebooks: where the data is, money as whole numbers, and the printed place of a number.

Imported through `warehouse.door`:

page_of("0123456789abcdef-1-7")           # a target_id: the page, cut around the row, its cell boxed
page_of(doc_id="lakip.pdf", baris=120)    # doc_id (or file name) and baris of any row: capaian, efisiensi, kontribusi_ro …
"""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from extract.message import message
from warehouse.database.contents import find_document, opened
from warehouse.database.settings import DATABASE
from warehouse.review.page_crops import Pages
from warehouse.review.page_places import place_of_row, place_of_target
from warehouse.screen.global_options import DATA_VARIABLES
from warehouse.store.errors import NameUnknown, WarehouseMissing

if TYPE_CHECKING:
    import pandas as pd

BOOK = Path(__file__).resolve().parent / "buku" / "analisis.ipynb"
"""Ten questions of an analyst; `rapk notebook` copies it."""
VARIABLE = DATA_VARIABLES[0]
"""In the environment: the data folder that notebooks ask."""


def data_folder() -> Path:
    """The data folder that RAPK_DATA_DIR or RAPK_DATA names, else `data` here or in the nearest folder above that has a warehouse.

    A notebook runs in its own folder, wherever that lies in the project. Raises WarehouseMissing.
    """
    named = next((os.environ[name] for name in DATA_VARIABLES if os.environ.get(name)), None)
    here = Path.cwd()
    found = _first_with_warehouse([Path(named)]) if named else found_from(here)
    if found:
        return found
    raise WarehouseMissing(message("gudang_tak_ditemukan", folder=here, nama=VARIABLE))


def found_from(here: Path) -> Path | None:
    """The data folder that a notebook in this folder finds where nothing names one."""
    return _first_with_warehouse([here, *(above / "data" for above in (here, *here.parents))])


def _first_with_warehouse(folders: Iterable[Path]) -> Path | None:
    return next((folder for folder in folders if (folder / DATABASE).is_file()), None)


def copy_book(copy: Path, data_dir: Path) -> None:
    """The notebook at this path, which asks this data folder wherever it is opened from; a variable of the environment goes before."""
    text = BOOK.read_text(encoding="utf-8")
    found = found_from(copy.resolve().parent)
    if found is None or found.resolve() != data_dir.resolve():
        book = json.loads(text)
        first = next(cell for cell in book["cells"] if cell["cell_type"] == "code")
        first["source"][:0] = ["import os\n", "\n", f"os.environ.setdefault({VARIABLE!r}, {str(data_dir.resolve())!r})\n", "\n"]
        text = json.dumps(book, ensure_ascii=False, indent=1) + "\n"
    copy.write_text(text, encoding="utf-8")


def whole_rupiah(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The frame with its columns *_rp as whole numbers, where all of them are: 18120155000, not 1.8e+10. Missing stays so."""
    for name in frame.columns:
        if str(name).endswith("_rp") and (frame[name].dropna() % 1 == 0).all():
            frame[name] = frame[name].astype("Int64")
    return frame


class Lines(str):
    """Lines of a text dump; a notebook shows them as they stand."""

    def __repr__(self) -> str:
        return str(self)


def page_of(
    target_id: str | None = None, data_dir: Path | str | None = None, *, doc_id: str | None = None, baris: int | None = None
) -> Image.Image | Lines:
    """The page around a row, as a picture; the lines of a text dump. Notebooks draw both.

    The row: a target_id, or doc_id and baris, which every row of every fact table has; doc_id may be the name of the file. data_dir: None
    for the one that `data_folder` finds. Raises NameUnknown for a row the warehouse does not have, or a document that is no longer where
    it was read; WarehouseMissing.
    """
    folder = data_folder() if data_dir is None else Path(data_dir)
    with opened(folder) as con:
        if target_id is not None and doc_id is None and baris is None:
            place = place_of_target(con, target_id)
        elif target_id is None and doc_id is not None and baris is not None:
            place = place_of_row(con, find_document(con, doc_id), int(baris))
        else:
            raise NameUnknown(message("sebut_target_atau_baris"))
    pages = Pages(folder, scale=2)
    found = pages.picture(place)
    if found is not None:
        return found
    lines = pages.lines(place)
    if not lines:
        raise NameUnknown(message("berkas_tak_di_tempat_notebook", nama=place.nama_berkas))
    return Lines("\n".join(f"{'>' if number == place.line else ' '}{number:6} {text}" for number, text in lines))
