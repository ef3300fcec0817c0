"""Which pages another reader is asked for: those where something can decide between two readings."""

import dataclasses
from pathlib import Path
from types import SimpleNamespace

import pytest
from msgspec.structs import replace

from extract.cells import Block, Cell, Document, Metode, PrintedRow, Reading
from extract.message import message
from normalize.dokumen_row import rejected
from normalize.kinds.target import Konteks
from normalize.proof.document_doubt import document_check
from normalize.proof.doubtful_pages import better_proved, pages_in_doubt, reads_more
from normalize.rows import DocumentRows, Sel
from normalize.status_cek import GAGAL, LOLOS, TAK_TERBUKTI
from normalize.tables.tempat import Tempat

DOCUMENT = Document("0" * 64, Path("laporan.pdf"), "laporan.pdf", Metode.PDF)


def reading(ragu: tuple[int, ...]) -> Reading:
    """A report of three pages with a grid on each."""
    blocks = tuple(Block((PrintedRow((Cell(("80",), 0, halaman=page),)),), "pdfium", page) for page in (1, 2, 3))
    return Reading(DOCUMENT, blocks, (), (0, 0, 0), 3, ragu=ragu)


def rows(jenis: str | None, *statuses: str) -> DocumentRows:
    empty = rejected(DOCUMENT, message("tanpa_tabel"), None)
    konteks = Konteks(DOCUMENT.doc_id, "pdf", "ambon", 2024, 1, "CAPAIAN", None, 1)
    check = document_check("capaian_vs_target", GAGAL, message("semua_halaman_ada"), konteks, Tempat(1, 2, None, None))
    checks = tuple(dataclasses.replace(check, status=status) for status in statuses)
    return dataclasses.replace(empty, dokumen=dataclasses.replace(empty.dokumen, jenis=jenis), cek=checks)


@pytest.mark.parametrize(
    ("jenis", "statuses", "pages"),
    [
        ("LAKIP", (GAGAL, LOLOS), {2: "kisi_rusak"}),
        ("LAKIP", (LOLOS,), {}),
        (None, (GAGAL,), {}),
        (None, (), {}),
    ],
)
def test_a_grid_that_leaves_words_out_is_read_again_where_a_check_can_decide(
    jenis: str | None, statuses: tuple[str, ...], pages: dict[int, str]
) -> None:
    assert pages_in_doubt(rows(jenis, *statuses), reading((2,))) == pages


@pytest.mark.parametrize(
    ("text", "bendera"), [("8\ufffd", ()), ("80", ("teks_tak_tampak",)), ("80", ("angka_dicoret",)), ("80", ("bukan_teks",))]
)
def test_a_page_that_shows_something_else_than_its_file_is_given_to_no_reader_of_the_file_alone(
    text: str, bendera: tuple[str, ...]
) -> None:
    """What covers a figure, or what a glyph looks like, they do not know: '84,50' under a lid and '4,50' would add up for them."""
    first, seen = rows("LAKIP", GAGAL), reading((2,))
    blocks = tuple(
        replace(block, rows=(replace(block.rows[0], cells=(Cell((text,), 0, halaman=2),), bendera=bendera),))
        if block.halaman == 2
        else block
        for block in seen.blocks
    )
    seen = replace(seen, blocks=blocks)
    assert pages_in_doubt(first, seen) == {}
    assert pages_in_doubt(first, seen, same_letters=True) == {2: "kisi_rusak"}


def test_one_row_has_no_amount_that_is_printed_for_several() -> None:
    """A reader that sees no rules gives the amount of a cell over two rows to one of them, and then nothing is open."""

    def read(status: str, *bendera: tuple[str, ...]) -> DocumentRows:
        shared = tuple(SimpleNamespace(bendera=flags) for flags in bendera)
        return dataclasses.replace(rows("LAKIP", status), efisiensi=shared)  # type: ignore[arg-type]

    assert better_proved(read(GAGAL, (), ()), read(LOLOS, (), ()))
    assert not better_proved(read(GAGAL, ("sel_gabungan",), ("sel_gabungan",)), read(LOLOS, (), ()))
    assert better_proved(read(GAGAL, ("baris_disimpulkan", "sel_gabungan")), read(LOLOS, ()))


@pytest.mark.parametrize("tabel", ["target", "capaian", "efisiensi", "serapan"])
def test_a_check_that_fails_no_more_because_its_rows_are_lost_proves_nothing(tabel: str) -> None:
    row = SimpleNamespace(bendera=())
    first = dataclasses.replace(rows("LAKIP", GAGAL), **{tabel: (row, row)})  # type: ignore[arg-type]
    second = dataclasses.replace(rows("LAKIP", TAK_TERBUKTI), **{tabel: (row,)})  # type: ignore[arg-type]
    assert not better_proved(first, second)
    assert better_proved(first, dataclasses.replace(second, **{tabel: (row, row)}))  # type: ignore[arg-type]
    assert better_proved(first, dataclasses.replace(second, cek=rows("LAKIP", LOLOS).cek))


def test_rows_that_fail_a_check_are_more_than_none() -> None:
    """Figures of an OCR are doubted on their rows; without the rows nobody sees them."""
    first, second = rows("LAKIP"), rows("LAKIP", GAGAL)
    assert not reads_more(first, second), "no rows"
    # what a row says does not matter here, only that it is there
    row = (SimpleNamespace(bendera=()),)
    with_row = dataclasses.replace(second, capaian=row)  # type: ignore[arg-type]
    assert reads_more(first, with_row)
    assert not reads_more(dataclasses.replace(first, efisiensi=row), dataclasses.replace(with_row, efisiensi=row))  # type: ignore[arg-type]


def unknown(*texts: str) -> DocumentRows:
    """A report with these cells on page 3, in a table of unknown kind."""
    empty = rows("LAKIP")
    cell = Sel(
        doc_id=DOCUMENT.doc_id,
        tabel_no=1,
        tabel="LAIN",
        versi=None,
        baris=1,
        halaman=3,
        line=None,
        bbox=None,
        metode="pdf",
        bendera=(),
        kolom=1,
        mentah=None,
    )
    return dataclasses.replace(empty, sel=tuple(dataclasses.replace(cell, kolom=n, mentah=text) for n, text in enumerate(texts, 1)))


def test_rows_that_were_read_as_one_are_proposed_anew_by_the_same_letters() -> None:
    """'No 1 2 3' 'Target 89 79,1 80': a table of one row, whose cells are columns. A reader with letters of its own is not asked."""
    run_together = unknown("No 1 2 3", "Target 89 79,1 80", "Realisasi 88,98 81,04 52,63", "Indikator Obat Makanan")
    assert pages_in_doubt(run_together, reading(()), same_letters=True) == {3: "tabel_tidak_ditemukan"}
    assert pages_in_doubt(run_together, reading(())) == {}
    assert pages_in_doubt(unknown("No", "1", "89", "79,1", "80"), reading(()), same_letters=True) == {}


def test_figures_of_a_plan_in_an_unknown_table_are_proposed_anew() -> None:
    plan = unknown("NO", "1", "89", "79,1")
    plan = dataclasses.replace(plan, dokumen=dataclasses.replace(plan.dokumen, jenis="RAPK"), target=(object(),))  # type: ignore[arg-type]
    assert pages_in_doubt(plan, reading(()), same_letters=True) == {3: "tabel_tidak_ditemukan"}
    assert pages_in_doubt(plan, reading(())) == {}
