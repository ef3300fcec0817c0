"""When a block goes on with the table before it, and when it begins another one."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from extract.cells import Block, Cell, Document, Line, Metode, PrintedRow, Reading
from extract.dump.read_text import parse_dump
from extract.running.tables import PrintedTable, tables_of

PDF = Document("0" * 64, Path("dokumen.pdf"), "dokumen.pdf", Metode.PDF)
TEKS = Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)
HEAD = ("No", "Indikator Kinerja", "Target")


def is_head(row: PrintedRow) -> bool:
    return row.cells[0].text.casefold() == "no"


def is_lower_head(row: PrintedRow) -> bool:
    return any(cell.lines for cell in row.cells) and all(cell.text in ("", "2022", "2023") for cell in row.cells)


def bodies(tables: Sequence[PrintedTable]) -> list[list[str]]:
    """The first cell of each row below the heads, table by table."""
    return [[row.cells[0].text for segment in table.segments for row in segment.body] for table in tables]


# ---- dumps


@pytest.mark.parametrize(
    ("feet", "count"),
    [
        (["Laporan Kinerja 2023 | 4", "Laporan Kinerja 2023 | 5", "Laporan Kinerja 2023 | 6"], 1),
        (["4 | P a g e", "5 | Page", "6 - halaman"], 1),
        (["Loka POM di Kota Dumai\n4", "Loka POM di Kota Dumai\n5", "Loka POM di Kota Dumai\n6"], 1),
        (["Laporan Kinerja 2023 | 4", "Laporan Kinerja 2023 | 5", "Uraian capaian"], 4),
        (["Tabel 3.1 Capaian", "Tabel 3.2 Capaian", "Tabel 3.3 Capaian"], 4),
    ],
    ids=["a foot", "page numbers", "two lines", "twice only", "captions"],
)
def test_the_foot_of_page_after_page_parts_no_table(feet: list[str], count: int) -> None:
    pages = [f"{NAMES}\n{row}" for row in ROWS[:4]]
    tables = dump("\n\n".join(text for pair in zip(pages, [*feet, ""], strict=True) for text in pair))
    assert bodies(tables) == ([["1", "2", "3", "4"]] if count == 1 else [["1"], ["2"], ["3"], ["4"]])


def dump(text: str) -> tuple[PrintedTable, ...]:
    return tables_of(parse_dump(text, TEKS), is_head, is_lower_head)


NAMES = "\t".join(HEAD)
ROWS = [f"{n}\tPersentase {n}\t{90 + n}" for n in range(1, 6)]


@pytest.mark.parametrize(
    "again",
    [
        NAMES,
        "No\tIndikator Kinerja\tTarget\t\t",
        "No\tIndikator Kin\tTarg",
        "NO\tINDIKATOR  KINERJA\tTARGET",
        "No\tIndikator Kinerja Target",
        "",
    ],
)
@pytest.mark.parametrize("cut", range(1, 5))
def test_a_page_break_changes_no_row(cut: int, again: str) -> None:
    """Wherever the page ends, and however the head is repeated: whole, with more columns, with its names cut, with two in one cell, not
    at all."""
    pages = ["\n".join([NAMES, *ROWS[:cut]]), "\n".join([*([again] if again else []), *ROWS[cut:]])]
    tables = dump("\n\n".join(pages) + "\n")
    assert bodies(tables) == [["1", "2", "3", "4", "5"]]
    assert [len(segment.body) for segment in tables[0].segments] == [cut, 5 - cut]


@pytest.mark.parametrize("foot", ["Halaman 3 dari 10", "- 12 -", "17", "hal. 4", "5/12", "Page 2 of 7"])
def test_a_page_number_parts_no_table(foot: str) -> None:
    assert bodies(dump(f"{NAMES}\n{ROWS[0]}\n\n{foot}\n\n{NAMES}\n{ROWS[1]}\n")) == [["1", "2"]]


@pytest.mark.parametrize("between", ["Tabel 2.2 Perjanjian Kinerja", "Halaman ini kosong", "Serang, 20 Oktober 2022", "12 indikator"])
def test_a_line_of_text_parts_tables(between: str) -> None:
    tables = dump(f"{NAMES}\n{ROWS[0]}\n\n{between}\n\n{NAMES}\n{ROWS[1]}\n")
    assert bodies(tables) == [["1"], ["2"]]
    assert [table.sebelum for table in tables] == [(), (between,)]
    assert [table.tabel_no for table in tables] == [1, 2]


def test_another_head_begins_another_table() -> None:
    tables = dump(f"{NAMES}\n{ROWS[0]}\n\nNo\tIndikator Kinerja\tRealisasi\n{ROWS[1]}\n")
    assert bodies(tables) == [["1"], ["2"]]


def test_two_of_the_names_are_too_few() -> None:
    assert len(dump(f"{NAMES}\n{ROWS[0]}\n\nNo\tTarget\n1\t90\n")) == 2


def test_a_name_more_is_another_head() -> None:
    assert len(dump(f"{NAMES}\n{ROWS[0]}\n\n{NAMES}\tAnggaran\n{ROWS[1]}\t5\n")) == 2


def test_a_page_break_inside_the_head() -> None:
    """The years stand on the new page; they belong to the head all the same."""
    (table,) = dump(f"{NAMES}\n\n\t\t2022\n{ROWS[0]}\n")
    assert bodies([table]) == [["1"]]
    assert [[cell.text for cell in row.cells] for row in table.segments[0].head] == [list(HEAD), ["", "", "2022"]]


def test_lower_rows_belong_to_the_head_only_right_below_it() -> None:
    (table,) = dump(f"{NAMES}\n\t\t2022\n{ROWS[0]}\n\t\t2023\n")
    assert len(table.segments[0].head) == 2
    assert len(table.segments[0].body) == 2


# ---- pages


def block(page: int, *rows: Sequence[str], right: float = 300.0, top: float = 100.0) -> Block:
    """Rows of equal cells between x = 0 and `right`, each 20 points high."""
    width = right / len(rows[0])
    return Block(
        tuple(
            PrintedRow(
                tuple(
                    Cell((text,) if text else (), i, halaman=page, bbox=(width * i, top + 20 * r, width * (i + 1), top + 20 * r + 20))
                    for i, text in enumerate(row)
                )
            )
            for r, row in enumerate(rows)
        ),
        "pdfplumber",
        page,
    )


def tables(*blocks: Block, lines: Sequence[Line] = (), before: Sequence[int] | None = None) -> tuple[PrintedTable, ...]:
    reading = Reading(PDF, blocks, tuple(lines), tuple(before or [0] * len(blocks)), max(b.halaman or 1 for b in blocks))
    return tables_of(reading, is_head, is_lower_head)


FIRST = block(1, HEAD, ("1", "a", "90"))


def test_a_block_without_head_goes_on_where_its_columns_fit() -> None:
    assert bodies(tables(FIRST, block(2, ("2", "b", "91")), block(3, ("3", "c", "92")))) == [["1", "2", "3"]]


@pytest.mark.parametrize(("right", "count"), [(300.0, 1), (305.0, 1), (307.0, 2), (240.0, 2)])
def test_columns_fit_where_both_edges_do(right: float, count: int) -> None:
    assert len(tables(FIRST, block(2, ("2", "b", "91"), right=right))) == count


def test_a_page_between_begins_another_table() -> None:
    assert bodies(tables(FIRST, block(3, ("2", "b", "91")))) == [["1"], ["2"]]


def test_a_second_table_of_the_same_page_is_another_one() -> None:
    assert bodies(tables(FIRST, block(1, ("2", "b", "91"), top=400.0))) == [["1"], ["2"]]


def test_the_same_head_goes_on_whatever_the_width() -> None:
    assert bodies(tables(FIRST, block(2, HEAD, ("2", "b", "91"), right=200.0))) == [["1", "2"]]


def test_text_between_pages_begins_another_table() -> None:
    lines = [Line("Tabel 2", halaman=2)]
    found = tables(FIRST, block(2, HEAD, ("2", "b", "91")), lines=lines, before=(0, 1))
    assert bodies(found) == [["1"], ["2"]]
    assert found[1].sebelum == ("Tabel 2",)


def test_a_page_number_between_pages_parts_nothing() -> None:
    assert bodies(tables(FIRST, block(2, HEAD, ("2", "b", "91")), lines=[Line("- 1 -", halaman=1)], before=(0, 1))) == [["1", "2"]]


def test_a_row_beside_a_name_that_spans_rows_is_head() -> None:
    """'Indikator' reaches down beside T and R."""
    upper = PrintedRow(
        (
            Cell(("No",), 0, halaman=1, bbox=(0.0, 100.0, 100.0, 140.0)),
            Cell(("Output",), 1, span=2, halaman=1, bbox=(100.0, 100.0, 300.0, 120.0)),
        )
    )
    lower = PrintedRow(
        (Cell(("T",), 1, halaman=1, bbox=(100.0, 120.0, 200.0, 140.0)), Cell(("R",), 2, halaman=1, bbox=(200.0, 120.0, 300.0, 140.0)))
    )
    body = PrintedRow(tuple(Cell((t,), i, halaman=1, bbox=(100.0 * i, 140.0, 100.0 * i + 100, 160.0)) for i, t in enumerate("123")))
    (table,) = tables(Block((upper, lower, body), "pdfplumber", 1))
    assert table.segments[0].head == (upper, lower) and table.segments[0].body == (body,)


WIDE = ("No", *(f"B{n}" for n in range(1, 12)))
WIDE_FIRST = block(1, WIDE, ("1", *"abcdefghijk"), right=800.0)


@pytest.mark.parametrize("foot", ["Rencana Aksi Perjanjian Kinerja", "4.", "Dokumen ini ditandatangani secara elektronik"])
def test_a_headless_part_goes_on_over_a_foot_where_all_columns_do(foot: str) -> None:
    lines = [Line(foot, halaman=1)]
    assert len(tables(WIDE_FIRST, block(2, ("2", *"abcdefghijk"), right=800.0), lines=lines, before=(0, 1))) == 1
    assert len(tables(WIDE_FIRST, block(2, ("2", *"abcdefghij"), right=800.0), lines=lines, before=(0, 1))) == 2, "other columns"


@pytest.mark.parametrize("line", ["Tabel 2.1 Perjanjian Kinerja", "BAB III AKUNTABILITAS", "3.1. Capaian", "B. Realisasi Anggaran"])
def test_a_heading_begins_another_table_whatever_the_columns(line: str) -> None:
    assert len(tables(WIDE_FIRST, block(2, ("2", *"abcdefghijk"), right=800.0), lines=[Line(line, halaman=2)], before=(0, 1))) == 2


def test_an_outer_column_may_be_missing_on_a_page() -> None:
    """A browser draws no side where a cell over all rows goes on empty: its column is not there."""
    rest = block(2, ("2", *"abcdefghijk"), ("3", *"lmnopqrstuv"), right=800.0)
    without = Block(tuple(PrintedRow(row.cells[1:]) for row in rest.rows), "pdfium", 2)
    assert len(tables(WIDE_FIRST, without, block(3, ("4", *"abcdefghijk"), right=800.0))) == 1


def test_a_head_alone_at_the_foot_of_a_page_takes_no_row_of_the_next() -> None:
    """The rows of the next page stand higher on it than the head on its own."""
    head = block(1, HEAD, top=500.0)
    assert bodies(tables(head, block(2, ("1", "a", "90"), top=40.0), block(3, ("2", "b", "91")))) == [["1", "2"]]
