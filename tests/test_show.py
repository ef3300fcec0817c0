"""The page with its cells drawn, and the lines of a dump with theirs."""

import io
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pypdf
import pytest
from click.testing import CliRunner, Result
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

import pipeline
from extract.pdf.pictures import DrawnCell, draw_cells, page_picture

SAMPLES = Path(__file__).parent.parent / "samples" / "inbox"
BLUE, GREEN, RED = (31, 119, 180), (44, 160, 44), (214, 39, 40)


def page(rotate: int = 0) -> bytes:
    """A page with a black square whose upper left corner is 100 points from the left and 50 from the top, before it is turned."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.rect(100, A4[1] - 50 - 20, 20, 20, fill=1)
    canvas.save()
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(out.getvalue()))
    writer.pages[0].rotate(rotate)
    turned = io.BytesIO()
    writer.write(turned)
    return turned.getvalue()


@pytest.mark.parametrize(
    ("rotate", "centre"),
    [(0, (110, 60)), (90, (A4[1] - 60, 110)), (180, (A4[0] - 110, A4[1] - 60)), (270, (60, A4[0] - 110))],
)
def test_page_is_as_a_person_sees_it(rotate: int, centre: tuple[float, float]) -> None:
    picture, scale = page_picture(page(rotate), 1)
    assert scale == 2
    assert picture.getpixel((round(centre[0] * scale), round(centre[1] * scale))) == (0, 0, 0)


@pytest.mark.parametrize("number", [0, 2])
def test_a_page_that_is_not_there(number: int) -> None:
    with pytest.raises(IndexError):
        page_picture(page(), number)


def test_boxes_are_coloured_by_table_and_flag() -> None:
    cells = [
        DrawnCell((10, 10, 60, 30), 1, "satu"),
        DrawnCell((10, 40, 60, 60), 2, "dua"),
        DrawnCell((10, 70, 60, 90), 1, "tiga", ditandai=True),
    ]
    blank = Image.new("RGB", (200, 200), "white")
    drawn = draw_cells(blank, cells, 2)
    assert drawn.size == (400, 200)
    for y, colour in ((20, BLUE), (80, GREEN), (140, RED)):
        assert drawn.getpixel((60, y)) == colour
        assert drawn.getpixel((260, y)) == colour
    assert blank.getpixel((60, 20)) == (255, 255, 255)


def test_text_and_value_stand_in_the_right_half() -> None:
    def dark(cell: DrawnCell) -> tuple[int, int]:
        """How many nearly black and how many nearly blue pixels."""
        pixels: list[Any] = list(draw_cells(Image.new("RGB", (300, 200), "white"), [cell], 2).crop((300, 0, 600, 200)).get_flattened_data())
        return sum(max(p) < 90 for p in pixels), sum(p[2] > 150 and max(p[:2]) < 60 for p in pixels)

    box = (10, 10, 140, 90)
    assert dark(DrawnCell(box, 1, "")) == (0, 0)
    black, blue = dark(DrawnCell(box, 1, "1.234,50"))
    assert black and not blue
    black, blue = dark(DrawnCell(box, 1, "1.234,50", nilai="1.234,5"))
    assert black and blue


@pytest.mark.parametrize("box", [(0, 0, 0, 0), (50, 50, 10, 10), (-20, -20, 900, 900)])
def test_odd_boxes_do_not_break_the_picture(box: tuple[float, float, float, float]) -> None:
    draw_cells(Image.new("RGB", (100, 100), "white"), [DrawnCell(box, None, "kata " * 200 + "\x00ñ 漢")], 2)


# ---- the command


def show(data: Path, *arguments: str | int | Path) -> Result:
    return CliRunner().invoke(pipeline.main, ["show", *map(str, arguments), "--data-dir", str(data)])


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dibaca")
    (folder / "masuk").mkdir()
    shutil.copy(SAMPLES / "dump_kantor.txt", folder / "masuk")
    shutil.copy(SAMPLES / "rapk_datar.pdf", folder / "masuk")
    result = CliRunner().invoke(pipeline.main, ["run", str(folder / "masuk"), "--data-dir", str(folder / "data")])
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture
def data(read: Path, tmp_path: Path) -> Path:
    shutil.copytree(read, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


def test_show_draws_a_page(data: Path, tmp_path: Path) -> None:
    result = show(data, "rapk_datar.pdf", 1)
    assert result.exit_code == 0, result.output
    path = data / "show" / "rapk_datar.pdf-1.png"
    assert result.stdout.splitlines()[-1] == str(path)
    with Image.open(path) as picture, duckdb.connect(str(data / "kinerja.duckdb"), read_only=True) as con:
        boxes = con.sql(
            "SELECT bbox, len(bendera) FROM sel JOIN dokumen USING (doc_id) WHERE nama_berkas = 'rapk_datar.pdf' AND sel.halaman = 1"
        )
        found = boxes.fetchall()
        assert found
        for (x0, top, _, bottom), _ in found:
            pixel = picture.getpixel((round(x0 * 2), round(top + bottom)))
            assert pixel in (BLUE, GREEN, RED), (x0, top)
    out = tmp_path / "gambar" / "satu.png"
    assert show(data, tmp_path / "masuk" / "rapk_datar.pdf", 1, "--out", out).exit_code == 0
    assert out.is_file()


def test_show_draws_what_each_reader_finds(data: Path) -> None:
    result = show(data, "rapk_datar.pdf", 1, "--pembaca", "semua")
    assert result.exit_code == 0, result.output
    counts = dict(line.split(":") for line in result.stdout.splitlines() if " sel, " in line)
    assert list(counts) == ["pdfium", "tanpa_garis", "pdfplumber", "camelot"]
    assert counts["pdfium"] == counts["pdfplumber"] and int(counts["pdfium"].split()[0]) > 300
    with Image.open(data / "show" / "rapk_datar.pdf-1.png") as picture:
        width = picture.width // 5
        assert picture.width == 5 * width
        panels = [picture.crop((n * width, 0, (n + 1) * width, picture.height)) for n in range(5)]
    assert all(panel.tobytes() != panels[0].tobytes() for panel in panels[1:])
    assert show(data, "rapk_datar.pdf", 1, "--pembaca", "lain").exit_code == 2


def test_show_prints_the_lines_of_a_dump(data: Path) -> None:
    text = (SAMPLES / "dump_kantor.txt").read_text(encoding="utf-8").splitlines()
    line = next(number for number, raw in enumerate(text, 1) if "\t" in raw and "%" not in raw)
    result = show(data, "dump_kantor.txt", line)
    assert result.exit_code == 0, result.output
    assert f">{line:6} " in result.stdout
    assert f"baris {line}" in result.stdout


def test_show_says_what_it_cannot(read: Path, data: Path, tmp_path: Path) -> None:
    for arguments in (["rapk_datar.pdf", 99], ["dump_kantor.txt", 99999], ["lain.pdf", 1]):
        result = show(data, *map(str, arguments))
        assert result.exit_code == 2 and len(result.stderr.strip().splitlines()) == 1, result.output
    places = data / "log" / "berkas.json"  # the copy has an inbox of its own
    places.write_text(places.read_text(encoding="utf-8").replace(str(read), str(tmp_path)), encoding="utf-8")
    (tmp_path / "masuk" / "rapk_datar.pdf").write_bytes(b"%PDF-1.4 lain")
    result = show(data, "rapk_datar.pdf", 1)
    assert result.exit_code == 2 and "berubah" in result.stderr
