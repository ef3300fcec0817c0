"""Cells as read: one cell, one place."""

from collections import Counter
from collections.abc import Callable

import pytest

from extract.cells import Block, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.rows import DocumentRows
from normalize.tables.sel import ReadCell, read_cells
from tests.conftest import ROOT


def cells(*row: Cell) -> list[ReadCell]:
    printed = PrintedRow(row, baris=1)
    table = PrintedTable(1, (Segment((), (printed,), Block((printed,), "pdfium", 1)),), ())
    return read_cells(table, "RAPK", None, "0" * 64, "pdf")


def test_the_frame_of_a_table_within_a_table_is_no_cell() -> None:
    frame = Cell((), 2, span=16, halaman=1, bbox=(136, 68, 806, 114))
    found = cells(Cell((), 0, halaman=1), frame, Cell(("NO RO",), 2, halaman=1), Cell(("KOMPONEN",), 3, span=6, halaman=1))
    assert [(cell.kolom, cell.mentah) for cell in found] == [(1, None), (3, "NO RO"), (4, "KOMPONEN")]


def test_two_printed_cells_at_one_column_keep_their_texts() -> None:
    found = cells(Cell(("A",), 0, halaman=1), Cell(("B",), 0, halaman=1), Cell(("C",), 4, halaman=1))
    assert [(cell.kolom, cell.mentah) for cell in found] == [(1, "A"), (2, "B"), (5, "C")]


@pytest.mark.parametrize("name", ["dump_html.txt", "lakip_triwulan.txt"])
def test_every_cell_of_a_document_has_a_place_of_its_own(name: str, baca: Callable[[str], DocumentRows]) -> None:
    rows = baca((ROOT / "samples" / "inbox" / name).read_text(encoding="utf-8"))
    places = Counter((cell.doc_id, cell.baris, cell.kolom) for cell in rows.sel)
    assert places and max(places.values()) == 1
