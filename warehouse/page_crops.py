"""The printed page around a row: a picture for a PDF, lines for a text dump. Documents are read once, pages drawn once."""

import io
import threading
from pathlib import Path

from PIL import Image

from extract.inbox import decode
from extract.page_crop import crop_around
from extract.pictures import page_picture
from warehouse.contents import StoredDocument, bytes_of
from warehouse.errors import NameUnknown
from warehouse.page_places import Place

AROUND = 3
"""Lines of a dump shown before and after the line meant."""

PDFIUM = threading.Lock()
"""PDFium may be called by one thread at a time."""


class Pages:
    """The pages of a data folder's documents. A file that is gone or changed since the run has no page, and says so once asked."""

    def __init__(self, data_dir: Path, scale: float = 1.5, most: int = 24) -> None:
        self._data_dir = data_dir
        self._scale = scale
        self._most = most
        self._bytes: dict[str, bytes | None] = {}
        self._pictures: dict[tuple[str, int], tuple[Image.Image, float]] = {}

    def picture(self, place: Place) -> Image.Image | None:
        """The piece of the page with the row boxed; None for a dump, a whole document, or a file that is no longer there."""
        data = self._data(place)
        if data is None or place.halaman is None:
            return None
        with PDFIUM:
            key = (place.doc_id, place.halaman)
            if key not in self._pictures:
                if len(self._pictures) >= self._most:
                    self._pictures.pop(next(iter(self._pictures)))
                self._pictures[key] = page_picture(data, place.halaman, self._scale)
            page, scale = self._pictures[key]
            return crop_around(page, place.boxes, scale)

    def png(self, place: Place) -> bytes | None:
        """The same as a small PNG."""
        picture = self.picture(place)
        if picture is None:
            return None
        out = io.BytesIO()
        picture.quantize(24).save(out, format="PNG", optimize=True)
        return out.getvalue()

    def lines(self, place: Place) -> list[tuple[int, str]]:
        """Number and text of the lines around the one meant; [] for a PDF."""
        data = self._data(place)
        if data is None or place.line is None:
            return []
        texts = decode(data).splitlines()
        first, last = max(1, place.line - AROUND), min(len(texts), place.line + AROUND)
        return [(number, texts[number - 1].replace("\t", " ¦ ")) for number in range(first, last + 1)]

    def _data(self, place: Place) -> bytes | None:
        if place.doc_id not in self._bytes:
            try:
                self._bytes[place.doc_id] = bytes_of(StoredDocument(place.doc_id, place.nama_berkas, None), "", self._data_dir)
            except NameUnknown:
                self._bytes[place.doc_id] = None
        return self._bytes[place.doc_id]
