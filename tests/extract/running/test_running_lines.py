"""Running heads and feet: what stands at the edge of page after page, and what only looks like it."""

from pathlib import Path

import pytest

from extract.cells import Block, Cell, Document, Line, Metode, PrintedRow, Reading
from extract.running.running_lines import running_lines, without_digits
from extract.running.tables import PrintedTable, tables_of

DOCUMENT = Document("0" * 64, Path("laporan.pdf"), "laporan.pdf", Metode.PDF)
HEAD = "Laporan Kinerja BBPOM di Serang"


def pages(*texts: list[str]) -> list[Line]:
    return [Line(text, halaman=page) for page, lines in enumerate(texts, 1) for text in lines]


def page(number: int, *inside: str) -> list[str]:
    return [HEAD, "Bab III", *inside, "paragraf", f"Laporan Kinerja 2022 | {number}"]


@pytest.mark.parametrize(
    ("text", "folded"), [("Laporan Kinerja 2021 | 26", "laporan kinerja # | #"), ("12", "#"), ("BAB II ", "bab ii"), ("", "")]
)
def test_digits_folded(text: str, folded: str) -> None:
    assert without_digits(text) == folded


def test_heads_and_feet_of_all_pages() -> None:
    found = running_lines(pages(*(page(n, f"isi nomor {'x' * n}", "b", "c") for n in range(1, 5))), 4)
    assert {HEAD.casefold(), "laporan kinerja # | #"} <= found
    assert not any(text.startswith("isi") for text in found)


def test_two_pages_are_too_few_but_for_a_foot_that_counts_them() -> None:
    assert running_lines(pages(page(1, "a", "b", "c"), page(2, "d", "e", "f")), 2) == {"laporan kinerja # | #"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Ambon, 6 Januari 2024", "Ambon, 8 Januari 2024"),
        ("Catatan: DIPA 2024.", "Catatan: DIPA 2024."),
        ("Tabel 1 Target", "Tabel 2 Target"),
        ("Nilai 81 dari 2", "Nilai 82 dari 3"),
        ("Sasaran 1", "Indikator 2"),
    ],
)
def test_last_lines_of_two_pages_that_count_nothing(first: str, second: str) -> None:
    assert running_lines(pages(["a", first], ["b", second]), 2) == frozenset()


def test_a_foot_cut_by_the_edge_is_the_same_line() -> None:
    assert without_digits("RENCANA AKSI TAHUN 2\ufffd") == without_digits("Rencana Aksi Tahun 2023")


def test_two_pages_behind_a_cover_are_enough() -> None:
    lines = pages(["Laporan Kinerja", "2024"], page(2, "a", "b", "c"), page(3, "d", "e", "f"))
    assert {HEAD.casefold(), "laporan kinerja # | #"} <= running_lines(lines, 3)


def test_a_caption_on_both_pages_behind_a_cover_announces_a_table_each() -> None:
    lines = pages(["Laporan"], ["Tabel 2.1 Perjanjian Kinerja", "a", "b", "c"], ["Tabel 2.2 Perjanjian Kinerja", "d", "e", "f"])
    assert running_lines(lines, 3) == frozenset()


@pytest.mark.parametrize(("carrying", "runs"), [(3, False), (4, True)])
def test_two_pages_in_five(carrying: int, runs: bool) -> None:
    """Ten pages: what stands at the edge of three of them is no running head."""
    lines = pages(*([HEAD if n < carrying else f"bagian {'x' * n}", "a" * (n + 1), "b" * (n + 1), "c" * (n + 1)] for n in range(10)))
    assert (HEAD.casefold() in running_lines(lines, 10)) is runs


def test_a_heading_repeated_in_the_middle_of_pages() -> None:
    """'Perbandingan dengan target' opens a part in every section; it never stands at a page's edge."""
    lines = pages(*(page(n, "satu " * n, "Perbandingan dengan target", "dua " * n) for n in range(1, 6)))
    assert "perbandingan dengan target" not in running_lines(lines, 5)
    assert HEAD.casefold() in running_lines(lines, 5)


def test_a_line_twice_at_the_edges_of_one_page_counts_once() -> None:
    lines = pages(["sama", "sama", "isi", "sama", "sama"], ["a", "b", "c", "d", "e"], ["f", "g", "h", "i", "sama"])
    assert "sama" not in running_lines(lines, 3)


def test_a_dump_has_none() -> None:
    assert running_lines([Line(HEAD, line=number) for number in range(1, 20)], None) == frozenset()


# ---- around tables


def reading(texts: list[list[str]]) -> Reading:
    """Pages with the lines of text given, a table of two rows behind the last but one of them."""
    blocks, before, count = [], [], 0
    for number, lines in enumerate(texts, 1):
        rows = tuple(
            PrintedRow(
                tuple(Cell((text,), i, halaman=number, bbox=(100.0 * i, y, 100.0 * i + 100, y + 20)) for i, text in enumerate(words))
            )
            for y, words in ((100.0, ("No", "Indikator", "Target")), (120.0, (str(number), "Persentase", "90")))
        )
        blocks.append(Block(rows, "pdfplumber", number))
        before.append(count + len(lines) - 1)
        count += len(lines)
    return Reading(DOCUMENT, tuple(blocks), tuple(pages(*texts)), tuple(before), len(texts))


def tables(texts: list[list[str]]) -> tuple[PrintedTable, ...]:
    return tables_of(reading(texts), lambda row: row.cells[0].text == "No")


FEET = [f"Laporan Kinerja 2022 | {n}" for n in range(1, 5)]


def test_running_heads_are_no_captions() -> None:
    captions = [f"Tabel {'I' * n} Capaian" for n in range(1, 5)]
    found = tables([[HEAD, caption, foot] for caption, foot in zip(captions, FEET, strict=True)])
    assert [table.sebelum for table in found] == [(caption,) for caption in captions]


def test_running_heads_do_not_part_a_table() -> None:
    (table,) = tables([[HEAD, foot] for foot in FEET])
    assert [row.cells[0].text for segment in table.segments for row in segment.body] == ["1", "2", "3", "4"]


def test_a_repeated_heading_stays_in_front_of_its_table() -> None:
    """Behind the head and two lines of the section, so never among the first or last two lines of a page."""
    texts = [[HEAD, "Bab III", "Realisasi dan target", "isi " * n, "akhir " * n, foot] for n, foot in enumerate(FEET, 1)]
    found = tables(texts)
    assert len(found) == 4
    assert all("Realisasi dan target" in table.sebelum for table in found)
    assert all(HEAD not in table.sebelum for table in found)
