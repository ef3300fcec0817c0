"""Every cell of every table as read: what the rows of `sel` are made of once it is known what became of each."""

from collections.abc import Iterator
from typing import NamedTuple

from extract.cells import OCR_TEXT, Block, Cell, Kotak, Metode, PrintedRow
from extract.running.tables import PrintedTable
from normalize.rows import Sel


class ReadCell(NamedTuple):
    """A cell before its fate is known: the columns of `Sel` but `nasib` and `tujuan`.

    Most rows of a document are cells, and a row takes three times as long to make as this: each is made once.
    """

    doc_id: str
    tabel_no: int
    tabel: str
    versi: str | None
    baris: int
    halaman: int | None
    line: int | None
    bbox: Kotak | None
    metode: str
    bendera: tuple[str, ...]
    kolom: int
    mentah: str | None

    def told(self, nasib: str, tujuan: tuple[str, ...]) -> Sel:
        """Its row."""
        return Sel(
            doc_id=self.doc_id,
            tabel_no=self.tabel_no,
            tabel=self.tabel,
            versi=self.versi,
            baris=self.baris,
            halaman=self.halaman,
            line=self.line,
            bbox=self.bbox,
            metode=self.metode,
            bendera=self.bendera,
            kolom=self.kolom,
            mentah=self.mentah,
            nasib=nasib,
            tujuan=tujuan,
        )


def read_cells(table: PrintedTable, tabel: str, versi: str | None, doc_id: str, metode: str) -> list[ReadCell]:
    """All cells of one table, each with a kolom of its own. kolom counts the grid's columns, so that a cell below a spanning one keeps
    its place."""
    return [
        ReadCell(
            doc_id,
            table.tabel_no,
            tabel,
            versi,
            row.baris,
            cell.halaman,
            cell.line,
            cell.bbox,
            Metode.OCR.value if OCR_TEXT in segment.block.bendera else metode,
            flags,
            kolom,
            cell.text or None,
        )
        for segment in table.segments
        for row in (*segment.head, *segment.body)
        for flags in [_flags(row, segment.block)]
        for kolom, cell in _numbered(row)
    ]


def _numbered(row: PrintedRow) -> Iterator[tuple[int, Cell]]:
    """Each cell with its column from 1. An empty cell at the column of a printed one is the frame of a table within a table, and no cell
    of it; of two printed ones at one column the second takes the next."""
    printed = {cell.kolom for cell in row.cells if cell.lines}
    last = 0
    for cell in row.cells:
        if cell.lines or cell.kolom not in printed:
            last = max(last, cell.kolom) + 1
            yield last, cell


def _flags(row: PrintedRow, block: Block) -> tuple[str, ...]:
    return tuple(sorted({*row.bendera, *block.bendera}))
