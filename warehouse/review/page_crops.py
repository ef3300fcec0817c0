"""The printed page around a row: a picture for a PDF, lines for a text dump. Documents are read once, pages drawn once."""

import io
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path

import pypdfium2
from PIL import Image

from extract.inbox.listing import decode
from extract.page.page_crop import boxed, crop_around
from extract.pdf.pictures import page_picture
from extract.task_limits import Limits, TaskStopped
from extract.worker_processes import WorkerProcesses
from warehouse.database.contents import StoredDocument, bytes_of
from warehouse.review.page_places import Place
from warehouse.store.errors import NameUnknown
from warehouse.store.kept_pieces import KeptPieces

AROUND = 3
"""Lines of a dump shown before and after the line meant."""

DRAWING = Limits(seconds=20)
"""A page whose text is read at once may be made to be drawn for hours."""

Draw = Callable[[bytes, int, float], tuple[Image.Image, float]]
"""As `page_picture`."""


@contextmanager
def drawn_apart(workers: int = 1) -> Iterator[Draw]:
    """`page_picture` in processes of their own, with limits: for work that nobody watches, or that nobody may wait for too long."""
    executor = WorkerProcesses(workers, DRAWING, "extract.pdf.pictures")
    try:
        yield lambda pdf, halaman, scale: executor.ask(page_picture, pdf, halaman, scale)
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


class Pages:
    """The pages of a data folder's documents. A file that is gone or changed since the run has no page, and says so once asked; one of
    which a page cannot be drawn has none from then on. Several threads may ask, where `draw` bears that: a page is drawn once, and only
    those who want it wait for it. kept: where pieces of pages are found that were cut before, also of a file that is gone by now."""

    def __init__(
        self, data_dir: Path, scale: float = 1.5, most: int = 24, draw: Draw = page_picture, kept: KeptPieces | None = None
    ) -> None:
        self._data_dir = data_dir
        self._kept = kept
        self._draw = draw
        self._scale = scale
        self._most = most
        self._lock = threading.Lock()
        self._bytes: dict[str, bytes | None] = {}
        self._pictures: dict[tuple[str, int], Future[tuple[Image.Image, float] | None]] = {}

    def page(self, place: Place) -> tuple[Image.Image, float] | None:
        """The whole page and its pixels a point; None for a dump, a whole document, or a file that is no longer there."""
        data = self._data(place)
        if data is None or place.halaman is None:
            return None
        key = (place.doc_id, place.halaman)
        with self._lock:
            known = self._pictures.get(key)
            if known is None:
                if len(self._pictures) >= self._most:
                    self._pictures.pop(next(iter(self._pictures)))
                asked = self._pictures[key] = Future()
        if known:
            return known.result()
        try:
            asked.set_result(self._draw(data, place.halaman, self._scale))
        except (TaskStopped, pypdfium2.PdfiumError):
            self._bytes[place.doc_id] = None
            asked.set_result(None)
        except BaseException as error:
            asked.set_exception(error)
            raise
        return asked.result()

    def picture(self, place: Place) -> Image.Image | None:
        """The piece of the page with the row boxed; None where there is no page."""
        drawn = self.page(place)
        return crop_around(drawn[0], place.boxes, drawn[1]) if drawn else None

    def png(self, place: Place, whole: bool = False) -> bytes | None:
        """The same as a small PNG. whole: all of the page, the row boxed."""
        made_of = (place.doc_id, place.halaman, place.boxes, self._scale, whole)
        if self._kept and place.halaman is not None and (png := self._kept.get(*made_of)):
            return png
        drawn = self.page(place)
        if drawn is None:
            return None
        picture = boxed(drawn[0], place.boxes, drawn[1]) if whole else crop_around(drawn[0], place.boxes, drawn[1])
        out = io.BytesIO()
        picture.quantize(24, method=Image.Quantize.FASTOCTREE).save(out, format="PNG", optimize=True)
        if self._kept:
            self._kept.put(out.getvalue(), *made_of)
        return out.getvalue()

    def lines(self, place: Place, below: int = AROUND) -> list[tuple[int, str]]:
        """Number and text of the lines around the one meant, so many `below` it; [] for a PDF."""
        data = self._data(place)
        if data is None or place.line is None:
            return []
        texts = decode(data).splitlines()
        first, last = max(1, place.line - AROUND), min(len(texts), place.line + below)
        return [(number, texts[number - 1].replace("\t", " ¦ ")) for number in range(first, last + 1)]

    def _data(self, place: Place) -> bytes | None:
        if place.doc_id not in self._bytes:  # two who ask at once read the same bytes
            try:
                self._bytes[place.doc_id] = bytes_of(StoredDocument(place.doc_id, place.nama_berkas, None), "", self._data_dir)
            except NameUnknown:
                self._bytes[place.doc_id] = None
        return self._bytes[place.doc_id]
