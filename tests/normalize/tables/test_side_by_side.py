"""Parts of one sheet on pages side by side: what tells them from another table."""

from pathlib import Path

import pytest

from extract.cells import Block, Cell, Document, Metode, PrintedRow, Reading
from normalize.tables.side_by_side import side_by_side

LEFT = [["No", "Indikator Kinerja", "Target", "Realisasi"], *([str(n), f"Indeks ke-{n}", "80", "88"] for n in range(1, 5))]


def block(rows: list[list[str]], halaman: int) -> Block:
    made = []
    for r, row in enumerate(rows):
        top = 100.0 + 20 * r
        made.append(
            PrintedRow(
                tuple(Cell((t,), c, bbox=(40.0 + 90 * c, top, 130.0 + 90 * c, top + 20), halaman=halaman) for c, t in enumerate(row))
            )
        )
    return Block(tuple(made), "pdfium", halaman)


@pytest.mark.parametrize(
    ("head", "words", "joined"),
    [
        ("Kriteria", "Sangat Baik", True),
        ("Keterangan", "tercapai", True),
        ("Capaian (%)", "110", True),
        ("Sasaran", "Terwujudnya Obat", False),
    ],
)
def test_a_part_without_names_holds_figures_or_words_that_are_no_names(head: str, words: str, joined: bool) -> None:
    right = [[head], *[[words]] * 4]
    document = Document("0" * 64, Path("laporan.pdf"), "laporan.pdf", Metode.PDF)
    reading, _ = side_by_side(Reading(document, (block(LEFT, 1), block(right, 2)), (), (0, 0), 2))
    assert [[cell.text for cell in row.cells] for row in reading.blocks[0].rows][1] == ["1", "Indeks ke-1", "80", "88", *[words] * joined]
    assert len(reading.blocks) == (1 if joined else 2)


def sheet(*pages: list[list[str]]) -> Reading:
    document = Document("0" * 64, Path("rencana.pdf"), "rencana.pdf", Metode.PDF)
    blocks = tuple(block(rows, n) for n, rows in enumerate(pages, 1))
    return Reading(document, blocks, (), (0,) * len(blocks), len(blocks))


SASARAN = "Terwujudnya Obat yang aman"
HEAD = ["No", "Sasaran", "Indikator Kinerja", "Target"]


def indicators(*numbers: int) -> list[list[str]]:
    """Rows that print their sasaran again and again."""
    return [["1", SASARAN, f"Indeks ke-{n}", f"{80 + n}"] for n in numbers]


def test_a_page_without_head_under_the_same_columns_goes_on_below() -> None:
    reading, sides = side_by_side(sheet([HEAD, *indicators(1, 2)], indicators(3, 4, 5), indicators(6, 7, 8)))
    assert not sides
    assert [len(block.rows) for block in reading.blocks] == [3, 3, 3]


def test_a_half_year_under_its_own_head_stands_beside_the_other_one() -> None:
    left, right = ([["No", "Indikator Kinerja", name], *([str(n), f"Indeks ke-{n}", "80"] for n in (1, 2, 3))] for name in ("Jan", "Feb"))
    reading, sides = side_by_side(sheet(left, right))
    assert [beside.halaman for beside in sides[1]] == [2]
    assert [cell.text for cell in reading.blocks[0].rows[0].cells] == ["No", "Indikator Kinerja", "Jan", "Feb"]
