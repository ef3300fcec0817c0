"""Dumps: cells, blocks and lines as they stand in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import Document, Metode, PrintedRow, Reading
from extract.dump.html_tables import html_rows
from extract.dump.read_text import parse_dump, read_text

DUMP = Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)


def parse(text: str) -> Reading:
    return parse_dump(text, DUMP)


def texts(row: PrintedRow) -> list[str]:
    return [cell.text for cell in row.cells]


def test_lines_with_tabs_are_rows_and_blank_lines_end_a_block() -> None:
    reading = parse("Judul\n\nNO\tRO\n1\t\tx\n\nNO\tRO\n2\ty\n")
    assert [[texts(row) for row in block.rows] for block in reading.blocks] == [[["NO", "RO"], ["1", "", "x"]], [["NO", "RO"], ["2", "y"]]]
    assert [(line.text, line.line) for line in reading.lines] == [("Judul", 1)]
    assert reading.sebelum == (1, 1)
    assert reading.halaman is None and {block.pembaca for block in reading.blocks} == {"teks"}


def test_prose_ends_a_block_too() -> None:
    reading = parse("a\tb\nTabel 2\nc\td\nPalopo, 2 Maret 2026")
    assert len(reading.blocks) == 2
    assert reading.sebelum == (0, 1)
    assert [line.text for line in reading.lines] == ["Tabel 2", "Palopo, 2 Maret 2026"]


def test_every_cell_knows_its_place() -> None:
    reading = parse("\n\na\t\tb\t\n")
    (row,) = reading.blocks[0].rows
    assert [(cell.kolom, cell.line, cell.lines) for cell in row.cells] == [(0, 3, ("a",)), (1, 3, ()), (2, 3, ("b",)), (3, 3, ())]
    assert all(cell.halaman is None and cell.bbox is None and cell.span == 1 for cell in row.cells)


def test_empty_cells_before_and_behind_stay() -> None:
    assert [texts(row) for row in parse("\t\t1\t\t\n").blocks[0].rows] == [["", "", "1", "", ""]]


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("**RENCANA AKSI**", "RENCANA AKSI"),
        ("## RENCANA AKSI", "RENCANA AKSI"),
        ("__RENCANA__  AKSI ", "RENCANA AKSI"),
        ("<b>RENCANA</b> <span class='x'>AKSI</span>", "RENCANA AKSI"),
        ("RENCANA<br>AKSI<br/>TAHUN", "RENCANA AKSI TAHUN"),
        ("RENCANA\u00a0\u2003AKSI", "RENCANA AKSI"),
        ("a < b dan c > d", "a < b dan c > d"),
        ("50,00*", "50,00*"),
    ],
)
def test_markup_is_removed(raw: str, text: str) -> None:
    reading = parse(f"{raw}\n{raw}\t{raw}\n")
    assert [line.text for line in reading.lines] == [text]
    assert texts(reading.blocks[0].rows[0]) == [text, text]


def test_an_html_table_in_a_cell_gives_rows_of_its_own() -> None:
    html = '<table border="1"> <thead><tr><th>NO</th><th>RO</th></tr></thead> <tr> <td>1.</td> <td>A &amp; B<br>C</td> </tr></table>'
    reading = parse(f"x\ty\n\t{html}\tz\n")
    rows = reading.blocks[0].rows
    assert [texts(row) for row in rows[2:]] == [["NO", "RO"], ["1.", "A & B C"]]
    assert texts(rows[1]) == ["", html, "z"], "the cell itself stays as printed"
    assert [row.bendera for row in rows] == [(), (), ("html",), ("html",)]
    assert {cell.line for row in rows[1:] for cell in row.cells} == {2}
    assert [cell.kolom for cell in rows[3].cells] == [0, 1]


@pytest.mark.parametrize(
    ("html", "rows"),
    [
        ("<table><tr><td>a</td><td></td></tr><tr></tr></table>", [["a", ""]]),
        ("<TABLE><TR><TD>a</TD></TR></TABLE>", [["a"]]),
        ("<table><td>a</td><td>b</td></table>", [["a", "b"]]),
        ("<table><tr><td>1 <b>x</b></td></tr></table>", [["1 x"]]),
        ("<table></table>", []),
    ],
)
def test_html_rows(html: str, rows: list[list[str]]) -> None:
    assert [texts(row) for row in html_rows(html, 7)] == rows


HEAD = '<tr><th rowspan="2">No</th><th rowspan="2">Indikator</th><th colspan="2">Realisasi</th></tr> <tr><th>2023</th><th>2024</th></tr>'
BODY = "<tr><td>1</td><td>Persentase **Obat**</td><td>80,5</td><td>81</td></tr>"
GRID = [["No", "Indikator", "Realisasi", ""], ["", "", "2023", "2024"], ["1", "Persentase Obat", "80,5", "81"]]


@pytest.mark.parametrize(
    ("text", "lines", "places"),
    [
        (f"Tabel 1\n<table>{HEAD}{BODY}</table>\nTabel 2", ["Tabel 1", "Tabel 2"], [2, 2, 2]),
        (f"Tabel 1 <table>{HEAD}{BODY}</table> Tabel 2", ["Tabel 1", "Tabel 2"], [1, 1, 1]),
        (f"Tabel 1\n<table>\n\t{HEAD}\n\t{BODY}\n</table>\nTabel 2", ["Tabel 1", "Tabel 2"], [3, 3, 4]),
        (f"\t<TABLE class='x'>\n{HEAD}\n{BODY}\n\t</TABLE>", [], [2, 2, 3]),
    ],
    ids=["a line", "within a line", "over lines", "indented"],
)
def test_an_html_table_outside_the_rows_is_a_block(text: str, lines: list[str], places: list[int]) -> None:
    """Rowspan and colspan leave empty cells, as merged cells do in rows between tabs."""
    reading = parse(text)
    (block,) = reading.blocks
    assert [texts(row) for row in block.rows] == GRID
    assert [row.cells[0].line for row in block.rows] == places and {row.bendera for row in block.rows} == {()}
    assert [line.text for line in reading.lines] == lines


def test_a_table_between_strokes() -> None:
    table = "| No | **Indikator** | Target |\n|:---|---|---:|\n| 1 | Obat \\| Makanan | |\n| 2 | RB | 80,5 |"
    reading = parse(f"Tabel 1\n{table}\nLaporan | 12 |\n| a | b |\n")
    (block,) = reading.blocks
    assert [texts(row) for row in block.rows] == [
        ["No", "Indikator", "Target"],
        ["", "", ""],
        ["1", "Obat | Makanan", ""],
        ["2", "RB", "80,5"],
    ]
    assert [row.cells[0].line for row in block.rows] == [2, 3, 4, 5]
    assert [line.text for line in reading.lines] == ["Tabel 1", "Laporan | 12 |", "| a | b |"]


def test_a_nested_table_follows_the_row_that_holds_it() -> None:
    inner = "<table><tr><td>RO</td><td>Pagu</td></tr><tr><td>A</td><td>9</td></tr></table>"
    reading = parse(f"<table><tr><td>1</td><td>x {inner}</td><td>7</td></tr><tr><td>2</td><td>y</td><td>8</td></tr></table>")
    assert [texts(row) for row in reading.blocks[0].rows] == [["1", "x", "7"], ["RO", "Pagu"], ["A", "9"], ["2", "y", "8"]]


@pytest.mark.parametrize("text", ["<table><tr><td>1</td>\na\tb", "kode <table> itu\na\tb", "<table>" * 20 + "</table>" * 20 + "\na\tb"])
def test_a_table_that_nothing_closes_takes_no_row(text: str) -> None:
    assert [texts(row) for row in parse(text).blocks[0].rows] == [["a", "b"]]


def test_empty_text() -> None:
    for text in ("", "\n\n", "   \n \n"):
        assert parse(text).blocks == () and parse(text).lines == ()


def test_from_a_file_with_windows_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "dump.txt"
    path.write_bytes(b"Judul\r\na\tb\r\n\r\nc\td\r\n")
    reading = read_text(Document("0" * 64, path, path.name, Metode.TEKS))
    assert [texts(row) for block in reading.blocks for row in block.rows] == [["a", "b"], ["c", "d"]]
    assert [line.text for line in reading.lines] == ["Judul"]


WORDS = st.text(st.characters(categories=("L", "N"), max_codepoint=0x24F), max_size=6)


@given(st.integers(2, 5).flatmap(lambda width: st.lists(st.lists(WORDS, min_size=width, max_size=width), min_size=1, max_size=5)))
def test_what_is_written_is_read(rows: list[list[str]]) -> None:
    """Rows of one width; narrower ones may be pieces of a row (test_broken_rows.py)."""
    (block,) = parse("\n".join("\t".join(row) for row in rows)).blocks
    assert [texts(row) for row in block.rows] == rows


@given(st.lists(st.lists(WORDS, min_size=2, max_size=5), min_size=1, max_size=5))
def test_no_cell_of_ragged_rows_is_lost(rows: list[list[str]]) -> None:
    (block,) = parse("\n".join("\t".join(row) for row in rows)).blocks
    assert "".join("".join(texts(row)) for row in block.rows).replace(" ", "") == "".join(map("".join, rows))
