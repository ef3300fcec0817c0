"""A sheet printed with its gridlines: title and signature are ruled like the table, and are none of it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.terucap import said

HEAD = ["No", "Indikator Kinerja", "Target", "Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sep", "Okt", "Nov", "Des"]
TITLE = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2022", "LOKA POM DI KOTA DUMAI", "BADAN PENGAWAS OBAT DAN MAKANAN", ""]
Lembar = Callable[[Sequence[Sequence[Sequence[str]]]], DocumentRows]


@pytest.fixture
def lembar(tmp_path: Path, knowledge: Knowledge) -> Lembar:
    """Pages of rows, every one ruled; a row of one text goes over the whole width."""

    def rows(pages: Sequence[Sequence[Sequence[str]]]) -> DocumentRows:
        path = tmp_path / "lembar.pdf"
        story: list[Table | PageBreak] = []
        for number, page in enumerate(pages):
            spans = [("SPAN", (0, y), (-1, y)) for y, row in enumerate(page) if len(row) == 1]
            cells = [[*row, *[""] * (len(HEAD) - len(row))] for row in page]
            table = Table(cells, [24, 240, 50, *[36] * 12], style=[("GRID", (0, 0), (-1, -1), 0.4, "black"), *spans])
            story += [PageBreak(), table] if number else [table]
        SimpleDocTemplate(str(path), pagesize=landscape(A4), leftMargin=20, rightMargin=20).build(story)
        return normalize(read_pdf(Document("0" * 64, path, "lembar.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))

    return rows


def indicator(number: int, name: str) -> list[str]:
    return [str(number), name, "77", *["-"] * 11, "77"]


FIRST = [*([text] for text in TITLE), HEAD, indicator(1, "Persentase sarana yang taat"), indicator(2, "Indeks layanan publik")]
END = [["Dumai, 7 Februari 2022"], ["Kepala Loka POM di Kota Dumai"], [""], ["Nama Pejabat, S.Si"]]


def test_title_and_signature_ruled_like_the_table(lembar: Lembar) -> None:
    rows = lembar([FIRST, [HEAD, indicator(3, "Nilai kinerja anggaran"), *END]])
    found = rows.dokumen
    assert (found.jenis, found.upt_id, found.tahun) == ("RAPK", "dumai", 2022)
    assert (found.tempat, found.tanggal, found.status) == ("Dumai", date(2022, 2, 7), "lengkap"), said(found.pesan)
    assert [(t.no_indikator, t.indikator_raw, t.target_tahunan) for t in rows.target] == [
        (1, "Persentase sarana yang taat", 77),
        (2, "Indeks layanan publik", 77),
        (3, "Nilai kinerja anggaran", 77),
    ]


def test_their_cells_are_kept(lembar: Lembar) -> None:
    """What is no part of the table still stands in `sel`, each cell once."""
    rows = lembar([[*FIRST, *END]])
    texts = [cell.mentah for cell in rows.sel]
    assert all(texts.count(text) == 1 for text in (*TITLE[:3], "Dumai, 7 Februari 2022", "Nama Pejabat, S.Si", "Indeks layanan publik"))
    fates = {cell.mentah: cell.nasib for cell in rows.sel}
    assert (fates[TITLE[0]], fates["Dumai, 7 Februari 2022"], fates["77"]) == ("judul", "teks", "fakta")


def test_a_title_that_is_printed_on_every_page(lembar: Lembar) -> None:
    rows = lembar([FIRST, [*FIRST[:5], indicator(3, "Nilai kinerja anggaran")]])
    assert len({t.tabel_no for t in rows.target}) == 1
    assert len(rows.target) == 3


def test_rows_above_a_head_that_are_no_title_stay_in_the_table(lembar: Lembar) -> None:
    rows = lembar([[["Catatan rapat pleno"], *FIRST[4:]]])
    assert rows.dokumen.jenis is None
    assert not rows.target


def test_a_title_over_the_head_tells_the_kind_of_its_table(tmp_path: Path, knowledge: Knowledge) -> None:
    """A report's tables with their names ruled above the head: the name is a caption, not the table's first row."""
    path = tmp_path / "laporan.pdf"
    agreed = [
        ["PERJANJIAN KINERJA TAHUN 2022", "", "", ""],
        ["No", "Sasaran", "Indikator", "Target"],
        ["1", "Layanan", "Indeks layanan", "81"],
    ]
    reached = [
        ["Tabel 3.1 Capaian Tahun 2022", "", "", ""],
        ["No", "Indikator", "Target", "Realisasi"],
        ["1", "Indeks layanan", "81", "90"],
    ]
    reached = [[*row, text] for row, text in zip(reached, ["", "% Capaian", "111,11"], strict=True)]
    grid = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("SPAN", (0, 0), (-1, 0))]
    lines = [Paragraph(text) for text in ("LAPORAN KINERJA TAHUN 2022", "LOKA POM DI KOTA DUMAI")]
    SimpleDocTemplate(str(path)).build([*lines, Table(agreed, style=grid), Paragraph("Uraian berikut."), Table(reached, style=grid)])
    rows = normalize(read_pdf(Document("0" * 64, path, "laporan.pdf", Metode.PDF)), knowledge, datetime(2024, 1, 1))
    assert [(t.tabel, t.indikator_raw, t.target_tahunan) for t in rows.target] == [("PK", "Indeks layanan", 81)]
    assert [(c.tabel, c.indikator_raw, c.realisasi) for c in rows.capaian] == [("CAPAIAN", "Indeks layanan", 90)]


def test_two_who_sign_side_by_side_in_a_table(lembar: Lembar) -> None:
    signed = [["A", "Dumai, 7 Februari 2022", "Pihak II"], ["B", "Kepala Loka POM di Kota Dumai", "Kepala"]]
    found = lembar([FIRST, signed]).dokumen
    assert (found.tempat, found.tanggal) == ("Dumai", date(2022, 2, 7))
