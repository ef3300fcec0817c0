"""What holds for every page: where it lies, how large it is and how it is turned changes no cell; nor do page breaks, nor prose."""

import tempfile
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path

import pypdfium2
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter, Transformation
from pypdf.generic import RectangleObject
from reportlab.pdfgen.canvas import Canvas

from extract.cells import Document, Metode
from extract.pdf.pdfium_pages import read_page
from extract.pdf.read_pdf import read_pdf
from extract.running.tables import tables_of

SEARCH = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
WIDTH, HEIGHT = 600.0, 700.0
LEFT, TOP = 40.0, 640.0
WORDS = ("97,5", "1.234.567", "Persentase obat", "-", "Indeks", "B01", "desa pangan aman", "100 %", "")
Rows = list[list[str]]


@dataclass(frozen=True)
class Grid:
    """A ruled table: column edges, row edges (downwards from the top of the page), a text for each cell."""

    xs: list[float]
    ys: list[float]
    rows: Rows

    def draw(self, canvas: Canvas) -> None:
        for x in self.xs:
            canvas.line(x, self.ys[0], x, self.ys[-1])
        for y in self.ys:
            canvas.line(self.xs[0], y, self.xs[-1], y)
        for (top, bottom), texts in zip(pairwise(self.ys), self.rows, strict=True):
            for (x, _), text in zip(pairwise(self.xs), texts, strict=True):
                canvas.drawString(x + 3, (top + bottom) / 2 - 3, text)

    def printed(self) -> Rows:
        return [[" ".join(text.split()) for text in row] for row in self.rows]


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    columns = draw(st.lists(st.integers(70, 110), min_size=2, max_size=5))
    heights = draw(st.lists(st.integers(12, 40), min_size=2, max_size=8))
    xs = [LEFT, *(LEFT + x for x in accumulate(map(float, columns)))]
    ys = [TOP, *(TOP - y for y in accumulate(map(float, heights)))]
    # The first column is filled: a row without any word shows on no page that it is there.
    rows = [[f"baris {n}", *(draw(st.sampled_from(WORDS)) for _ in columns[1:])] for n in range(len(heights))]
    return Grid(xs, ys, rows)


def page_of(grid: Grid, path: Path, prose: bool = False) -> None:
    canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    canvas.setFont("Helvetica", 8)
    if prose:
        canvas.drawString(LEFT, 670, "Tabel 2.1 Rencana aksi tahun berjalan")
        for n in range(5):
            canvas.drawString(LEFT, grid.ys[-1] - 30 - 12 * n, "Capaian ini didukung oleh kegiatan pengawasan di wilayah kerja.")
    grid.draw(canvas)
    canvas.save()


def cells(path: Path) -> Rows:
    with pypdfium2.PdfDocument(path) as document:
        read = read_page(document, 0)
    assert read is not None
    (block,) = read.page.blocks
    return [[cell.text for cell in row.cells] for row in block.rows]


@SEARCH
@given(grid=grids())
def test_a_grid_is_read_as_printed(grid: Grid) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "halaman.pdf"
        page_of(grid, path)
        assert cells(path) == grid.printed()


@SEARCH
@given(
    grid=grids(),
    scale=st.floats(0.6, 1.8),
    shift=st.tuples(st.integers(-500, 500), st.integers(-500, 500)),
    turn=st.sampled_from([0, 90, 180, 270]),
    shown_turned=st.booleans(),
)
def test_a_page_moved_scaled_or_rotated_reads_the_same(
    grid: Grid, scale: float, shift: tuple[int, int], turn: int, shown_turned: bool
) -> None:
    """shown_turned: the page is shown on its side, as scanners leave it; else its rotation makes up for that of its content."""
    with tempfile.TemporaryDirectory() as folder:
        path, changed = Path(folder) / "halaman.pdf", Path(folder) / "ubah.pdf"
        page_of(grid, path)
        writer = PdfWriter(clone_from=PdfReader(path))
        page = writer.pages[0]
        move = Transformation().rotate(turn).scale(scale).translate(*shift)
        page.add_transformation(move)
        corners = [move.apply_on((x, y)) for x in (0.0, WIDTH) for y in (0.0, HEIGHT)]
        xs, ys = [float(x) for x, _ in corners], [float(y) for _, y in corners]
        box = RectangleObject((min(xs), min(ys), max(xs), max(ys)))
        page.mediabox = page.cropbox = box
        if turn and not shown_turned:
            page.rotate(turn)
        writer.write(changed)
        assert cells(changed) == grid.printed()


@SEARCH
@given(grid=grids(), data=st.data())
def test_a_table_cut_in_two_pages_reads_as_one(grid: Grid, data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(grid.rows) - 1))
    lower = [y - grid.ys[cut] + TOP for y in grid.ys[cut:]]
    parts = [Grid(grid.xs, grid.ys[: cut + 1], grid.rows[:cut]), Grid(grid.xs, lower, grid.rows[cut:])]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "dua.pdf"
        canvas = Canvas(str(path), pagesize=(WIDTH, HEIGHT))
        for part in parts:
            canvas.setFont("Helvetica", 8)
            part.draw(canvas)
            canvas.showPage()
        canvas.save()
        reading = read_pdf(Document("0" * 64, path, path.name, Metode.PDF))
    (table,) = tables_of(reading, lambda row: False)
    assert [[cell.text for cell in row.cells] for segment in table.segments for row in segment.body] == grid.printed()


@SEARCH
@given(grid=grids())
def test_prose_around_a_table_changes_no_cell(grid: Grid) -> None:
    with tempfile.TemporaryDirectory() as folder:
        bare, with_prose = Path(folder) / "tabel.pdf", Path(folder) / "prosa.pdf"
        page_of(grid, bare)
        page_of(grid, with_prose, prose=True)
        assert cells(bare) == cells(with_prose)
