"""Cells over several rows or columns, percentages printed as fractions, and marks of notes behind names and numbers."""

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec.structs import replace
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from extract.cells import UNREADABLE, Block, Document, Metode
from extract.pdf.read_pdf import read_pdf
from normalize.decisions.registry_files import Knowledge
from normalize.document import normalize
from normalize.rows import DocumentRows
from normalize.words.measures import Measure, as_fractions
from tests.terucap import said

SMALL = ParagraphStyle("isi", fontName="Helvetica", fontSize=6, leading=7)
PLAN = ["RENCANA AKSI PERJANJIAN KINERJA TAHUN 2025", "BALAI POM DI AMBON"]
REPORT = ["LAPORAN KINERJA", "TAHUN 2024", "BALAI POM DI AMBON", "Tabel 3.1 Efisiensi Penggunaan Sumber Daya"]
OBAT, MAKANAN, PUBLIK = "Persentase Obat yang memenuhi syarat", "Persentase Makanan yang memenuhi syarat", "Indeks Pelayanan Publik"
HEAD = ["No", "Indikator Kinerja", *(f"B{n:02}" for n in range(1, 13)), "Anggaran"]
Span = tuple[str, tuple[int, int], tuple[int, int]]


@pytest.fixture
def pdf(tmp_path: Path, knowledge: Knowledge) -> Callable[..., DocumentRows]:
    """The rows of a document with one ruled table; spans as a table's style names them. unread: the glyph that has no meaning."""

    def read(cells: Sequence[Sequence[str]], titles: Sequence[str] = PLAN, spans: Sequence[Span] = (), unread: str = "") -> DocumentRows:
        path = tmp_path / "dokumen.pdf"
        body = [[Paragraph(text, SMALL) if text else "" for text in row] for row in cells]
        widths = [20, 150, *[360 / (len(cells[0]) - 3)] * (len(cells[0]) - 3), 80]
        table = Table(body, widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black"), *spans])
        story = [*map(Paragraph, titles), table, Paragraph("Ambon, 6 Januari 2025")]
        SimpleDocTemplate(str(path), pagesize=(842, 595)).build(story)
        reading = read_pdf(Document("0" * 64, path, "dokumen.pdf", Metode.PDF))
        if unread:
            reading = replace(reading, blocks=tuple(_without_letter(block, unread) for block in reading.blocks))
        return normalize(reading, knowledge, datetime(2025, 1, 7))

    return read


def _without_letter(block: Block, letter: str) -> Block:
    """The block as it is read where the glyph of one letter has no meaning."""
    return replace(
        block,
        rows=tuple(
            replace(r, cells=tuple(replace(cell, lines=tuple(line.replace(letter, UNREADABLE) for line in cell.lines)) for cell in r.cells))
            for r in block.rows
        ),
    )


def row(no: int, name: str, values: Sequence[str], budget: str) -> list[str]:
    return [str(no), name, *[""] * (12 - len(values)), *values, budget]


def test_an_amount_over_two_indicators_is_neither_s_alone(pdf: Callable[..., DocumentRows]) -> None:
    cells = [
        HEAD,
        row(1, OBAT, ["90", "94,25"], "298.445.300"),
        row(2, MAKANAN, ["80", "87,75"], ""),
        row(3, PUBLIK, ["3,85", "4,15"], "30.206.500"),
        ["", "Total", *[""] * 12, "328.651.800"],
    ]
    rows = pdf(cells, spans=[("SPAN", (14, 1), (14, 2))])
    assert [(r.anggaran_rp, "sel_gabungan" in r.bendera) for r in rows.target] == [(None, True), (None, True), (30_206_500, False)]
    assert [r.target_tahunan for r in rows.target] == [Decimal("94.25"), Decimal("87.75"), Decimal("4.15")]
    assert [(cek.status, cek.terbaca) for cek in rows.cek if cek.aturan == "total_dokumen"] == [("lolos", 328_651_800)]
    assert rows.dokumen.status == "perlu_tinjau"
    three = pdf(cells, spans=[("SPAN", (14, 1), (14, 3))])
    assert [(r.anggaran_rp, "sel_gabungan" in r.bendera) for r in three.target] == [(None, True)] * 3
    apart = pdf(cells)
    assert [(r.anggaran_rp, r.bendera) for r in apart.target][:2] == [(298_445_300, ()), (None, ())]


def test_a_row_of_figures_that_nobody_can_read_is_an_indicator_s(pdf: Callable[..., DocumentRows]) -> None:
    cells = [HEAD, row(1, OBAT, ["90", "94"], "1.000.000"), row(2, MAKANAN, ["86,5"], "286.500"), row(3, PUBLIK, ["6"], "600.000")]
    rows = pdf(cells, unread="6")
    assert [(r.indikator_raw, r.target_tahunan, r.anggaran_rp) for r in rows.target] == [
        (OBAT, 94, 1_000_000),
        (MAKANAN, None, None),
        (PUBLIK, None, None),
    ]
    assert ["angka_tidak_terbaca" in r.bendera for r in rows.target] == [False, True, True]


def test_a_target_over_two_indicators_is_neither_s_alone(pdf: Callable[..., DocumentRows]) -> None:
    cells = [HEAD, row(1, OBAT, ["90", "94"], "1.000.000"), row(2, MAKANAN, ["80", ""], "2.000.000"), row(3, PUBLIK, ["3", "4"], "5.000")]
    rows = pdf(cells, spans=[("SPAN", (13, 1), (13, 2))])
    assert [(r.target_tahunan, "sel_gabungan" in r.bendera) for r in rows.target] == [(None, True), (None, True), (4, False)]
    assert [r.nilai for r in rows.target_bulanan if r.bulan == 11] == [90, 80, 3]


def test_a_budget_over_two_rows_of_a_report(pdf: Callable[..., DocumentRows]) -> None:
    head = ["No", "Indikator", "Target", "Realisasi", "% Capaian", "Pagu (Rp)", "Realisasi (Rp)", "% Realisasi", "IE", "TE", "Kategori"]
    cells = [
        head,
        ["1", OBAT, "80", "84", "105", "1.000.000", "900.000", "90", "1,17", "0,17", "Efisien"],
        ["2", MAKANAN, "90", "90", "100", "", "800.000", "", "", "", "Efisien"],
        ["3", PUBLIK, "4", "4", "100", "500.000", "500.000", "100", "1", "0", "Efisien"],
    ]
    rows = pdf(cells, REPORT, [("SPAN", (5, 1), (5, 2))])
    assert [(r.pagu_rp, "sel_gabungan" in r.bendera) for r in rows.efisiensi] == [(None, True), (None, True), (500_000, False)]
    assert [(r.output_target, r.output_persen, r.realisasi_rp) for r in rows.efisiensi[:2]] == [(80, 105, 900_000), (90, 100, 800_000)]
    assert rows.efisiensi[2].input_persen == 100


def test_percentages_printed_as_fractions_are_doubted(pdf: Callable[..., DocumentRows]) -> None:
    rows = pdf([HEAD, row(1, OBAT, ["0,9050", "0,9425"], "1.000"), row(2, PUBLIK, ["0,85", "0,95"], "2.000")])
    assert [(r.target_tahunan, "persen_pecahan" in r.bendera) for r in rows.target] == [(Decimal("0.9425"), True), (Decimal("0.95"), False)]
    assert rows.dokumen.status == "perlu_tinjau"


@pytest.mark.parametrize(
    ("texts", "satuan", "doubted"),
    [
        (["0,5", "0,94"], "persen", True),
        (["0,5", "94"], "persen", False),
        (["1", "1"], "persen", False),
        (["0,94%"], "persen", False),
        (["0,94"], "indeks", False),
        ([], "persen", False),
    ],
)
def test_fractions(texts: list[str], satuan: str, doubted: bool) -> None:
    measures = [Measure(text, Decimal(text.rstrip("%").replace(",", "."))) for text in texts]
    assert bool(as_fractions(measures, satuan)) is doubted


def test_raised_marks_of_notes(pdf: Callable[..., DocumentRows]) -> None:
    cells = [
        HEAD,
        row(1, f"{PUBLIK}<super>2</super>", ["3,85", "4,15<super>a</super>"], "1.000<super>b</super>"),
        row(2, OBAT, ["90"], "5.000"),
    ]
    rows = pdf(cells)
    assert [(r.indikator_id, r.target_tahunan, r.anggaran_rp) for r in rows.target] == [
        ("indeks-pelayanan-publik", Decimal("4.15"), 1_000),
        ("obat-memenuhi-syarat", 90, 5_000),
    ]


@pytest.mark.parametrize("band", ["Misi Kedua: Meningkatkan kapasitas pelaku usaha", "MISI 2 - Usaha mandiri", "Agenda III: Layanan"])
def test_names_of_groups_are_no_indicators(band: str, pdf: Callable[..., DocumentRows]) -> None:
    cells = [HEAD, row(1, OBAT, ["90"] * 11 + ["94"], "1.000"), [band, *[""] * 14], row(2, PUBLIK, ["3"] * 11 + ["4"], "5.000")]
    rows = pdf(cells, spans=[("SPAN", (0, 2), (14, 2))])
    assert [(r.indikator_raw, r.target_tahunan) for r in rows.target] == [(OBAT, 94), (PUBLIK, 4)]
    assert rows.dokumen.status == "lengkap", said(rows.dokumen.pesan)


@pytest.mark.parametrize("band", ["Misi Kedua: Meningkatkan kapasitas pelaku usaha", "Target di bawah ini menunggu hasil survei."])
def test_rows_over_the_width_of_an_agreement_are_no_indicators(band: str, pdf: Callable[..., DocumentRows]) -> None:
    cells = [["No", "Sasaran Kegiatan", "Indikator Kinerja", "Target"], ["1", "Terwujudnya Obat aman", OBAT, "94"], [band, "", "", ""]]
    cells += [["2", "Terwujudnya layanan prima", PUBLIK, "4"]]
    titles = [*REPORT[:3], "Tabel 2.1 Perjanjian Kinerja Tahun 2024"]
    rows = pdf(cells, titles, [("SPAN", (0, 2), (3, 2))])
    assert [(r.tabel, r.indikator_raw, r.target_tahunan) for r in rows.target] == [("PK", OBAT, 94), ("PK", PUBLIK, 4)]
