"""A sheet wider than its paper, as Calc and Excel print it: the last columns on pages of their own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table

from extract.cells import Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from tests.terucap import said

MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nov", "Des"]
HEAD = ["No", "Indikator Kinerja", "Target", *MONTHS, "Anggaran"]
NAMES = [
    "Persentase Obat yang memenuhi syarat",
    "Persentase Makanan yang memenuhi syarat",
    "Indeks Pelayanan Publik",
    "Nilai AKIP UPT",
    "Indeks Profesionalitas ASN UPT",
    "Nilai Kinerja Anggaran UPT",
]
TARGETS = ["94,5", "83", "4,6", "81,2", "88", "91,4"]
AMOUNTS = ["1.214.556.000", "873.900.000", "62.210.400", "15.552.600", "2.036.871.000", "36.234.900"]
TITLE = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2023", "BALAI BESAR POM DI MATARAM", "BADAN PENGAWAS OBAT DAN MAKANAN"]
WIDTHS = [35.0, 200.0, 40.0, *[32.0] * 12, 100.0]


def sheet() -> list[list[str]]:
    """The whole sheet: row 0 is the head; each month is the target, so that any of them tells its row."""
    rows = zip(NAMES, TARGETS, AMOUNTS, strict=True)
    return [HEAD, *([f"{n}.", name, target, *[target] * 12, amount] for n, (name, target, amount) in enumerate(rows, 1))]


@dataclass(frozen=True)
class Kertas:
    """One page: which rows and columns of the sheet, whether its title is printed, and what stands below its table."""

    baris: Sequence[int]
    kolom: Sequence[int]
    judul: bool = True
    kaki: str = ""


def printed(path: Path, pages: Sequence[Kertas]) -> None:
    canvas = Canvas(str(path), pagesize=landscape(A4))
    cells = sheet()
    for page in pages:
        canvas.setFont("Helvetica", 8)
        y = 540.0
        for line in TITLE if page.judul else ():
            canvas.drawString(40, y, line)
            y -= 14
        y -= 10
        edges = [40.0]
        for column in page.kolom:
            edges.append(edges[-1] + WIDTHS[column])
        top = y
        for row in page.baris:
            for x, column in zip(edges, page.kolom, strict=False):
                canvas.drawString(x + 3, y - 11, cells[row][column])
            y -= 16
        for k in range(len(page.baris) + 1):
            canvas.line(edges[0], top - 16 * k, edges[-1], top - 16 * k)
        for x in edges:
            canvas.line(x, top, x, y)
        canvas.drawString(40, y - 30, page.kaki)
        canvas.showPage()
    canvas.save()


ALL = range(7)
LEFT, RIGHT = range(9), range(9, 16)
"""Up to June; from July on."""
CUTS = {
    "amounts with the names again": [Kertas(ALL, range(15)), Kertas(ALL, [0, 1, 15])],
    "amounts without names": [Kertas(ALL, range(15)), Kertas(ALL, [15])],
    "amounts without names or title": [Kertas(ALL, range(15)), Kertas(ALL, [15], judul=False)],
    "half years with the names again": [Kertas(ALL, LEFT), Kertas(ALL, [0, 1, *RIGHT])],
    "half years without names": [Kertas(ALL, LEFT), Kertas(ALL, RIGHT)],
    "a signature below the last columns": [Kertas(ALL, LEFT), Kertas(ALL, RIGHT, kaki="Mataram, 27 Januari 2023")],
    "three parts": [Kertas(ALL, range(6)), Kertas(ALL, range(6, 12)), Kertas(ALL, range(12, 16))],
    "over, then down": [Kertas(range(4), LEFT), Kertas(range(4), RIGHT), Kertas([0, 4, 5, 6], LEFT), Kertas([0, 4, 5, 6], RIGHT)],
    "down, then over": [Kertas(range(4), LEFT), Kertas([0, 4, 5, 6], LEFT), Kertas(range(4), RIGHT), Kertas([0, 4, 5, 6], RIGHT)],
    "over, then down, the head once": [Kertas(range(4), LEFT), Kertas(range(4), RIGHT), Kertas([4, 5, 6], LEFT), Kertas([4, 5, 6], RIGHT)],
}


def read(path: Path, pages: Sequence[Kertas], knowledge: Knowledge) -> DocumentRows:
    printed(path, pages)
    return normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2024, 1, 1))


def number(text: str) -> Decimal:
    return Decimal(text.replace(".", "").replace(",", "."))


@pytest.mark.parametrize("pages", CUTS.values(), ids=CUTS)
def test_the_parts_stand_side_by_side(pages: list[Kertas], tmp_path: Path, knowledge: Knowledge) -> None:
    rows = read(tmp_path / "lembar.pdf", pages, knowledge)
    assert [(row.indikator_raw, row.anggaran_rp) for row in rows.target] == [
        (name, number(amount)) for name, amount in zip(NAMES, AMOUNTS, strict=True)
    ]
    months = {(row.target_id, row.bulan): row.mentah for row in rows.target_bulanan}
    for row, target in zip(rows.target, TARGETS, strict=True):
        assert [months[row.target_id, month] for month in range(1, 13)] == [target] * 12
    assert all("kolom_disambung" in row.bendera for row in rows.target)


def test_each_figure_is_shown_on_the_page_that_prints_it(tmp_path: Path, knowledge: Knowledge) -> None:
    rows = read(tmp_path / "lembar.pdf", CUTS["half years with the names again"], knowledge)
    (june,) = [cell for cell in rows.sel if cell.mentah == "Jun"]
    (july,) = [cell for cell in rows.sel if cell.mentah == "Jul"]
    assert (june.halaman, july.halaman) == (1, 2)
    assert june.bbox and july.bbox and round(june.bbox[0]) == 475 and round(july.bbox[0]) == 275
    for row in rows.target_bulanan:
        assert row.halaman == (1 if row.bulan <= 6 else 2) and row.bbox and row.bbox[2] < 842
    assert all(row.halaman == 1 and row.bbox and row.bbox[2] < 842 for row in rows.target)


def test_a_table_of_other_rows_is_no_part(tmp_path: Path, knowledge: Knowledge) -> None:
    """The amounts of five of six indicators: nobody knows whose they are, and a person is asked."""
    rows = read(tmp_path / "lembar.pdf", [Kertas(ALL, range(15)), Kertas(range(6), [15])], knowledge)
    assert [row.anggaran_rp for row in rows.target] == [None] * 6
    assert rows.dokumen.status == "perlu_tinjau"


def test_a_budget_column_without_a_figure_is_asked(tmp_path: Path, knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.test_lembar_lebar.AMOUNTS", [""] * 6)
    rows = read(tmp_path / "lembar.pdf", [Kertas(ALL, range(16))], knowledge)
    assert said(rows.dokumen.pesan) and "kolom anggaran" in said(rows.dokumen.pesan).casefold()


def test_two_tables_of_the_same_indicators_are_no_sheet(tmp_path: Path, knowledge: Knowledge) -> None:
    """An agreement and, on the next page, its months: names and their order are the same, the rows are not as high."""
    small = ParagraphStyle("isi", fontName="Helvetica", fontSize=7, leading=8.5)
    names = list(zip(NAMES, TARGETS, strict=True))

    def table(heads: Sequence[str], values: int, widths: Sequence[float]) -> Table:
        rows = [["No", "Indikator Kinerja", *heads], *([str(n), name, *[target] * values] for n, (name, target) in enumerate(names, 1))]
        cells = [[Paragraph(text, small) for text in row] for row in rows]
        return Table(cells, [25, *widths], style=[("GRID", (0, 0), (-1, -1), 0.5, "black")])

    months = ["Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"]
    above = [Paragraph(text) for text in ("LAPORAN KINERJA", "TAHUN 2023", "BALAI BESAR POM DI MATARAM")]
    chapters = [Paragraph("2.1 Perjanjian Kinerja"), table(["Target"], 1, [180, 60]), PageBreak(), table(months, 12, [110, *[30] * 12])]
    path = tmp_path / "laporan.pdf"
    SimpleDocTemplate(str(path)).build([*above, *chapters])
    rows = normalize(read_pdf(Document("0" * 64, path, path.name, Metode.PDF)), knowledge, datetime(2024, 1, 7))
    expected = [Decimal(target.replace(",", ".")) for target in TARGETS]
    assert [row.target_tahunan for row in rows.target if row.tabel == "PK"] == expected
    assert [row.target_tahunan for row in rows.target if row.tabel == "RAPK"] == expected
    assert [month.nilai for month in rows.target_bulanan] == [value for value in expected for _ in months]
