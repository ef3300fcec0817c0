"""Ruled heads of pages are no tables of the document."""

from collections.abc import Sequence
from pathlib import Path

from extract.cells import Block, Cell, Document, Metode, PrintedRow, Reading
from extract.running.page_heads import without_page_heads

DOCUMENT = Document("0" * 64, Path("laporan.pdf"), "laporan.pdf", Metode.PDF)


def block(page: int, top: float, *texts: str) -> Block:
    cells = tuple(Cell((text,), n, halaman=page, bbox=(100.0 * n, top, 100.0 * n + 100, top + 20)) for n, text in enumerate(texts))
    return Block((PrintedRow(cells),), "pdfium", page)


def kept(blocks: Sequence[Block], pages: int) -> list[tuple[int | None, str]]:
    found = without_page_heads(Reading(DOCUMENT, tuple(blocks), (), (0,) * len(blocks), pages))
    assert len(found.sebelum) == len(found.blocks)
    return [(b.halaman, b.rows[0].cells[0].text) for b in found.blocks]


def test_a_head_on_every_page() -> None:
    blocks = [b for n in (1, 2, 3) for b in (block(n, 10, "BPOM", "No. 01.02", f"Halaman {n} dari 3"), block(n, 60, f"isi {n}", "90"))]
    assert kept(blocks, 3) == [(1, "isi 1"), (2, "isi 2"), (3, "isi 3")]


def test_a_table_at_one_place_with_other_figures_stays() -> None:
    blocks = [block(n, 60, "Realisasi", f"{80 + n}") for n in (1, 2, 3)]
    assert len(kept(blocks, 3)) == 3


def test_the_same_words_at_another_height_stay() -> None:
    assert len(kept([block(n, 100.0 * n, "Sumber Daya", "ada") for n in (1, 2, 3)], 3)) == 3


def test_twice_in_a_long_document_is_no_head() -> None:
    assert len(kept([block(1, 10, "BPOM", "x"), block(4, 10, "BPOM", "x")], 9)) == 2
