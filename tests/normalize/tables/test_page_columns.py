"""A table whose head is on the page before: where its columns stand on a page of another width."""

from collections.abc import Sequence

import pytest

from extract.cells import Block, Cell, PrintedRow
from extract.running.tables import Segment
from normalize.heads.kolom import Kolom
from normalize.heads.report_head import columns_of
from normalize.tables.page_columns import column_over, columns_here

TEXTS = ("1", "Belanja Pegawai", "4.610.703.000", "2.367.446.388", "51,35")
UPRIGHT, LEVEL = (43, 72, 243, 369, 496, 553), (34, 78, 338, 529, 720, 807)


def row(texts: Sequence[str], edges: Sequence[float], halaman: int, top: float = 80) -> PrintedRow:
    cells = [
        Cell((text,) if text else (), k, halaman=halaman, bbox=(edges[k], top, edges[k + 1], top + 14)) for k, text in enumerate(texts)
    ]
    return PrintedRow(tuple(cells))


HEAD = row(("No", "Jenis Belanja", "Pagu (Rp)", "Realisasi (Rp)", "%"), UPRIGHT, 17)


def placed(body: Sequence[PrintedRow], head: Sequence[PrintedRow]) -> list[list[int]]:
    columns: Sequence[Kolom] = columns_here(
        Segment(tuple(head), tuple(body), Block(tuple(body), "pdfium")), columns_of([HEAD], lambda _: False)
    )
    return [[column_over(cell, columns) for cell in one.cells] for one in body]


@pytest.mark.parametrize("head", [(HEAD,), ()], ids=["head at the page's end", "no head"])
def test_rows_on_a_wider_page_stand_under_their_own_heads(head: Sequence[PrintedRow]) -> None:
    sums = row(("Jumlah", "13.050.155.000", "6.821.991.685", "52,28"), (34, *LEVEL[2:]), 18, 94)
    assert placed([row(TEXTS, LEVEL, 18), row(TEXTS, LEVEL, 18), sums], head) == [[0, 1, 2, 3, 4], [0, 1, 2, 3, 4], [1, 2, 3, 4]]


def test_rows_below_their_head_keep_its_ranges() -> None:
    """As many cells as heads, one of them under no head of its own: it is not moved to another's."""
    assert placed([row(TEXTS, (43, 243, 300, 369, 496, 553), 17)], (HEAD,)) == [[1, 2, 2, 3, 4]]
