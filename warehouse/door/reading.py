"""One document read in this process, without a warehouse: its tables as printed, each cell with its box, and the rows made of them."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd
from msgspec import Struct

from extract.cells import Document, Kotak
from extract.errors import DocumentRejected
from extract.inbox.listing import look_into, state_of
from extract.message import message
from extract.scans import Scans
from normalize.column import columns_of
from normalize.decisions.registry_files import load_knowledge
from normalize.rows import TABEL, DocumentRows, Dokumen, Sel
from warehouse.report.notebook import whole_rupiah
from warehouse.run.one_document import process
from warehouse.screen.language import told
from warehouse.speech.catalog import as_stored


class ReadTable(Struct, frozen=True, dict=True):
    """A printed table. tabel: its kind, as in the data ('RAPK', 'CAPAIAN', 'LAIN' …); halaman: its pages from 1, () for a dump."""

    tabel_no: int
    tabel: str | None
    halaman: tuple[int, ...]
    cells: tuple[Sel, ...]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """What is printed, as text: a row for each printed row, named by `baris`, columns from 1; None where there is no cell."""
        return self._grid({(cell.baris, cell.kolom): cell.mentah for cell in self.cells})

    @cached_property
    def boxes(self) -> pd.DataFrame:
        """The cells of `frame`, each as (halaman, x0, top, x1, bottom) in PDF points from the page's upper left corner; None for a dump."""
        return self._grid({(cell.baris, cell.kolom): _box(cell.halaman, cell.bbox) for cell in self.cells})

    def _grid(self, values: Mapping[tuple[int, int], object]) -> pd.DataFrame:
        rows, columns = sorted({row for row, _ in values}), range(1, max((column for _, column in values), default=0) + 1)
        index = pd.Index(rows, name="baris")
        return pd.DataFrame([[values.get((row, column)) for column in columns] for row in rows], index, list(columns), dtype=object)


class ReadDocument(Struct, frozen=True, dict=True):
    """A document as a run would keep it. dokumen: jenis, upt_id, tahun, periode, status, pesan …, as in the table of that name."""

    path: Path
    dokumen: Dokumen
    tables: tuple[ReadTable, ...]
    all_rows: DocumentRows

    def rows(self, table: str) -> pd.DataFrame:
        """The rows of one table of the warehouse ('target', 'capaian', 'cek', 'bukti', 'sel' …) about this document, with its columns.

        Numbers as numbers, rupiah whole; None where nothing is printed. Raises KeyError for a table that is not about documents.
        """
        if table not in FACTS:
            raise KeyError(told(message("tabel_bukan_dokumen", tabel=table, pilihan=FACTS)))
        found = getattr(self.all_rows, table)
        return _frame(TABEL[table], (found,) if isinstance(found, Dokumen) else found)


class FileUnreadable(DocumentRejected):
    """Printed as its sentence."""

    def __str__(self) -> str:
        return told(self.alasan)


NOBODY = Path(os.devnull)
"""There is no file below it: nobody has decided anything."""
FACTS = tuple(field.name for field in fields(DocumentRows) if field.name in TABEL)
"""Tables that are about documents."""


def read(path: Path | str, *, review_dir: Path | str | None = None, ocr: bool = True) -> ReadDocument:
    """Reads one PDF or text dump; nothing is written, and nothing limits time and memory.

    review_dir: a folder with decisions of people (data/review); None: nobody has decided anything. ocr: pages that are pictures are read,
    where the extra `ocr` is installed. Raises DocumentRejected with a sentence for a file that cannot be read, RegistryError for
    decisions that cannot be used.
    """
    path = Path(path)
    found = look_into(path, path.name, state_of(path))
    if not isinstance(found, Document):
        raise FileUnreadable(found.kalimat)
    knowledge = load_knowledge(NOBODY if review_dir is None else Path(review_dir))
    outcome = process(found, knowledge, None, scans=Scans(dilewati=not ocr))
    if outcome.kalimat:
        raise FileUnreadable(outcome.kalimat)
    return ReadDocument(path, outcome.rows.dokumen, tuple(_tables(outcome.rows.sel)), outcome.rows)


def _tables(cells: Sequence[Sel]) -> Iterable[ReadTable]:
    numbers = sorted({cell.tabel_no for cell in cells if cell.tabel_no is not None})
    for number in numbers:
        own = tuple(cell for cell in cells if cell.tabel_no == number)
        pages = tuple(sorted({cell.halaman for cell in own if cell.halaman is not None}))
        yield ReadTable(number, own[0].tabel, pages, own)


def _box(halaman: int | None, bbox: Kotak | None) -> tuple[float, ...] | None:
    return None if bbox is None or halaman is None else (halaman, *bbox)


def _frame(cls: type[Any], rows: Iterable[Any]) -> pd.DataFrame:
    names = [field.name for field in columns_of(cls)]
    frame = pd.DataFrame([[as_stored(getattr(row, name)) for name in names] for row in rows], columns=names)
    for field in columns_of(cls):
        if str(field.metadata["tipe"]).startswith("DECIMAL"):
            frame[field.name] = pd.to_numeric(frame[field.name].map(lambda value: float(value) if isinstance(value, Decimal) else None))
    return whole_rupiah(frame)
