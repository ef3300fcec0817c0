"""A table over two pages with words between its parts: one where the rows go on counting, two where they do not."""

import pytest
from msgspec.structs import replace

from extract.cells import Block, Cell, PrintedRow
from extract.running.tables import PrintedTable, Segment
from normalize.tables.rejoin import FLAG, rejoin

HEAD = ("NO", "SASARAN", "INDIKATOR", "TARGET")


def row(halaman: int, y: float, *texts: str) -> PrintedRow:
    return PrintedRow(
        tuple(Cell((t,) if t else (), n, 1, halaman, None, (n * 100.0, y, n * 100.0 + 100, y + 10)) for n, t in enumerate(texts))
    )


def part(halaman: int, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> Segment:
    heads = (row(halaman, 50, *head),)
    body = tuple(row(halaman, 60 + 10 * y, *texts) for y, texts in enumerate(rows))
    return Segment(heads, body, Block((*heads, *body), "pdfium", halaman))


def table(no: int, segment: Segment, *before: str) -> PrintedTable:
    return PrintedTable(no, (segment,), before)


def ro(number: int) -> tuple[str, ...]:
    return ("", "", f"{number}. DR.3165.QIA.00{number} - Sampel obat", "1.000")


FIRST = part(1, ("1.", "Terwujudnya layanan", "01 - Indeks layanan", "80"), ro(1), ro(2))
LAST = table(3, part(3, ("1", "Lain", "Lain", "1")), "Penutup")


def test_ro_lines_that_count_on_bring_the_words_of_the_sasaran() -> None:
    first, last = rejoin([table(1, FIRST), table(2, part(2, ro(3), ro(4)), "yang lebih", "baik"), LAST])
    assert [len(segment.body) for segment in first.segments] == [3, 2]
    begun = first.segments[1].body[0]
    assert [cell.text for cell in begun.cells if cell.lines] == ["yang lebih baik", "3. DR.3165.QIA.003 - Sampel obat", "1.000"]
    assert begun.cells[1].kolom == 1 and FLAG in begun.bendera
    assert (last.tabel_no, last.sebelum) == (2, ("Penutup",))


@pytest.mark.parametrize(
    ("again", "parts"),
    [(("", "", "3165.QIA.003", "1.000"), 1), (("5", "Lain", "3165.QIA.003", "1.000"), 1), (("", "5", "3165.QIA.003", "1"), 2)],
)
def test_a_ro_line_without_number_begins_no_table(again: tuple[str, ...], parts: int) -> None:
    first = table(1, FIRST, "RAPK", "RENCANA AKSI TAHUN 2025")
    assert len(rejoin([first, table(2, part(2, again), "RAPK")])) == parts


def test_the_head_of_ro_lines_begins_no_table() -> None:
    again = part(2, ("", "Lain", "KODE", "RO"), ("", "", "3165.QIA.003", "1.000"))
    assert len(rejoin([table(1, FIRST, "RAPK", "RENCANA AKSI TAHUN 2025"), table(2, again, "RAPK")])) == 1


def test_a_stamp_parts_nothing() -> None:
    (whole,) = rejoin([table(1, part(1, ("7", "", "Indeks A", "80"))), table(2, part(2, ("8", "", "Indeks B", "70")), "DRAFT")])
    assert [segment.body[0].cells[0].text for segment in whole.segments] == ["7", "8"]
    assert whole.segments[1].body[0].bendera == ()


@pytest.mark.parametrize(
    ("second", "words"),
    [
        (part(2, ro(4)), ("yang baik",)),
        (part(2, ro(1)), ("yang baik",)),
        (part(3, ro(3)), ("yang baik",)),
        (part(2, ro(3), head=("NO", "SASARAN", "URAIAN", "TARGET")), ("yang baik",)),
        (part(2, ro(3)), ("Tabel 2.2 Rencana Aksi",)),
        (part(2, ro(3)), ("2.2. Rencana Aksi Tahun Berikutnya",)),
        (part(2, ("2.", "", "02 - Indeks layanan", "80")), ("yang baik",)),
    ],
)
def test_what_does_not_count_on_is_a_table_of_its_own(second: Segment, words: tuple[str, ...]) -> None:
    tables = (table(1, FIRST), table(2, second, *words))
    assert rejoin(tables) == tables


def test_tables_that_follow_each_other_stay_as_they_are() -> None:
    tables = (table(1, FIRST), replace(LAST, tabel_no=2))
    assert rejoin(tables) == tables


def test_the_head_of_a_page_parts_nothing_where_the_numbers_go_on() -> None:
    """A document of two pages: too few to tell what runs over its pages."""
    title = "Rencana Aksi Perjanjian Kinerja Tahun 2022 – Loka POM di Kabupaten Kepulauan Sangihe"
    before = table(1, part(1, ("2.", "Meningkatnya layanan", "7", "Indeks A"), ("8", "Indeks B", "80")), title, "RENCANA AKSI")
    (whole,) = rejoin([before, table(2, part(2, ("9", "Indeks C", "70")), title)])
    assert [segment.body[0].cells[0].text for segment in whole.segments] == ["2.", "9"]
    assert len(rejoin([before, table(2, part(2, ("1", "Indeks C", "70")), title)])) == 2
    assert len(rejoin([before, table(2, part(2, ("9", "Indeks C", "70")), "Perubahan pertama")])) == 2
