"""Pages of a PDF that stand twice."""

from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from extract.cells import UNREADABLE, Block, Document, Metode, Reading
from extract.pdf.read_pdf import read_pdf
from extract.running.notes import copies_note
from tests.terucap import said

SAMPLE = Path(__file__).parents[3] / "samples" / "inbox" / "rapk_kantor_putus.pdf"


def with_pages(numbers: list[int], folder: Path) -> Reading:
    """The sample's pages (from 1) in this order."""
    source, writer = PdfReader(str(SAMPLE)), PdfWriter()
    for number in numbers:
        writer.add_page(source.pages[number - 1])
    path = folder / "disusun.pdf"
    writer.write(str(path))
    return read_pdf(Document("0" * 64, path, path.name, Metode.PDF))


def texts(blocks: tuple[Block, ...]) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for block in blocks for row in block.rows]


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    pages = len(PdfReader(str(SAMPLE)).pages)
    assert pages > 2
    return with_pages(list(range(1, pages + 1)), tmp_path_factory.mktemp("sekali"))


def test_a_page_that_stands_twice_is_read_once(once: Reading, tmp_path: Path) -> None:
    assert once.halaman is not None
    twice = with_pages([1, 2, 2, *range(3, once.halaman + 1)], tmp_path)
    assert texts(twice.blocks) == texts(once.blocks)
    assert twice.halaman == once.halaman + 1
    assert twice.salinan == (3,)
    assert said(copies_note(twice)) == "Halaman 3 sama persis dengan halaman sebelumnya: dibaca sekali."


def test_places_count_the_pages_of_the_file(once: Reading, tmp_path: Path) -> None:
    assert once.halaman is not None
    twice = with_pages([1, 1, *range(2, once.halaman + 1)], tmp_path)
    assert [block.halaman for block in twice.blocks if block.halaman != 1] == [
        (block.halaman or 0) + 1 for block in once.blocks if block.halaman != 1
    ]


def test_no_copy_no_note(once: Reading) -> None:
    assert once.salinan == ()
    assert copies_note(once) == ()


def test_the_same_page_later_in_the_file_is_no_copy(once: Reading, tmp_path: Path) -> None:
    assert with_pages([1, 2, 1, 2], tmp_path).salinan == ()


def test_a_figure_that_the_page_s_edge_cuts_is_unreadable(tmp_path: Path) -> None:
    """A table wider than its paper: of '53.86' the page shows '53.8'; what ends before the edge is whole."""
    path = tmp_path / "lebar.pdf"
    canvas = Canvas(str(path), pagesize=(200, 100))
    canvas.setFont("Helvetica", 8)
    canvas.grid([20, 100, 160, 240], [20, 40, 60, 80])
    for y, texts_of_row in zip(
        (66, 46, 26), (("Nama", "Agt", "September"), ("Obat", "44.82", "53.86"), ("Makanan", "85", "8 ")), strict=True
    ):
        for x, text in zip((24, 104, 183), texts_of_row, strict=True):
            canvas.drawString(x, y, text)
    canvas.save()
    found = texts(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)).blocks)
    assert [row[1] for row in found] == ["Agt", "44.82", "85"]
    lost = found[1][2]
    assert lost.startswith("53.") and lost.endswith(UNREADABLE)
    assert found[0][2].startswith("Sep") and found[2][2] == "8"
