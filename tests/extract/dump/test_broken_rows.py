"""Rows of a dump that a line end within a cell broke."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.cells import Document, Metode
from extract.dump.broken_rows import whole_rows
from extract.dump.read_text import parse_dump

HEAD = "No\tSasaran\tIndikator\tTarget\tPagu"
WHOLE = "1\tObat aman\tPersentase Obat dan Makanan yang baik\t85,5\t36.234.900"


@pytest.mark.parametrize(
    "pieces",
    [
        ["1\tObat aman\tPersentase Obat dan", "Makanan yang baik\t85,5\t36.234.900"],
        ["1\tObat aman\tPersentase", "Obat dan Makanan", "yang baik\t85,5\t36.234.900"],
        ["1\tObat aman\tPersentase Obat dan Makanan yang baik\t85,5\t36.", "234.900"],
        ["1\tObat", "aman\tPersentase Obat dan Makanan", "yang baik\t85,5\t36.234.", "900"],
    ],
    ids=["a name", "three lines", "an amount at the end", "twice"],
)
def test_pieces_as_wide_as_the_head_are_one_row(pieces: list[str]) -> None:
    lines = [HEAD, *pieces, "2\tx\tIndeks\t3\t1"]
    whole = whole_rows(lines)
    assert [text for text, _ in whole.values()] == [HEAD, WHOLE, lines[-1]]
    assert whole[2][1] == len(pieces) and len(lines) in whole


def test_a_head_with_cells_that_no_row_has() -> None:
    rows = [HEAD + "\t\t", WHOLE, "2\tMutu\tPersentase sampel", "yang diuji\t90\t7.000.000", WHOLE]
    assert [text for text, _ in whole_rows(rows).values()] == [
        rows[0],
        WHOLE,
        "2\tMutu\tPersentase sampel yang diuji\t90\t7.000.000",
        WHOLE,
    ]


def test_an_amount_within_the_row_and_a_name_in_the_first_cell() -> None:
    rows = ["Indikator\t2022\tPagu\tRealisasi", "Persentase sampel yang", "diuji\t81,5\t1,205,", "000\t338,000"]
    assert [text for text, _ in whole_rows(rows).values()] == [rows[0], "Persentase sampel yang diuji\t81,5\t1,205,000\t338,000"]


@pytest.mark.parametrize(
    "lines",
    [
        [HEAD, "1\tObat aman\tIndeks RB", "2\tMutu\t3,5"],
        [HEAD, "1\tObat aman\tIndeks RB", "IKSS2\tMutu\t3,5"],
        [HEAD, "1\tObat aman\tIndeks RB", "memenuhi ketentuan\t85"],
        [HEAD, "1\tObat aman\tIndeks RB", "", "memenuhi ketentuan\t85\t7"],
        [HEAD, "1\tObat aman\tIndeks RB:", "memenuhi ketentuan\t85\t7"],
        [HEAD, WHOLE, "Tabel di atas menunjukkan bahwa", "Persentase\tx\ty\t85\t7"],
        ["a\tb", WHOLE, "1\tObat aman\tIndeks", "memenuhi ketentuan\t85\t7"],
    ],
    ids=["a number", "a code", "too few", "a page's end", "a list", "prose", "no head as wide"],
)
def test_what_may_be_two_rows_stays_two(lines: list[str]) -> None:
    assert whole_rows(lines) == {number: (line, 1) for number, line in enumerate(lines, 1)}


def test_a_broken_row_is_said_and_stands_at_its_first_line() -> None:
    text = f"Tabel 1\n{HEAD}\n1\tObat aman\tPersentase Obat dan\nMakanan yang baik\t85,5\t36.234.900\n"
    (block,) = parse_dump(text, Document("0" * 64, Path("dump.txt"), "dump.txt", Metode.TEKS)).blocks
    assert [cell.text for cell in block.rows[1].cells] == WHOLE.split("\t")
    assert [(row.bendera, row.cells[0].line) for row in block.rows] == [((), 2), (("nama_disambung",), 3)]


@given(st.lists(st.text(st.sampled_from("aB1.,\t "), max_size=9), max_size=9))
def test_no_line_is_lost(lines: list[str]) -> None:
    whole = whole_rows(lines)
    assert sum(taken for _, taken in whole.values()) == len(lines)
    assert "".join("".join(lines).split()) == "".join("".join(text for text, _ in whole.values()).split())
