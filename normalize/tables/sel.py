"""Rows of `sel`: every cell of every table as read."""

from collections.abc import Iterator

from extract.cells import OCR_TEXT, Block, Cell, Metode, PrintedRow
from extract.running.tables import PrintedTable
from normalize.nasib import Nasib
from normalize.rows import Sel


def cell_rows(table: PrintedTable, tabel: str, versi: str | None, doc_id: str, metode: str) -> list[Sel]:
    """All cells of one table, each with a kolom of its own. kolom counts the grid's columns, so that a cell below a spanning one keeps
    its place."""
    return [
        Sel(
            doc_id=doc_id,
            tabel_no=table.tabel_no,
            tabel=tabel,
            versi=versi,
            baris=row.baris,
            halaman=cell.halaman,
            line=cell.line,
            bbox=cell.bbox,
            metode=Metode.OCR.value if OCR_TEXT in segment.block.bendera else metode,
            bendera=flags,
            kolom=kolom,
            mentah=cell.text or None,
            nasib=None if cell.text else Nasib.KOSONG,
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
